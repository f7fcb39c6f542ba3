package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.List;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CovarianceFormTest {
    private static final double[] UNITS = {10, 0.5};
    private static final double[] NO_FLOOR = {0, 0};

    @Test
    void aFixedCovarianceIsGivenInTheUnitsOfTheOutputs() {
        CovarianceForm form = CovarianceForm.fixed(new double[][] {{400, 1}, {1, 0.25}}, "noise covariance");

        assertAgrees(
                form.standardized(UNITS, NO_FLOOR).matrix(new double[0]),
                Matrix.wrap(2, 2, new double[] {4, 0.2, 0.2, 1}),
                1e-15);
    }

    @Test
    void aDiagonalCovarianceHasAVariancePerOutput() {
        OutputCovariance covariance = CovarianceForm.diagonal().standardized(UNITS, new double[] {0.01, 0.02});

        assertThat(covariance).isInstanceOf(LogDiagonal.class);
        assertThat(covariance.parameterCount()).isEqualTo(2);
        assertThat(covariance.bounds().lower()).containsExactly(Math.log(0.01), Math.log(0.02));
    }

    @Test
    void aFullCovarianceNeverFallsBelowTheFloor() {
        OutputCovariance covariance = CovarianceForm.full().standardized(UNITS, new double[] {0.01, 0.02});

        assertThat(covariance.parameterCount()).isEqualTo(3);
        assertThat(covariance.matrix(new double[3]).diagonal()).containsExactly(0.01, 0.02);
    }

    /** Every form that is fitted, for 4 outputs. */
    static List<CovarianceForm> fitted() {
        return List.of(
                CovarianceForm.diagonal(),
                CovarianceForm.isotropic(),
                CovarianceForm.full(),
                CovarianceForm.lowRank(1),
                CovarianceForm.lowRank(3),
                CovarianceForm.lowRank(4),
                CovarianceForm.lowRankPlusDiagonal(1),
                CovarianceForm.lowRankPlusDiagonal(4));
    }

    /** What a form can express does not depend on the units that an optimiser works in. */
    @ParameterizedTest
    @MethodSource("fitted")
    void aCovarianceInOtherUnitsHasTheSameForm(CovarianceForm form) {
        double[] units = {1e-3, 0.5, 10, 4e4};
        double[] inverse = Arrays.stream(units).map(unit -> 1 / unit).toArray();
        OutputCovariance standardized = form.standardized(units, new double[4]);
        OutputCovariance inUnits = form.standardized(new double[] {1, 1, 1, 1}, new double[4]);
        double[] parameters =
                Draws.seeded(2).gaussian(1, standardized.parameterCount()).data();
        Matrix covariance = standardized.matrix(parameters);

        Matrix again = inUnits.matrix(inUnits.parametersOf(covariance.scaled(units, units)));

        assertAgrees(again.scaled(inverse, inverse), covariance, 1e-12);
    }

    /** Those that may be a noise covariance. */
    static List<CovarianceForm> definite() {
        return List.of(
                CovarianceForm.diagonal(),
                CovarianceForm.isotropic(),
                CovarianceForm.full(),
                CovarianceForm.lowRank(4),
                CovarianceForm.lowRankPlusDiagonal(1),
                CovarianceForm.lowRankPlusDiagonal(4));
    }

    @ParameterizedTest
    @MethodSource("definite")
    void theVariancesNeverFallBelowTheFloor(CovarianceForm form) {
        double[] floor = {0.01, 0.02, 0.03, 0.04};
        OutputCovariance covariance = form.standardized(new double[] {1, 1, 1, 1}, floor);
        double[] far = new double[covariance.parameterCount()];
        Arrays.fill(far, -1e3);

        for (double[] parameters : List.of(far, new double[far.length])) {
            double[] variances =
                    covariance.matrix(covariance.bounds().clamp(parameters)).diagonal();
            for (int d = 0; d < floor.length; d++) {
                assertThat(variances[d]).isGreaterThanOrEqualTo(floor[d] * (1 - 1e-15));
            }
        }
    }

    @Test
    void aLowRankOfAllOutputsIsFull() {
        assertThat(CovarianceForm.lowRank(2).standardized(UNITS, NO_FLOOR)).isInstanceOf(FullCovariance.class);
        assertThat(CovarianceForm.lowRank(2).standardized(UNITS, new double[] {0.1, 0.1}))
                .isInstanceOf(FullCovariance.class);
        assertThat(CovarianceForm.lowRankPlusDiagonal(2).standardized(UNITS, new double[] {0.1, 0.1}))
                .isInstanceOf(FullCovariance.class);
    }

    @Test
    void refusesARankThatNoCovarianceHas() {
        assertRefused(() -> CovarianceForm.lowRank(0), "rank", "0");
        assertRefused(() -> CovarianceForm.lowRankPlusDiagonal(-1), "rank", "-1");
        assertRefused(() -> CovarianceForm.lowRank(3).standardized(UNITS, NO_FLOOR), "rank 3", "2");
        assertRefused(() -> CovarianceForm.lowRankPlusDiagonal(3).standardized(UNITS, NO_FLOOR), "rank 3", "2");
    }

    @Test
    void refusesALowRankThatMustKeepAFloor() {
        assertRefused(
                () -> CovarianceForm.lowRank(1).standardized(UNITS, new double[] {0.1, 0.1}), "rank 1", "singular");
    }

    @Test
    void theVariancesOfEveryFormThatIsFittedHaveLimits() {
        ParameterLimits limits = new ParameterLimits(new double[] {3, 0}, new double[] {3, 7}, new int[] {0, 1});

        for (CovarianceForm form : List.of(
                CovarianceForm.diagonal(),
                CovarianceForm.full(),
                CovarianceForm.lowRank(1),
                CovarianceForm.lowRank(2),
                CovarianceForm.lowRankPlusDiagonal(1),
                CovarianceForm.lowRankPlusDiagonal(2))) {
            OutputCovariance limited = form.limited(limits).orElseThrow().standardized(UNITS, NO_FLOOR);
            assertAgrees(limited.bounds().lower()[0], Math.log(0.03), 1e-14);
            assertAgrees(limited.bounds().upper()[0], Math.log(0.03), 1e-14);
            assertThat(limited.matrix(limited.parametersOf(Matrix.diagonal(1, 100)))
                            .get(1, 1))
                    .isCloseTo(28, within(1e-12));
        }
        assertThat(CovarianceForm.fixed(new double[][] {{1, 0}, {0, 1}}, "noise covariance")
                        .limited(limits))
                .isEmpty();
    }

    @Test
    void limitsDoNotMakeALowRankDefinite() {
        CovarianceForm limited =
                CovarianceForm.lowRank(1).limited(ParameterLimits.none(2)).orElseThrow();

        assertRefused(() -> limited.standardized(UNITS, new double[] {0.1, 0.1}), "rank 1", "singular");
    }

    @Test
    void refusesLimitsOfOtherOutputs() {
        for (CovarianceForm form : List.of(CovarianceForm.full(), CovarianceForm.lowRankPlusDiagonal(1))) {
            CovarianceForm limited = form.limited(ParameterLimits.none(3)).orElseThrow();
            assertRefused(() -> limited.standardized(UNITS, NO_FLOOR), "3 variances", "2 outputs");
        }
    }

    @Test
    void anIsotropicFormKeepsTheLimitsOfEveryOutput() {
        ParameterLimits limits = new ParameterLimits(new double[] {3, 0}, new double[] {9, 7}, new int[] {0, 1});
        CovarianceForm form = CovarianceForm.isotropic().limited(limits).orElseThrow();

        OutputCovariance shared = form.standardized(UNITS, NO_FLOOR);

        assertThat(shared.parameterCount()).isOne();
        assertAgrees(
                shared.matrix(shared.bounds().upper()).scaled(UNITS, UNITS).diagonal(), new double[] {7, 7}, 1e-14);
        ParameterLimits apart = new ParameterLimits(new double[] {3, 0}, new double[] {9, 2}, new int[] {0, 1});
        CovarianceForm contradiction = CovarianceForm.isotropic().limited(apart).orElseThrow();
        assertRefused(() -> contradiction.standardized(UNITS, NO_FLOOR), "at least 3.0", "at most 2.0");
        assertRefused(() -> form.standardized(new double[] {1}, new double[1]), "2 variances", "1 outputs");
    }

    @Test
    void refusesAFixedCovarianceOfAnotherSize() {
        CovarianceForm form =
                CovarianceForm.fixed(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, "noise covariance");

        assertRefused(() -> form.standardized(UNITS, NO_FLOOR), "noise covariance", "3×3", "2 outputs");
    }

    @Test
    void refusesAnIndefiniteMatrix() {
        assertRefused(
                () -> CovarianceForm.fixed(new double[][] {{1, 2}, {2, 1}}, "coregionalization matrix"),
                "coregionalization matrix",
                "not positive semidefinite",
                "smallest eigenvalue is -");
    }

    @Test
    void refusesAnIndefiniteMatrixInAnyUnits() {
        assertRefused(
                () -> CovarianceForm.fixed(new double[][] {{1e12, 2}, {2, 1e-12}}, "coregionalization matrix"),
                "coregionalization matrix",
                "not positive semidefinite");
    }

    @Test
    void refusesANegativeVariance() {
        assertRefused(
                () -> CovarianceForm.fixed(new double[][] {{1, 0}, {0, -0.5}}, "noise covariance"),
                "noise covariance",
                "negative variance -0.5",
                "row 2");
    }

    @Test
    void refusesAMatrixThatIsNotSymmetric() {
        assertRefused(
                () -> CovarianceForm.fixed(new double[][] {{1, 0.5}, {0, 1}}, "noise covariance"),
                "noise covariance",
                "not symmetric");
    }
}
