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

/** What every method for the eigendecomposition of a semidefinite matrix obeys. */
public abstract class SymmetricEigenLaws {
    /** The decomposition; the matrix may be overwritten. */
    protected abstract SymmetricEigen decompose(Matrix matrix, String name);

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
        assertAgrees(product(decompose(matrix.copy(), name)), matrix, 1e-13);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("semidefinite")
    void theVectorsAreOrthonormal(String name, Matrix matrix) {
        Matrix vectors = decompose(matrix.copy(), name).vectors();

        assertAgrees(Dense.multiply(vectors.transpose(), vectors), Matrix.identity(matrix.rows()), 1e-13);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("semidefinite")
    void theValuesDescendAndAreThoseOfJacobi(String name, Matrix matrix) {
        double scale = Math.max(matrix.maxAbs(), Double.MIN_NORMAL);
        double[] values = decompose(matrix.copy(), name).values();
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

    @Test
    void anEmptyMatrixHasNoValues() {
        assertThat(decompose(Matrix.zeros(0, 0), "matrix").values()).isEmpty();
    }

    @Test
    void refusesANegativeEigenvalue() {
        Matrix indefinite = Matrix.wrap(2, 2, new double[] {1, 2, 2, 1});

        assertRefused(
                () -> decompose(indefinite, "relatedness matrix"),
                "relatedness matrix",
                "not positive semidefinite",
                "smallest eigenvalue is -",
                "largest 3");
        assertRefused(() -> decompose(Matrix.diagonal(-1), "variance"), "variance", "-1.0");
    }

    @Test
    void saysWhichMatrixIsNotFinite() {
        assertThatThrownBy(() -> decompose(Matrix.diagonal(1, Double.NaN), "kernel matrix"))
                .isInstanceOf(NumericalFailureException.class)
                .hasMessageContainingAll("kernel matrix", "2×2", "not finite");
    }

    /** VΛVᵀ. */
    public static Matrix product(SymmetricEigen eigen) {
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
