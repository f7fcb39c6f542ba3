package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.IntStream;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A large factorisation is that of {@link Cholesky}, whatever the halves. */
final class LargeCholeskyTest {
    private static final Backend BACKEND = new EjmlBackend(2);

    static IntStream sizes() {
        return IntStream.of(0, 1, 5, 64, 65, 130, 301);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void solvesAsTheSmallOneDoes(int size) {
        Draws draws = Draws.seeded(size);
        Matrix a = draws.covariance(size, size + 1).plus(0.2, Matrix.identity(size));
        Matrix b = draws.gaussian(size, 3);
        Cholesky expected = Cholesky.of(a, "matrix");
        LargeCholesky actual = LargeCholesky.of(a, "matrix", BACKEND);

        assertThat(actual.logDeterminant()).isCloseTo(expected.logDeterminant(), within(1e-10));
        assertAgrees(actual.solveLower(b), expected.solveLower(b), 1e-12);
        assertAgrees(actual.solveUpper(b), expected.solveUpper(b), 1e-12);
        assertAgrees(actual.solve(b), expected.solve(b), 1e-12);
        assertAgrees(actual.inverseLower(), expected.solveLower(Matrix.identity(size)), 1e-12);
        assertAgrees(actual.inverse(BACKEND), expected.solve(Matrix.identity(size)), 1e-12);
    }

    @Test
    void readsTheLowerTriangleAlone() {
        Matrix a = Draws.seeded(1).covariance(150);
        Matrix expected = LargeCholesky.of(a, "matrix", BACKEND).inverse(BACKEND);
        for (int i = 0; i < 150; i++) {
            for (int j = i + 1; j < 150; j++) {
                a.set(i, j, Double.NaN);
            }
        }

        assertAgrees(LargeCholesky.of(a, "matrix", BACKEND).inverse(BACKEND), expected, 0);
    }

    @Test
    void keepsScalesSideBySide() {
        Matrix a = Draws.seeded(2).covariance(140);
        double[] units = new double[140];
        for (int i = 0; i < 140; i++) {
            units[i] = Math.pow(10, i % 13 - 6);
        }
        Matrix scaled = LargeCholesky.of(a.scaled(units, units), "matrix", BACKEND)
                .inverse(BACKEND)
                .scaled(units, units);

        assertAgrees(scaled, Cholesky.of(a, "matrix").solve(Matrix.identity(140)), 1e-11);
    }

    @Test
    void refusesAMatrixThatIsNotPositiveDefinite() {
        Matrix a = Draws.seeded(3).covariance(100);
        a.set(80, 80, -1);

        assertRefused(
                () -> LargeCholesky.of(a, "kernel", BACKEND),
                "kernel from row 51 on",
                "not positive definite",
                "pivot 31");
    }
}
