package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every kernel of the scaled distance. */
abstract class StationaryKernelLaws extends KernelLaws {
    private final Function<double[], StationaryKernel> family;
    private final KernelStart ard;
    private final KernelStart isotropic;

    StationaryKernelLaws(Function<double[], StationaryKernel> family, KernelStart ard, KernelStart isotropic) {
        this.family = family;
        this.ard = ard;
        this.isotropic = isotropic;
    }

    /** The formula of the literature. */
    abstract double correlation(double r);

    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(3);
        Matrix repeated = Matrix.wrap(6, 2, new double[] {0, 1, 0, 1, 2, 1, 2, 1, 0, 1, 3, -1});
        return Stream.of(
                new Instance(kernel(0.8), draws.uniform(12, 1, -2, 2)),
                new Instance(kernel(1.5), draws.uniform(12, 2, -2, 2)),
                new Instance(kernel(0.5, 3), draws.uniform(12, 2, -2, 2)),
                new Instance(kernel(2), draws.uniform(9, 3, -2, 2)),
                new Instance(kernel(0.7, 1, 4), draws.uniform(9, 3, -2, 2)),
                new Instance(kernel(1, 2), repeated),
                new Instance(kernel(1), Matrix.zeros(4, 1)),
                new Instance(kernel(50), draws.uniform(12, 1, 0, 1)),
                new Instance(kernel(1e-3), draws.uniform(5, 1, 0, 1)),
                new Instance(kernel(1), draws.gaussian(1, 1)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-4, 0.3, 1, 2.5, 7})
    void theValueIsThatOfTheLiterature(double r) {
        Matrix origin = Matrix.zeros(1, 2);
        Matrix away = Matrix.wrap(1, 2, new double[] {3 * 0.6 * r, 0.25 * 0.8 * r});

        assertThat(kernel(3, 0.25).crossMatrix(origin, away).get(0, 0)).isCloseTo(correlation(r), within(1e-15));
    }

    @Test
    void crossMatrixHasOneRowPerLeftInput() {
        Matrix cross = kernel(1).crossMatrix(Matrix.zeros(2, 1), Matrix.zeros(3, 1));

        assertThat(cross.rows()).isEqualTo(2);
        assertThat(cross.columns()).isEqualTo(3);
    }

    @Test
    void inputsFarApartAreUncorrelatedAndPullNothingBack() {
        Matrix inputs = Matrix.wrap(2, 1, new double[] {-1e200, 1e200});

        assertThat(kernel(1).matrix(inputs).data()).containsExactly(1, 0, 0, 1);
        assertThat(kernel(1).pullback(inputs, Matrix.wrap(2, 2, new double[] {1, 1, 1, 1})))
                .containsOnly(0);
    }

    @Test
    void startsAtHalfTheRangeOfTheInputs() {
        Matrix inputs = Matrix.wrap(3, 3, new double[] {0, 5, 7, 4, 5, 1, 1, 5, 2});

        assertThat(lengthscales(ard.at(inputs))).containsExactly(2, 1, 3);
        assertThat(lengthscales(isotropic.at(inputs))).containsExactly(3);
        assertThat(lengthscales(isotropic.at(Matrix.zeros(2, 2)))).containsExactly(1);
        assertThat(ard.at(inputs).name()).isEqualTo(kernel(1).name());
        assertThat(isotropic.at(inputs).name()).isEqualTo(kernel(1).name());
    }

    @Test
    void lengthscalesAndInputsInAnotherUnitAreTheSame() {
        Matrix inputs = Draws.seeded(5).uniform(7, 2, -2, 2);
        Kernel scaled = kernel(0.7, 3).scaledLengthscales(4);

        assertThat(lengthscales(scaled)).containsExactly(2.8, 12);
        assertThat(scaled.matrix(inputs.times(4)).data())
                .containsExactly(kernel(0.7, 3).matrix(inputs).data());
    }

    @Test
    void aShorterStartHasShorterLengthscales() {
        Matrix inputs = Matrix.wrap(3, 2, new double[] {0, 5, 4, 9, 1, 5});

        assertThat(lengthscales(ard.shortened(2).at(inputs))).containsExactly(1, 1);
        assertThat(lengthscales(isotropic.shortened(4).at(inputs))).containsExactly(0.5);
    }

    @Test
    void boundsFollowTheRangeAndHoldAConstantColumnWhereItIs() {
        Matrix inputs = Matrix.wrap(2, 2, new double[] {0, 5, 4, 5});

        assertThat(kernel(1, 3).logBounds(inputs).lower()[0]).isCloseTo(Math.log(0.1 * 4 / 2), within(1e-14));
        assertThat(kernel(1, 3).logBounds(inputs).upper()[0]).isCloseTo(Math.log(4e3), within(1e-14));
        assertThat(kernel(1, 3).logBounds(inputs).lower()[1]).isEqualTo(Math.log(3));
        assertThat(kernel(1, 3).logBounds(inputs).upper()[1]).isEqualTo(Math.log(3));
    }

    @Test
    void namesItsParametersAfterTheInputs() {
        assertThat(kernel(1, 1).parameterNames(List.of("depth", "time")))
                .startsWith("lengthscale of depth", "lengthscale of time");
        assertThat(kernel(1).parameterNames(List.of("depth", "time"))).startsWith("lengthscale");
    }

    @Test
    void refusesToHaveNoLengthscale() {
        assertRefused(this::kernel, "no lengthscale");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesALengthscaleThatIsNotPositiveAndFinite(double lengthscale) {
        assertRefused(() -> kernel(2, lengthscale), "lengthscales", "[2.0, " + lengthscale + "]", "positive");
    }

    @Test
    void refusesInputsOfAnotherWidth() {
        StationaryKernel kernel = kernel(1, 2, 3);
        Matrix inputs = Matrix.zeros(4, 2);
        String[] named = {kernel.toString(), "3 lengthscales", "2 input columns"};

        assertRefused(() -> kernel.at(inputs), named);
        assertRefused(() -> kernel.matrix(inputs), named);
        assertRefused(() -> kernel.pullback(inputs, Matrix.identity(4)), named);
        assertRefused(() -> kernel.logBounds(inputs), named);
    }

    @Test
    void refusesDataWithoutInputs() {
        Matrix none = Matrix.zeros(4, 0);

        assertRefused(() -> kernel(1).at(none), "at least one input column");
        assertRefused(() -> ard.at(none), "at least one input column");
        assertRefused(() -> isotropic.at(none), "at least one input column");
    }

    private StationaryKernel kernel(double... lengthscales) {
        return family.apply(lengthscales);
    }

    private static double[] lengthscales(Kernel kernel) {
        return ((StationaryKernel) kernel).lengthscales();
    }
}
