package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.stream.Stream;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every backend computes: the eigenvectors and products of the definition, at sizes where each may change its
 * method.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendLaws {
    /** A backend that may take this many threads. */
    protected abstract Backend backend(int threads);

    static Stream<Arguments> sizes() {
        int[][] sizes = {
            {1, 1, 1},
            {3, 4, 5},
            {7, 0, 2},
            {0, 3, 2},
            {1, 50, 40},
            {33, 34, 35},
            {150, 2, 150},
            {2, 150, 150},
            {130, 140, 150},
            {400, 60, 70}
        };
        return Arrays.stream(sizes)
                .flatMap(size -> Stream.of(1, 2).map(threads -> Arguments.of(size[0], size[1], size[2], threads)));
    }

    @ParameterizedTest(name = "{0}×{1} by {1}×{2}, {3} threads")
    @MethodSource("sizes")
    void productsAgreeWithTheDefinition(int n, int inner, int m, int threads) {
        Draws draws = Draws.seeded(n + m);
        Matrix a = draws.gaussian(n, inner);
        Matrix b = draws.gaussian(inner, m);
        Matrix expected = Dense.multiply(a, b);
        Backend backend = backend(threads);

        assertAgrees(backend.multiply(a, b), expected, 1e-13);
        assertAgrees(backend.transposeMultiply(a.transpose(), b), expected, 1e-13);
        assertAgrees(backend.multiplyTranspose(a, b.transpose()), expected, 1e-13);
    }

    @ParameterizedTest(name = "{0}×{1}, {3} threads")
    @MethodSource("sizes")
    void aGramIsAdded(int n, int inner, int m, int threads) {
        Draws draws = Draws.seeded(n + m);
        Matrix a = draws.gaussian(n, inner);
        Matrix start = draws.symmetric(n);
        for (double sign : new double[] {-1, 1}) {
            double[] weights = draws.variances(inner).times(sign).diagonal();
            if (inner > 1) {
                weights[1] = 0;
            }
            Matrix c = start.copy();
            backend(threads).addGram(a, weights, c);

            Matrix expected = start.plus(1, Dense.multiply(Dense.multiply(a, Matrix.diagonal(weights)), a.transpose()));
            assertAgrees(c, expected, 1e-13);
            assertThat(c.transpose().data()).containsExactly(c.data());
        }
    }

    @ParameterizedTest(name = "{0}×{1} and {0}×{2}, {3} threads")
    @MethodSource("sizes")
    void gramsAreSummed(int n, int k, int m, int threads) {
        Draws draws = Draws.seeded(n + m);
        Matrix a = draws.gaussian(n, k);
        Matrix b = draws.gaussian(n, m);
        double[] weights = draws.variances(k).times(-1).diagonal();
        double[] others = draws.variances(m).diagonal();
        Matrix sum = backend(threads).sumOfGrams(a, weights, b, others);

        Matrix expected = Dense.multiply(Dense.multiply(a, Matrix.diagonal(weights)), a.transpose())
                .plus(1, Dense.multiply(Dense.multiply(b, Matrix.diagonal(others)), b.transpose()));
        assertAgrees(sum, expected, 1e-13);
        assertThat(sum.transpose().data()).containsExactly(sum.data());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 31, 33, 129, 301})
    void theEigenvectorsOfALargerMatrixDiagonalizeIt(int size) {
        Matrix matrix = Draws.seeded(size).covariance(size);
        for (int threads = 1; threads <= 2; threads++) {
            SymmetricEigen eigen = SymmetricEigen.ofSemidefiniteInPlace(matrix.copy(), "matrix", backend(threads));
            Matrix v = eigen.vectors();

            assertAgrees(Dense.multiply(v.transpose(), v), Matrix.identity(size), 1e-13);
            assertAgrees(SymmetricEigenLaws.product(eigen), matrix, 1e-13);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 150})
    void theSameCallGivesTheSameResult(int size) {
        Matrix matrix = Draws.seeded(size).covariance(size);
        Backend backend = backend(2);
        Matrix first = SymmetricEigen.ofSemidefiniteInPlace(matrix.copy(), "matrix", backend)
                .vectors();
        Matrix second = SymmetricEigen.ofSemidefiniteInPlace(matrix.copy(), "matrix", backend)
                .vectors();

        assertThat(second.data()).containsExactly(first.data());
        assertThat(backend.multiply(matrix, matrix).data())
                .containsExactly(backend.multiply(matrix, matrix).data());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theThreadsAreThoseAskedFor(int threads) {
        assertThat(backend(threads).threads()).isEqualTo(threads);
    }
}
