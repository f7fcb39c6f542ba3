package org.coregion.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Agreement;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TridiagonalEigenTest {
    @BeforeAll
    static void load() {
        BackendChoice.of("openblas", 1);
    }

    static Stream<Arguments> matrices() {
        Draws draws = Draws.seeded(4);
        int small = TridiagonalEigen.SMALL;
        Stream<Arguments> random = IntStream.of(1, 2, small - 1, small, small + 1, 300)
                .mapToObj(n -> Arguments.of(
                        "random, " + n,
                        draws.gaussian(1, n).data(),
                        draws.gaussian(1, n).data()));
        int n = 150;
        double[] some = draws.gaussian(1, n).data();
        return Stream.concat(
                random,
                Stream.of(
                        Arguments.of("identity", array(n, i -> 1), array(n, i -> 0)),
                        Arguments.of("second differences", array(n, i -> 2), array(n, i -> -1)),
                        Arguments.of("halves that do not touch", some, array(n, i -> i == n / 2 - 1 ? 0 : 0.5)),
                        Arguments.of("halves that hardly touch", some, array(n, i -> i == n / 2 - 1 ? 1e-14 : 0.5)),
                        Arguments.of(
                                "halves with the same values",
                                array(n, i -> Math.abs(i - (n - 1) / 2.0)),
                                array(n, i -> 1)),
                        Arguments.of("many blocks", array(n, i -> i % 5), array(n, i -> i % 5 == 4 ? 1e-10 : 1)),
                        Arguments.of("blocks that touch", array(n, i -> i % 5), array(n, i -> i % 5 == 4 ? 1e-6 : 1)),
                        Arguments.of("graded", array(n, i -> Math.pow(0.7, i)), array(n, i -> Math.pow(0.7, i + 1)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matrices")
    void theFactorsGiveTheMatrixBackAndAreOrthonormal(String name, double[] diagonal, double[] offDiagonal) {
        int n = diagonal.length;
        Matrix vectors = Matrix.zeros(n, n);
        double[] values = decompose(diagonal, offDiagonal, vectors, 2);

        Matrix matrix = Matrix.diagonal(diagonal);
        for (int i = 0; i < n - 1; i++) {
            matrix.set(i + 1, i, offDiagonal[i]);
            matrix.set(i, i + 1, offDiagonal[i]);
        }
        Matrix product = Dense.multiply(vectors.scaledColumns(values), vectors.transpose());
        assertAgrees(product.data(), matrix.data(), 1e-14, Agreement.largest(values));
        assertAgrees(Dense.multiply(vectors.transpose(), vectors), Matrix.identity(n), 1e-13);
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        assertThat(values)
                .containsExactly(IntStream.range(0, n)
                        .mapToDouble(i -> ascending[n - 1 - i])
                        .toArray());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matrices")
    void anyNumberOfThreadsGivesTheSameBits(String name, double[] diagonal, double[] offDiagonal) {
        int n = diagonal.length;
        Matrix vectors = Matrix.zeros(n, n);
        Matrix same = Matrix.zeros(n, n);

        assertThat(decompose(diagonal, offDiagonal, same, 3))
                .containsExactly(decompose(diagonal, offDiagonal, vectors, 1));
        assertThat(same.data()).containsExactly(vectors.data());
    }

    private static double[] array(int n, IntToDoubleFunction element) {
        return IntStream.range(0, n).mapToDouble(element).toArray();
    }

    /** The eigenvalues; the vectors become the columns of the matrix. */
    private static double[] decompose(double[] diagonal, double[] offDiagonal, Matrix vectors, int threads) {
        int n = diagonal.length;
        try (NativeArray d = NativeArray.copyOf(Matrix.wrap(1, n, diagonal));
                NativeArray e = NativeArray.copyOf(Matrix.wrap(1, n, offDiagonal));
                TridiagonalEigen eigen = TridiagonalEigen.of(d, e, n, "matrix", threads)) {
            List<int[]> pieces = eigen.pieces();
            for (int piece = 0; piece < pieces.size(); piece++) {
                int[] columns = pieces.get(piece);
                double[] some = new double[n * columns.length];
                try (NativeArray rows = NativeArray.ofDoubles(some.length)) {
                    eigen.vectors(piece, rows);
                    rows.doubles(0).get(some);
                }
                for (int i = 0; i < some.length; i++) {
                    vectors.set(i / columns.length, columns[i % columns.length], some[i]);
                }
            }
            return eigen.values();
        }
    }
}
