package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class SumTest extends KernelLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(5);
        Kernel pair = Sum.of(new double[] {1, 3}, new Matern12(0.4), new Matern52(2));
        return Stream.of(
                new Instance(pair, draws.uniform(9, 1, -2, 2)),
                new Instance(Sum.of(new Matern32(1, 2), new SquaredExponential(0.3)), draws.uniform(9, 2, -2, 2)),
                new Instance(Sum.of(new Matern52(1)), draws.uniform(5, 1, 0, 1)),
                new Instance(Sum.of(pair, new Matern32(1), new Matern32(1)), draws.uniform(9, 1, -2, 2)),
                new Instance(
                        Sum.of(
                                Precomputed.of(draws.covariance(6).toArray()),
                                Precomputed.of(draws.covariance(6, 2).toArray())),
                        draws.uniform(6, 1, 0, 1)));
    }

    @Test
    void theValueIsTheWeightedMean() {
        Matrix origin = Matrix.zeros(1, 1);
        Matrix away = Matrix.wrap(1, 1, new double[] {0.7});
        Kernel sum = Sum.of(new double[] {2, 6}, new Matern12(1), new SquaredExponential(0.5));

        assertThat(sum.crossMatrix(origin, away).get(0, 0))
                .isCloseTo(0.25 * Math.exp(-0.7) + 0.75 * Math.exp(-0.7 * 0.7 / 0.5), within(1e-15));
        assertThat(sum.diagonal(away)).containsExactly(1);
    }

    @Test
    void theParametersAreThoseOfTheKernelsAndTheLogRatiosOfTheWeights() {
        Kernel sum = Sum.of(new double[] {2, 6, 1}, new Matern12(3), new Matern32(1, 2), new Matern52(5));

        assertAgrees(
                sum.logParameters(),
                new double[] {Math.log(3), 0, Math.log(2), Math.log(5), Math.log(3), Math.log(0.5)},
                1e-15);
        assertThat(sum.parameterNames(List.of("x", "y")))
                .containsExactly(
                        "lengthscale of term 1",
                        "lengthscale of x of term 2",
                        "lengthscale of y of term 2",
                        "lengthscale of term 3",
                        "weight of term 2 over that of term 1",
                        "weight of term 3 over that of term 1");
        assertThat(sum)
                .hasToString("sum[0.2222222222222222·matern12[3.0] + 0.6666666666666666·matern32[1.0, 2.0]"
                        + " + 0.1111111111111111·matern52[5.0]]");
    }

    @Test
    void startsFromTheInputsWithLengthscalesApart() {
        Matrix inputs = Matrix.wrap(3, 1, new double[] {0, 10, 4});

        Sum sum = (Sum) Sum.of(Matern52.ard(), Matern52.ard(), new Matern12(7)).at(inputs);

        assertThat(sum.name()).isEqualTo("sum");
        assertAgrees(sum.weights(), new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, 1e-15);
        double[] lengthscales = sum.kernels().stream()
                .mapToDouble(kernel -> ((StationaryKernel) kernel).lengthscales()[0])
                .toArray();
        assertAgrees(lengthscales, new double[] {5, 1, 7}, 1e-15);
    }

    @Test
    void hasAStateSpaceFormIfEveryTermHas() {
        assertThat(Sum.of(new Matern12(1), new Matern52(2)).stateSpaceForm()).isPresent();
        assertThat(Sum.of(new Matern12(1), new SquaredExponential(2)).stateSpaceForm())
                .isEmpty();
        assertThat(Sum.of(new Matern12(1), new Matern32(2, 1)).stateSpaceForm()).isEmpty();
    }

    @Test
    void refusesWhatIsNotAWeightedMean() {
        assertRefused(() -> Sum.of(), "0 kernels");
        assertRefused(() -> Sum.of(new double[] {1}, new Matern12(1), new Matern12(2)), "2 kernels", "1 weights");
        assertRefused(() -> Sum.of(new double[] {1, 0}, new Matern12(1), new Matern12(2)), "[1.0, 0.0]", "positive");
        assertRefused(() -> Sum.of(new Matern12(1), new Matern32(1, 2)).at(Matrix.zeros(2, 1)), "1 input columns");
    }
}
