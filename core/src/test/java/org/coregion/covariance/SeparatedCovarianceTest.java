package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SeparatedCovarianceTest extends OutputCovarianceLaws {
    private static final double[] ONES = {1, 1, 1};

    private static OutputCovariance form(ParameterLimits limits, double... scale) {
        return of(CovarianceForm.full(), limits, new double[scale.length], scale);
    }

    private static OutputCovariance of(CovarianceForm form, ParameterLimits limits, double[] floor, double... scale) {
        return form.limited(limits).orElseThrow().standardized(scale, floor);
    }

    private static OutputCovariance free(CovarianceForm form, double... floor) {
        double[] ones = new double[floor.length];
        Arrays.fill(ones, 1);
        return of(form, ParameterLimits.none(floor.length), floor, ones);
    }

    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(29);
        ParameterLimits tied = new ParameterLimits(
                new double[3],
                new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY},
                new int[] {0, 1, 0});
        return Stream.of(
                new Instance("one output", form(ParameterLimits.none(1), 2), 0.3),
                new Instance(
                        "any",
                        form(ParameterLimits.none(3), ONES),
                        draws.gaussian(1, 6).data()),
                new Instance(
                        "in other units",
                        form(ParameterLimits.none(3), 1e3, 1, 1e-2),
                        draws.gaussian(1, 6).data()),
                new Instance(
                        "two tied", form(tied, 2, 1, 0.5), draws.gaussian(1, 5).data()),
                new Instance("singular", form(ParameterLimits.none(2), 1, 1), 0.1, -0.2, Math.PI / 2),
                new Instance(
                        "of rank two",
                        free(CovarianceForm.lowRank(2), 0, 0, 0, 0),
                        draws.gaussian(1, 7).data()),
                new Instance(
                        "of rank one and diagonal",
                        free(CovarianceForm.lowRankPlusDiagonal(1), 0, 0, 0),
                        draws.gaussian(1, 6).data()),
                new Instance(
                        "two tied, of rank one and diagonal",
                        of(CovarianceForm.lowRankPlusDiagonal(1), tied, new double[3], 2, 1, 0.5),
                        draws.gaussian(1, 5).data()),
                new Instance("definite", free(CovarianceForm.full(), 1e-8, 1e-8), 0.1, -0.2, 0.7),
                new Instance(
                        "definite, of rank one and diagonal",
                        free(CovarianceForm.lowRankPlusDiagonal(1), 1e-3, 1e-3, 1e-3),
                        draws.gaussian(1, 6).data()));
    }

    @Test
    void aDefiniteMatrixHasParameters() {
        OutputCovariance separated = form(ParameterLimits.none(3), ONES);
        Matrix covariance = Draws.seeded(3).covariance(3);

        assertAgrees(separated.matrix(separated.parametersOf(covariance)), covariance, 1e-12);
    }

    @Test
    void aSingularMatrixHasParameters() {
        OutputCovariance separated = form(ParameterLimits.none(2), 1, 1);
        Matrix singular = Matrix.wrap(2, 2, new double[] {1, 2, 2, 4});
        Matrix withoutSecond = Matrix.diagonal(1, 0);

        assertAgrees(separated.matrix(separated.parametersOf(singular)), singular, 1e-12);
        double[] limit = separated.parametersOf(withoutSecond);
        assertAgrees(separated.matrix(limit), withoutSecond, 1e-12);
        assertThat(separated.pullback(limit, Draws.seeded(1).symmetric(2))).doesNotContain(Double.NaN);
    }

    /** As in the form without limits, of which rank 1 without a diagonal counts no sign. */
    @Test
    void limitsThatDemandNothingLeaveTheDegreesOfFreedom() {
        for (int rank = 1; rank <= 4; rank++) {
            for (CovarianceForm form :
                    List.of(CovarianceForm.lowRank(rank), CovarianceForm.lowRankPlusDiagonal(rank))) {
                int unlimited = form.standardized(new double[] {1, 1, 1, 1}, new double[4])
                        .freedom();
                assertThat(free(form, 0, 0, 0, 0).freedom()).isEqualTo(unlimited);
            }
        }
    }

    @Test
    void aFixedVarianceIsNoDegreeOfFreedom() {
        ParameterLimits limits = new ParameterLimits(
                new double[] {2, 0, 0}, new double[] {2, Double.POSITIVE_INFINITY, 5}, new int[] {0, 1, 2});

        assertThat(of(CovarianceForm.lowRank(1), limits, new double[3], ONES).freedom())
                .isEqualTo(2);
        assertThat(of(CovarianceForm.lowRank(2), limits, new double[3], ONES).freedom())
                .isEqualTo(4);
    }

    /** Correlations of 1 included, the share that each output has to itself keeps Σ definite. */
    @Test
    void aNoiseCovarianceStaysDefinite() {
        double[] floor = {1e-4, 1e-4, 1e-4};
        Matrix singular = Matrix.wrap(3, 3, new double[] {4, 2, -6, 2, 1, -3, -6, -3, 9});
        for (CovarianceForm form : List.of(CovarianceForm.full(), CovarianceForm.lowRankPlusDiagonal(1))) {
            OutputCovariance noise = free(form, floor);

            Matrix nearest = noise.matrix(noise.parametersOf(singular));

            double[] inverse = {0.5, 1, 1.0 / 3};
            assertThat(Jacobi.eigenvalues(nearest.scaled(inverse, inverse))[0])
                    .isCloseTo(CovarianceForm.LEAST_OWN_SHARE, within(1e-14));
            assertAgrees(nearest, singular, 1e-7);
            double[] least = noise.parametersOf(Matrix.zeros(3, 3));
            assertAgrees(noise.matrix(least).diagonal(), floor, 1e-12);
        }
    }

    static List<CovarianceForm> forms() {
        return List.of(
                CovarianceForm.full(),
                CovarianceForm.lowRank(1),
                CovarianceForm.lowRank(2),
                CovarianceForm.lowRankPlusDiagonal(1),
                CovarianceForm.lowRankPlusDiagonal(2));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void limitsHoldInTheUsersUnits(CovarianceForm form) {
        ParameterLimits limits = new ParameterLimits(
                new double[] {8, 0, 50}, new double[] {8, 1, Double.POSITIVE_INFINITY}, new int[] {0, 1, 2});
        double[] scale = {2, 1, 5};
        OutputCovariance separated = of(form, limits, new double[3], scale);

        Matrix nearest = separated
                .matrix(separated.parametersOf(Draws.seeded(6).covariance(3)))
                .scaled(scale, scale);

        assertThat(nearest.get(0, 0)).isCloseTo(8, within(1e-12));
        assertThat(nearest.get(1, 1)).isLessThanOrEqualTo(1 + 1e-12);
        assertThat(nearest.get(2, 2)).isGreaterThanOrEqualTo(50 - 1e-10);
    }
}
