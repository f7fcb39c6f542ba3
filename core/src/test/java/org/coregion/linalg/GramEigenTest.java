package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GramEigenTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30})
    void theVectorsAndValuesGiveTheMatrix(int n) {
        Matrix factor = Draws.seeded(n).gaussian(n, n);
        GramEigen eigen = GramEigen.of(factor, "matrix", new EjmlBackend(1));

        Matrix v = eigen.vectors();
        assertAgrees(Dense.multiply(v.transpose(), v), Matrix.identity(n), 1e-13);
        assertAgrees(
                Dense.multiply(Dense.multiply(v, Matrix.diagonal(eigen.values())), v.transpose()),
                Dense.multiply(factor.transpose(), factor),
                1e-13);
    }

    /** With rotations U and V, the eigenvalues of (U·D·Vᵀ)ᵀ(U·D·Vᵀ) are D². */
    @Test
    void eigenvaluesBelowRoundingOfTheLargestAreAccurate() {
        int n = 24;
        Draws draws = Draws.seeded(3);
        double[] expected = new double[n];
        Matrix factor = orthonormal(draws, n).transpose();
        for (int k = 0; k < n; k++) {
            double length = Math.pow(10, -9.0 * k / n);
            expected[k] = length * length;
            for (int j = 0; j < n; j++) {
                factor.set(k, j, length * factor.get(k, j));
            }
        }

        double[] values = GramEigen.of(factor, "matrix", new EjmlBackend(1)).values();

        for (int k = 0; k < n; k++) {
            assertThat(values[k] / expected[k]).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void aZeroMatrixHasZeroEigenvalues() {
        GramEigen eigen = GramEigen.of(Matrix.zeros(3, 3), "matrix", new EjmlBackend(1));

        assertThat(eigen.values()).containsOnly(0);
        assertAgrees(eigen.vectors(), Matrix.identity(3), 0);
    }

    private static Matrix orthonormal(Draws draws, int n) {
        return SymmetricEigen.ofSemidefinite(draws.covariance(n), "matrix").vectors();
    }
}
