package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.IntStream;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CholeskyTest {
    static IntStream sizes() {
        return IntStream.of(1, 2, 3, 8, 25);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theFactorIsLowerAndGivesTheMatrixBack(int size) {
        Matrix a = Draws.seeded(size).covariance(size);
        Matrix l = Cholesky.of(a, "matrix").lower();

        assertAgrees(Dense.multiply(l, l.transpose()), a, 1e-14);
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                assertThat(l.get(i, j)).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theDeterminantIsThatOfElimination(int size) {
        Matrix a = Draws.seeded(size).covariance(size);

        assertThat(Cholesky.of(a, "matrix").logDeterminant()).isCloseTo(Dense.logDeterminant(a), within(1e-11));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void solvingUndoesMultiplying(int size) {
        Draws draws = Draws.seeded(size);
        Matrix a = draws.covariance(size);
        Matrix x = draws.gaussian(size, 3);
        Cholesky factor = Cholesky.of(a, "matrix");
        Matrix l = factor.lower();

        assertAgrees(factor.solve(Dense.multiply(a, x)), x, 1e-11);
        Matrix column = x.columns(0, 1);
        assertAgrees(Matrix.wrap(size, 1, factor.solve(Dense.multiply(a, column).data())), column, 1e-11);
        assertAgrees(factor.solveLower(Dense.multiply(l, x)), x, 1e-11);
        assertAgrees(factor.solveUpper(Dense.multiply(l.transpose(), x)), x, 1e-11);
    }

    @Test
    void scalesSideBySideCostNoAccuracy() {
        double[] units = {1e-6, 1, 1e6, 1e-150};
        Matrix a = Draws.seeded(3).covariance(4);
        Matrix scaled = Cholesky.of(a.scaled(units, units), "matrix").lower();
        double[] inverse = {1e6, 1, 1e-6, 1e150};

        assertAgrees(
                scaled.scaled(inverse, new double[] {1, 1, 1, 1}),
                Cholesky.of(a, "matrix").lower(),
                1e-13);
    }

    @Test
    void readsTheLowerTriangleOnly() {
        Matrix a = Matrix.wrap(2, 2, new double[] {4, Double.NaN, 2, 5});

        assertThat(Cholesky.of(a, "matrix").lower().data()).containsExactly(2, 0, 1, 2);
    }

    @Test
    void refusesAPivotThatIsNotPositive() {
        assertRefused(
                () -> Cholesky.of(Matrix.wrap(2, 2, new double[] {1, 2, 2, 1}), "noise covariance"),
                "noise covariance",
                "not positive definite",
                "pivot 2 of 2 is -3.0");
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertRefused(() -> Cholesky.of(Matrix.diagonal(Double.NaN), "noise"), "noise", "pivot 1 of 1 is NaN");
        assertRefused(
                () -> Cholesky.of(Matrix.diagonal(1, Double.POSITIVE_INFINITY), "noise"),
                "noise",
                "pivot 2 of 2 is Infinity");
    }
}
