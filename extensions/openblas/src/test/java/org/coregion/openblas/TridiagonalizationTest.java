package org.coregion.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsterf_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsytrd_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Agreement;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws hold for the whole decomposition, of matrices larger than those of the shared suites. */
final class TridiagonalizationTest {
    private static final int LARGE = Tridiagonalization.SMALL + 2 * Tridiagonalization.PANEL + 7;

    @BeforeAll
    static void load() {
        BackendChoice.of("openblas", 1);
    }

    static Stream<Arguments> matrices() {
        Draws draws = Draws.seeded(5);
        Stream<Arguments> sizes = IntStream.of(1, 2, 3, 40)
                .boxed()
                .flatMap(i -> Stream.of(
                        i, Tridiagonalization.SMALL + i, Tridiagonalization.SMALL + Tridiagonalization.PANEL + i - 2))
                .map(n -> Arguments.of("random, " + n, unit(draws.symmetric(n))));
        double[] powers = new double[LARGE];
        Arrays.setAll(powers, i -> Math.pow(10, -i));
        double[] alternating = new double[LARGE];
        Arrays.setAll(alternating, i -> i % 7 == 0 ? 1 : 1e-170);
        Matrix random = unit(draws.symmetric(LARGE));
        int[] copies = IntStream.range(0, LARGE).map(i -> i % 9).toArray();
        Matrix repeated = draws.gaussian(9, 2).rows(copies);
        return Stream.concat(
                sizes,
                Stream.of(
                        Arguments.of("identity", Matrix.identity(LARGE)),
                        Arguments.of("zero", Matrix.zeros(LARGE, LARGE)),
                        Arguments.of("all ones", ones()),
                        Arguments.of("ones on two levels", unit(ones().plus(1, Matrix.identity(LARGE)))),
                        Arguments.of("rank one", unit(draws.covariance(LARGE, 1))),
                        Arguments.of("rank two", unit(draws.covariance(LARGE, 2))),
                        Arguments.of("repeated inputs", new SquaredExponential(1).matrix(repeated)),
                        Arguments.of("smooth", new SquaredExponential(1).matrix(draws.gaussian(LARGE, 2))),
                        Arguments.of("graded", unit(random.scaled(powers, powers))),
                        Arguments.of("nearly nothing between", unit(random.scaled(alternating, alternating)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matrices")
    void theFactorsGiveTheMatrixBackAndAreOrthonormal(String name, Matrix matrix) {
        int n = matrix.rows();
        Backend backend = BackendChoice.of("openblas", 2).backend();
        Matrix v = matrix.copy();
        double[] values = backend.symmetricEigen(v, name);

        // Products have laws of their own. Rounding is a share of the largest eigenvalue, not of the elements.
        Matrix product = backend.multiplyTranspose(v.scaledColumns(values), v);
        assertAgrees(product.data(), matrix.data(), 1e-14, Agreement.largest(values));
        assertAgrees(backend.transposeMultiply(v, v), Matrix.identity(n), 1e-13);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matrices")
    void theTridiagonalMatrixHasTheEigenvaluesOfThatOfLapack(String name, Matrix matrix) {
        assertAgrees(eigenvalues(matrix, true), eigenvalues(matrix, false), 1e-13);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 450, 700})
    void everyNumberOfThreadsGivesTheSameBits(int n) {
        Matrix matrix = unit(Draws.seeded(n).symmetric(n));
        Matrix vectors = matrix.copy();
        double[] values = new OpenBlas(1).symmetricEigen(vectors, "matrix");
        for (int threads : new int[] {2, 3, 5}) {
            Matrix same = matrix.copy();
            double[] sameValues = new OpenBlas(threads).symmetricEigen(same, "matrix");

            assertThat(sameValues).containsExactly(values);
            assertThat(Arrays.equals(same.data(), vectors.data())).isTrue();
        }
    }

    private static double[] eigenvalues(Matrix matrix, boolean ours) {
        int n = matrix.rows();
        double[] values = new double[n];
        int workLength = n * OpenBlas.BLOCK;
        try (NativeArray a = NativeArray.copyOfTriangle(matrix);
                NativeArray d = NativeArray.ofDoubles(n);
                NativeArray e = NativeArray.ofDoubles(n);
                NativeArray tau = NativeArray.ofDoubles(n);
                NativeArray work = NativeArray.ofDoubles(workLength)) {
            if (ours) {
                Tridiagonalization.reduce(a, n, d, e, tau, 2);
            } else {
                LAPACKE_dsytrd_work(
                        LAPACK_COL_MAJOR,
                        (byte) 'L',
                        n,
                        a.doubles(0),
                        n,
                        d.doubles(0),
                        e.doubles(0),
                        tau.doubles(0),
                        work.doubles(0),
                        workLength);
            }
            assertThat(LAPACKE_dsterf_work(n, d.doubles(0), e.doubles(0))).isZero();
            d.doubles(0).get(values);
        }
        return values;
    }

    private static Matrix ones() {
        double[] ones = new double[LARGE * LARGE];
        Arrays.fill(ones, 1);
        return Matrix.wrap(LARGE, LARGE, ones);
    }

    /** The matrix with its largest element made 1. */
    private static Matrix unit(Matrix matrix) {
        return matrix.times(1 / matrix.maxAbs());
    }
}
