package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.stream.Stream;
import org.coregion.NumericalFailureException;
import org.coregion.kernel.SquaredExponential;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SymmetricEigenTest {

    static Stream<Arguments> semidefinite() {
        Draws draws = Draws.seeded(17);
        Matrix twoLevels = Dense.kron(Matrix.identity(8), ones(9)).plus(0.5, ones(72));
        Matrix repeated = Dense.reordered(draws.gaussian(5, 1), repeats(50, 5), new int[] {0});
        double[] powers = new double[30];
        Arrays.setAll(powers, i -> Math.pow(10, -i));
        Matrix graded = draws.covariance(30).scaled(powers, powers);
        return Stream.of(
                Arguments.of("1×1", Matrix.diagonal(3)),
                Arguments.of("identity", Matrix.identity(20)),
                Arguments.of("zero", Matrix.zeros(4, 4)),
                Arguments.of("all ones", ones(60)),
                Arguments.of("two-level blocks", twoLevels),
                Arguments.of("repeated inputs", new SquaredExponential(1).matrix(repeated)),
                Arguments.of("rank 2", draws.covariance(40, 2)),
                Arguments.of("full rank", draws.covariance(40)),
                Arguments.of("graded", graded),
                Arguments.of("large", draws.covariance(25).times(1e150)),
                Arguments.of("small", draws.covariance(25).times(1e-150)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("semidefinite")
    void theFactorsGiveTheMatrixBack(String name, Matrix matrix) {
        assertAgrees(product(SymmetricEigen.ofSemidefinite(matrix, name)), matrix, 1e-13);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("semidefinite")
    void theVectorsAreOrthonormal(String name, Matrix matrix) {
        Matrix vectors = SymmetricEigen.ofSemidefinite(matrix, name).vectors();

        assertAgrees(Dense.multiply(vectors.transpose(), vectors), Matrix.identity(matrix.rows()), 1e-13);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("semidefinite")
    void theValuesDescendAndAreThoseOfJacobi(String name, Matrix matrix) {
        double scale = Math.max(matrix.maxAbs(), Double.MIN_NORMAL);
        double[] values = SymmetricEigen.ofSemidefinite(matrix, name).values();
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        double[] expected = Arrays.stream(Jacobi.eigenvalues(matrix.times(1 / scale)))
                .map(value -> value * scale)
                .toArray();

        assertThat(values[values.length - 1]).isNotNegative();
        for (int i = 1; i < values.length; i++) {
            assertThat(values[i]).isLessThanOrEqualTo(values[i - 1]);
        }
        assertAgrees(ascending, expected, 1e-13);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("semidefinite")
    void theMethodForGradedMatricesObeysTheSameLaws(String name, Matrix matrix) {
        SymmetricEigen eigen = SymmetricEigen.ofGradedSemidefinite(matrix, name);
        SymmetricEigen other = SymmetricEigen.ofSemidefinite(matrix, name);
        Matrix vectors = eigen.vectors();

        assertAgrees(product(eigen), matrix, 1e-13);
        assertAgrees(Dense.multiply(vectors.transpose(), vectors), Matrix.identity(matrix.rows()), 1e-13);
        assertAgrees(eigen.values(), other.values(), 1e-13);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void gradedMatricesKeepTheirSmallElements(int rank) {
        double[] units = {1e-8, 1e6, 1, 1e-3, 1e8, 1e-12};
        double[] inverse = Arrays.stream(units).map(unit -> 1 / unit).toArray();
        Matrix correlated = Draws.seeded(rank).covariance(6, rank);
        SymmetricEigen eigen = SymmetricEigen.ofGradedSemidefinite(correlated.scaled(units, units), "graded");

        assertAgrees(product(eigen).scaled(inverse, inverse), correlated, 1e-13);
    }

    @Test
    void leavesTheMatrixAsItIs() {
        Matrix matrix = Draws.seeded(2).covariance(5);
        double[] before = matrix.data().clone();

        SymmetricEigen.ofSemidefinite(matrix, "matrix");
        SymmetricEigen.ofGradedSemidefinite(matrix, "matrix");

        assertThat(matrix.data()).containsExactly(before);
    }

    @Test
    void refusesANegativeEigenvalue() {
        Matrix indefinite = Matrix.wrap(2, 2, new double[] {1, 2, 2, 1});

        assertRefused(
                () -> SymmetricEigen.ofSemidefinite(indefinite, "relatedness matrix"),
                "relatedness matrix",
                "not positive semidefinite",
                "smallest eigenvalue is -",
                "largest 3");
        assertRefused(() -> SymmetricEigen.ofSemidefinite(Matrix.diagonal(-1), "variance"), "variance", "-1.0");
    }

    @Test
    void saysWhichMatrixIsNotFinite() {
        Matrix broken = Matrix.diagonal(1, Double.NaN);

        assertThatThrownBy(() -> SymmetricEigen.ofSemidefinite(broken, "kernel matrix"))
                .isInstanceOf(NumericalFailureException.class)
                .hasMessageContainingAll("kernel matrix", "2×2", "not finite");
        assertThatThrownBy(() -> SymmetricEigen.ofGradedSemidefinite(broken, "noise"))
                .isInstanceOf(NumericalFailureException.class)
                .hasMessageContainingAll("noise", "2×2", "not finite");
    }

    /** VΛVᵀ. */
    private static Matrix product(SymmetricEigen eigen) {
        Matrix scaled = Dense.multiply(eigen.vectors(), Matrix.diagonal(eigen.values()));
        return Dense.multiply(scaled, eigen.vectors().transpose());
    }

    private static Matrix ones(int size) {
        double[] ones = new double[size * size];
        Arrays.fill(ones, 1);
        return Matrix.wrap(size, size, ones);
    }

    private static int[] repeats(int size, int distinct) {
        int[] indices = new int[size];
        Arrays.setAll(indices, i -> i % distinct);
        return indices;
    }
}
