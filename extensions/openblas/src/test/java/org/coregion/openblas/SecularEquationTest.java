package org.coregion.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SecularEquationTest {
    static Stream<Arguments> equations() {
        Draws draws = Draws.seeded(3);
        Stream<Arguments> random = IntStream.of(1, 2, 3, 4, 70, 200).mapToObj(k -> {
            double[] d = draws.gaussian(1, k).data();
            Arrays.sort(d);
            return Arguments.of("random, " + k, d, unit(draws.gaussian(1, k).data()), 0.7);
        });
        int k = 40;
        double[] even = IntStream.range(0, k).mapToDouble(i -> i).toArray();
        double[] close = IntStream.range(0, k).mapToDouble(i -> 1 + 1e-12 * i).toArray();
        double[] pairs = IntStream.range(0, k)
                .mapToDouble(i -> Math.floor(i / 2.0) + (i % 2) * 1e-13 * (i + 1))
                .toArray();
        double[] powers =
                IntStream.range(0, k).mapToDouble(i -> Math.pow(10, i - k)).toArray();
        double[] ones = new double[k];
        Arrays.fill(ones, -1);
        double[] graded =
                IntStream.range(0, k).mapToDouble(i -> Math.pow(2, -i)).toArray();
        double[] alternating =
                IntStream.range(0, k).mapToDouble(i -> i % 3 == 0 ? 1 : 1e-12).toArray();
        return Stream.concat(
                random,
                Stream.of(
                        Arguments.of("even", even, unit(ones), 1.0),
                        Arguments.of("a small update", even, unit(ones), 1e-9),
                        Arguments.of("a large update", even, unit(ones), 1e9),
                        Arguments.of("close poles", close, unit(ones), 1e-3),
                        Arguments.of("close pairs", pairs, unit(ones), 1.0),
                        Arguments.of("poles of all sizes", powers, unit(ones), 1.0),
                        Arguments.of("a graded vector", even, unit(graded), 1.0),
                        Arguments.of("weak poles between strong ones", even, unit(alternating), 1.0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("equations")
    void theRootsInterlaceAndTheVectorsGiveTheMatrixBack(String name, double[] d, double[] z, double rho) {
        int k = d.length;
        SecularEquation equation = SecularEquation.solve(d, z, rho, 1);
        double[] values = new double[k];
        Matrix vectors = Matrix.zeros(k, k);
        double[] vector = new double[k];
        for (int i = 0; i < k; i++) {
            values[i] = equation.value(i);
            equation.vector(i, vector);
            System.arraycopy(vector, 0, vectors.data(), i * k, k);
            assertThat(values[i]).isBetween(d[i], i < k - 1 ? d[i + 1] : d[i] + 1.001 * rho);
        }

        Matrix column = Matrix.wrap(k, 1, z);
        Matrix matrix = Matrix.diagonal(d).plus(rho, Dense.multiply(column, column.transpose()));
        Matrix product = Dense.multiply(vectors.transpose(), vectors.scaledRows(values));
        assertAgrees(product.data(), matrix.data(), 1e-14, matrix.maxAbs());
        assertAgrees(Dense.multiply(vectors, vectors.transpose()), Matrix.identity(k), 1e-14);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("equations")
    void anyNumberOfThreadsGivesTheSameBits(String name, double[] d, double[] z, double rho) {
        SecularEquation one = SecularEquation.solve(d, z, rho, 1);
        SecularEquation three = SecularEquation.solve(d, z, rho, 3);
        double[] vector = new double[d.length];
        double[] same = new double[d.length];
        for (int i = 0; i < d.length; i++) {
            one.vector(i, vector);
            three.vector(i, same);
            assertThat(three.value(i)).isEqualTo(one.value(i));
            assertThat(same).containsExactly(vector);
        }
    }

    private static double[] unit(double[] vector) {
        double length = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
        return Arrays.stream(vector).map(x -> x / length).toArray();
    }
}
