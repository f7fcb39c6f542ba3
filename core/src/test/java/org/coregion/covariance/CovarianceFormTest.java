package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

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
