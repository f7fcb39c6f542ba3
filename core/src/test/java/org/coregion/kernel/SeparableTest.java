package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class SeparableTest extends KernelLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(19);
        Kernel two = Separable.of(new Matern32(0.7), new SquaredExponential(2));
        Kernel three = Separable.of(new Matern52(1), new Matern12(3), new Matern32(0.4));
        return Stream.of(
                new Instance(Separable.of(new Matern52(1.2)), draws.uniform(9, 1, -2, 2)),
                new Instance(two, draws.uniform(12, 2, -2, 2)),
                new Instance(two, Matrix.zeros(4, 2)),
                new Instance(three, draws.uniform(10, 3, -2, 2)),
                new Instance(three, draws.gaussian(1, 3)));
    }

    @Test
    void isTheProductOfItsFactors() {
        Matrix x = Matrix.wrap(1, 2, new double[] {0, 0});
        Matrix y = Matrix.wrap(1, 2, new double[] {0.5, 2});
        Kernel kernel = Separable.of(new Matern12(0.5), new SquaredExponential(2));

        assertAgrees(kernel.crossMatrix(x, y).get(0, 0), Math.exp(-1) * Math.exp(-0.5), 1e-15);
    }

    @Test
    void manyRowsAreTreatedInBlocks() {
        Draws draws = Draws.seeded(23);
        Matrix left = draws.uniform(1100, 2, 0, 1);
        Matrix right = draws.uniform(1000, 2, 0, 1);
        Matrix adjoint = draws.gaussian(1100, 1000);

        // The squared exponential is the product of its own factors.
        assertAgrees(
                Separable.of(new SquaredExponential(0.3), new SquaredExponential(2))
                        .crossPullback(left, right, adjoint),
                new SquaredExponential(0.3, 2).crossPullback(left, right, adjoint),
                1e-10);
    }

    @Test
    void theAxesOfASquaredExponentialMakeItUp() {
        for (Kernel kernel : List.of(new SquaredExponential(0.8), new SquaredExponential(0.8, 3))) {
            AxisProduct product = kernel.axisProduct(2).orElseThrow();
            Matrix x = Draws.seeded(29).uniform(6, 2, 0, 3);
            Kernel separable = Separable.of(product.factors().toArray(Kernel[]::new));

            assertAgrees(separable.matrix(x), kernel.matrix(x), 1e-14);
        }
    }

    @Test
    void aSharedParameterHasTheSumOfTheGradients() {
        List<double[]> gradients = List.of(new double[] {1, 2}, new double[] {10, 20});
        List<Kernel> factors = List.of(new Matern12(1), new Matern12(1));

        assertThat(new AxisProduct(factors, true).gradient(gradients)).containsExactly(11, 22);
        assertThat(new AxisProduct(factors, false).gradient(gradients)).containsExactly(1, 2, 10, 20);
    }

    @Test
    void aKernelOfTheDistanceIsNoProduct() {
        assertThat(new Matern32(1).axisProduct(2)).isEmpty();
    }

    @Test
    void startsFromTheInputColumns() {
        Matrix inputs = Matrix.wrap(2, 2, new double[] {0, 5, 4, 15});

        assertThat(Separable.ofEach(Matern32.ard()).at(inputs)).hasToString("separable[matern32[2.0], matern32[5.0]]");
        assertThat(Separable.of(Matern12.ard(), new SquaredExponential(3)).at(inputs))
                .hasToString("separable[matern12[2.0], se[3.0]]");
    }

    @Test
    void namesItsParametersAfterTheInputs() {
        assertThat(Separable.of(new Matern12(1), new Matern32(1)).parameterNames(List.of("depth", "time")))
                .containsExactly("lengthscale of depth", "lengthscale of time");
    }

    @Test
    void refusesInputsOfAnotherWidth() {
        Separable kernel = Separable.of(new Matern12(1), new Matern32(1));
        Matrix inputs = Matrix.zeros(4, 3);
        String[] named = {"2 factors", "3 input columns"};

        assertThat(kernel.factors()).hasSize(2);
        assertRefused(() -> kernel.at(inputs), named);
        assertRefused(() -> kernel.matrix(inputs), named);
        assertRefused(() -> kernel.logBounds(inputs), named);
        assertRefused(() -> Separable.of(Matern12.ard(), Matern32.ard()).at(inputs), named);
    }

    @Test
    void refusesToHaveNoFactor() {
        assertRefused(() -> Separable.of(new Kernel[0]), "no factor");
        assertRefused(() -> Separable.ofEach(Matern12.ard()).at(Matrix.zeros(3, 0)), "no factor");
    }

    @Test
    void refusesAFactorThatIsNoFunctionOfItsColumn() {
        Kernel given = Precomputed.of(new double[][] {{1}});

        assertRefused(() -> Separable.of(new Matern12(1), given), "precomputed", "not a function");
    }
}
