package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InverseInformationTest {
    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    /** Informations that say nothing of some parameters, or of some combinations. */
    static Stream<Matrix> withoutInformation() {
        Draws draws = Draws.seeded(71);
        return Stream.of(
                Matrix.zeros(3, 3),
                Matrix.diagonal(2, 0, 1),
                Matrix.diagonal(1e-300, 1e-310, 0),
                Matrix.diagonal(1e12, 1e-12, 1),
                Matrix.wrap(2, 2, new double[] {1, 1, 1, 1}),
                draws.covariance(5, 1),
                draws.covariance(6, 2).times(1e-8),
                draws.covariance(6, 5).times(1e8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheInverseWhereTheDataSayEnough(int seed) {
        Draws draws = Draws.seeded(seed);
        int n = draws.integer(1, 8);
        Matrix information = draws.covariance(n).times(Math.pow(10, draws.integer(-6, 6)));

        Matrix expected = Dense.inverse(information);

        // A thousandth of the mean information is added to each.
        assertAgrees(matrix(new InverseInformation(information), n), expected, 0.05);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void correctsAStepInAnyUnits(int seed) {
        Draws draws = Draws.seeded(seed);
        int n = draws.integer(2, 8);
        Matrix information = draws.covariance(n);
        Matrix relative = Dense.multiply(matrix(new InverseInformation(information), n), information);

        assertThat(relative.plus(-1, Matrix.identity(n)).maxAbs()).isLessThan(0.05);
    }

    @ParameterizedTest
    @MethodSource("withoutInformation")
    void staysDefiniteWhereTheDataSayNothing(Matrix information) {
        int n = information.rows();
        Matrix inverse = matrix(new InverseInformation(information), n);

        assertThat(inverse.isFinite()).isTrue();
        assertAgrees(inverse.transpose(), inverse, 1e-9);
        // In units of the diagonal, since the units of the parameters may be far apart.
        double[] unit = new double[n];
        for (int i = 0; i < n; i++) {
            assertThat(inverse.get(i, i)).isPositive();
            unit[i] = 1 / Math.sqrt(inverse.get(i, i));
        }
        assertThat(Jacobi.eigenvalues(inverse.scaled(unit, unit))[0]).isPositive();
    }

    @Test
    void goesNoFurtherThanAShareOfTheMeanInformationAllows() {
        Matrix inverse = matrix(new InverseInformation(Matrix.diagonal(1, 1, 0)), 3);

        assertThat(inverse.get(0, 0)).isBetween(0.99, 1.01);
        assertThat(inverse.get(2, 2)).isBetween(1e3, 2e3);
    }

    @Test
    void leavesNothingOfNoParameters() {
        assertThat(new InverseInformation(Matrix.zeros(0, 0)).apply(new double[0]))
                .isEmpty();
    }

    private static Matrix matrix(InverseInformation inverse, int n) {
        Matrix matrix = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            System.arraycopy(inverse.apply(unit), 0, matrix.data(), i * n, n);
        }
        return matrix;
    }
}
