package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class ProductTest extends KernelLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(19);
        Kernel two = Product.of(new Matern32(0.7).on(0), new SquaredExponential(2).on(1));
        Kernel three = Product.of(new Matern52(1).on(0), new Matern12(3).on(1), new Matern32(0.4).on(2));
        Kernel quasiperiodic = Product.of(new Periodic(3, 0.8), new Matern32(1.5), new Cosine(2));
        Kernel overlapping = Product.of(
                new SquaredExponential(2).on(2, 0), new Constant(), new Periodic(3, 1).on(2), new Matern12(1).on(1));
        return Stream.of(
                new Instance(Product.of(new Matern52(1.2)), draws.uniform(9, 1, -2, 2)),
                new Instance(two, draws.uniform(12, 2, -2, 2)),
                new Instance(two, Matrix.zeros(4, 2)),
                new Instance(three, draws.uniform(10, 3, -2, 2)),
                new Instance(three, draws.gaussian(1, 3)),
                new Instance(quasiperiodic, draws.uniform(9, 1, -2, 2)),
                new Instance(overlapping, draws.uniform(9, 3, -2, 2)),
                new Instance(Product.of(two, Sum.of(two, new Matern12(2))), draws.uniform(9, 2, -2, 2)),
                new Instance(
                        Product.of(
                                Precomputed.of(draws.covariance(6).toArray()),
                                new Matern52(0.8),
                                Precomputed.of(draws.covariance(6, 2).toArray())),
                        draws.uniform(6, 1, 0, 1)));
    }

    @Test
    void isTheProductOfItsFactors() {
        Matrix x = Matrix.wrap(1, 2, new double[] {0, 0});
        Matrix y = Matrix.wrap(1, 2, new double[] {0.5, 2});
        Product kernel = Product.of(new Matern12(0.5).on(0), new SquaredExponential(2).on(1));

        assertAgrees(kernel.crossMatrix(x, y).get(0, 0), Math.exp(-1) * Math.exp(-0.5), 1e-15);
        assertThat(kernel.factors()).hasSize(2);
        assertThat(kernel.name()).isEqualTo("product");
    }

    @Test
    void manyRowsAreTreatedInBlocks() {
        Draws draws = Draws.seeded(23);
        Matrix left = draws.uniform(700, 2, 0, 1);
        Matrix right = draws.uniform(1000, 2, 0, 1);
        Matrix adjoint = draws.gaussian(700, 1000);

        // The squared exponential is the product of its own factors.
        assertAgrees(
                Product.of(new SquaredExponential(0.3).on(0), new SquaredExponential(2).on(1))
                        .crossPullback(left, right, adjoint),
                new SquaredExponential(0.3, 2).crossPullback(left, right, adjoint),
                1e-10);
    }

    @Test
    void onlyKernelsOfOneColumnEachMakeAProductOverTheColumns() {
        Kernel isotropic = new Matern32(1);

        assertThat(isotropic.axisProduct(2)).isEmpty();
        assertThat(Product.of(isotropic.on(0), isotropic.on(1)).axisProduct(2)).isPresent();
        assertThat(Product.of(isotropic, new Matern12(1).on(1)).axisProduct(2)).isEmpty();
        assertThat(Sum.of(isotropic.on(0), isotropic.on(1)).axisProduct(2)).isEmpty();
        assertThat(Precomputed.of(new double[][] {{1}}).on(0).axisProduct(2)).isEmpty();
        assertThat(isotropic.on(1).axisProduct(3).orElseThrow().factors())
                .hasToString("[constant, matern32[1.0], constant]");
    }

    @Test
    void hasAStateSpaceFormIfAtMostOneFactorIsNoRotation() {
        assertThat(Product.of(new Cosine(1), new Constant(), new Cosine(2), new Matern12(1))
                        .stateSpaceForm())
                .isPresent();
        assertThat(Product.of(new Matern32(1), new Cosine(1), new Matern12(1)).stateSpaceForm())
                .isEmpty();
        assertThat(Product.of(new SquaredExponential(1), new Cosine(1)).stateSpaceForm())
                .isEmpty();
    }

    @Test
    void startsFromTheInputColumns() {
        Matrix inputs = Matrix.wrap(2, 2, new double[] {0, 5, 4, 15});
        KernelStart each = Product.ofEach(Matern32.ard());
        KernelStart mixed = Product.of(Matern12.ard().on("x2"), new SquaredExponential(3).on(0));

        assertThat(each.at(inputs)).hasToString("product[matern32[2.0] on column 1 · matern32[5.0] on column 2]");
        assertThat(each.shortened(2).at(inputs))
                .hasToString("product[matern32[1.0] on column 1 · matern32[2.5] on column 2]");
        assertThat(mixed.shortened(2).at(inputs))
                .hasToString("product[matern12[2.5] on column 2 · se[3.0] on column 1]");
    }

    @Test
    void namesItsParametersAfterTheInputsAndCountsFactorsWhereThatIsNotEnough() {
        List<String> names = List.of("depth", "time");

        assertThat(Product.of(new Matern12(1).on(0), new Periodic(12, 1).on(1), new RationalQuadratic(1, 2, 3))
                        .parameterNames(names))
                .containsExactly(
                        "lengthscale of depth of factor 1",
                        "period of time of factor 2",
                        "lengthscale within a period of time of factor 2",
                        "lengthscale of depth of factor 3",
                        "lengthscale of time of factor 3",
                        "alpha of factor 3");
        assertThat(Product.of(new Matern12(1).on(0), new Matern32(1).on(1)).parameterNames(names))
                .containsExactly("lengthscale of depth", "lengthscale of time");
    }

    @Test
    void onlyLengthscalesAreScaled() {
        Kernel kernel = Product.of(new Matern12(1), new Periodic(12, 1), new RationalQuadratic(4, 2))
                .scaledLengthscales(3);

        assertThat(kernel).hasToString("product[matern12[3.0] · periodic[12.0, 1.0] · rq[4.0][6.0]]");
    }

    @Test
    void refusesInputsThatAFactorDoesNotApplyTo() {
        assertRefused(() -> Product.of(new Matern12(1), new Matern32(1, 2)).at(Matrix.zeros(4, 3)), "2 lengthscales");
        assertRefused(() -> new Matern12(1).on(2).at(Matrix.zeros(4, 2)), "column 3", "2 input columns");
    }

    @Test
    void refusesToHaveNoFactor() {
        assertRefused(() -> Product.of(new Kernel[0]), "no factor");
        assertRefused(() -> Product.of(new KernelStart[0]), "no factor");
        assertRefused(() -> Product.ofEach(Matern12.ard()).at(Matrix.zeros(3, 0)), "no factor");
    }
}
