package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.DoubleStream;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SymmetricTest {
    @Test
    void roundingIsMadeExactlySymmetric() {
        Matrix copy = Symmetric.copyOf(new double[][] {{1, 0.5}, {0.5 + 2e-10, 1}}, "matrix");

        assertThat(copy.get(0, 1)).isEqualTo(copy.get(1, 0)).isBetween(0.5, 0.5 + 2e-10);
    }

    @Test
    void refusesAMatrixThatIsNotSquare() {
        assertRefused(() -> Symmetric.copyOf(new double[][] {{1}, {2}}, "noise"), "noise", "2×1", "not square");
    }

    @Test
    void refusesWhatIsNotFiniteByItsPlace() {
        assertRefused(
                () -> Symmetric.copyOf(new double[][] {{1, 0}, {Double.POSITIVE_INFINITY, 1}}, "noise"),
                "noise",
                "Infinity",
                "row 2, column 1");
    }

    @Test
    void refusesAsymmetryByItsPlaceAndValues() {
        assertRefused(
                () -> Symmetric.copyOf(new double[][] {{1, 0.5}, {0.5 + 1e-8, 1}}, "noise"),
                "noise",
                "not symmetric",
                "row 2, column 1 is 0.50000001",
                "row 1, column 2 is 0.5");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-12, 1, 1e150})
    void semidefinitenessDoesNotDependOnUnits(double unit) {
        double[] units = DoubleStream.of(1, unit, Math.sqrt(unit)).toArray();
        Matrix semidefinite = Draws.seeded(6).covariance(3, 2).scaled(units, units);
        Matrix indefinite = Matrix.wrap(3, 3, new double[] {1, 0.9, 0, 0.9, 1, 0.9, 0, 0.9, 1})
                .scaled(units, units);

        assertThatCode(() -> Symmetric.requireSemidefinite(semidefinite, "noise"))
                .doesNotThrowAnyException();
        assertRefused(
                () -> Symmetric.requireSemidefinite(indefinite, "noise"), "noise", "smallest eigenvalue is -0.27");
    }

    @Test
    void aRowOfZerosIsSemidefiniteAndACovarianceWithoutVarianceIsNot() {
        Matrix zeroRow = Matrix.diagonal(2, 0, 1);
        Matrix withoutVariance = Matrix.wrap(2, 2, new double[] {0, 0.5, 0.5, 1});

        assertThatCode(() -> Symmetric.requireSemidefinite(zeroRow, "noise")).doesNotThrowAnyException();
        assertRefused(
                () -> Symmetric.requireSemidefinite(withoutVariance, "noise"), "noise", "not positive semidefinite");
    }

    @Test
    void refusesANegativeVarianceByItsPlace() {
        assertRefused(
                () -> Symmetric.requireSemidefinite(Matrix.diagonal(1, -1e-20), "noise"),
                "noise",
                "negative variance -1.0E-20",
                "row 2");
    }
}
