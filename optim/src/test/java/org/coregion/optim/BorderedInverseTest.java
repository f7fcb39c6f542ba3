package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BorderedInverseTest {
    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    /** [C H; Hᵀ I] with a corner that leaves C − H I⁻¹ Hᵀ as the curvature of the first block. */
    private record Bordered(Matrix corner, double[][] border, Matrix block) {
        static Bordered withSchurComplement(Draws draws, Matrix schur, int rest) {
            Matrix block = draws.covariance(rest);
            Matrix border = draws.gaussian(schur.rows(), rest);
            Matrix explained = Dense.multiply(Dense.multiply(border, Dense.inverse(block)), border.transpose());
            return new Bordered(schur.plus(1, explained), border.toArray(), block);
        }

        UnaryOperator<double[]> inverse() {
            Matrix inner = Dense.inverse(block);
            return new BorderedInverse(
                    corner,
                    border,
                    v -> Dense.multiply(inner, Matrix.wrap(v.length, 1, v.clone()))
                            .data());
        }

        Matrix whole() {
            int p = corner.rows();
            int n = p + block.rows();
            Matrix whole = Matrix.zeros(n, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double value = i < p
                            ? (j < p ? corner.get(i, j) : border[i][j - p])
                            : (j < p ? border[j][i - p] : block.get(i - p, j - p));
                    whole.set(i, j, value);
                }
            }
            return whole;
        }

        int size() {
            return corner.rows() + block.rows();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheInverseWhereTheWholeIsDefinite(int seed) {
        Draws draws = Draws.seeded(seed);
        int p = draws.integer(1, 3);
        Matrix schur = draws.symmetric(p).times(0.1).plus(1, draws.variances(p).plus(1, Matrix.identity(p)));
        Bordered bordered = Bordered.withSchurComplement(draws, schur, draws.integer(1, 6));

        Matrix product = Dense.multiply(matrix(bordered.inverse(), bordered.size()), bordered.whole());

        // The information of the first block is damped by a thousandth of its mean.
        Matrix identity = Matrix.identity(bordered.size());
        assertThat(product.plus(-1, identity).maxAbs()).isLessThan(2e-2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheInverseWithTheCornerThatItTakesInstead(int seed) {
        Draws draws = Draws.seeded(seed);
        int p = draws.integer(1, 3);
        Matrix indefinite = draws.symmetric(p);
        indefinite.set(0, 0, -1);
        Bordered bordered = Bordered.withSchurComplement(draws, indefinite, draws.integer(1, 6));
        double[] sums = new double[p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                sums[i] += Math.abs(indefinite.get(i, j));
            }
        }
        Matrix corner = bordered.corner.plus(-1, indefinite).plus(1, Matrix.diagonal(sums));
        Bordered taken = new Bordered(corner, bordered.border, bordered.block);

        Matrix expected = Dense.inverse(taken.whole());

        assertAgrees(matrix(bordered.inverse(), bordered.size()), expected, 2e-2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isDefiniteWhateverTheCorner(int seed) {
        Draws draws = Draws.seeded(seed);
        int p = draws.integer(1, 4);
        Matrix schur = draws.symmetric(p).times(Math.pow(10, draws.integer(-3, 3)));
        Bordered bordered = Bordered.withSchurComplement(draws, schur, draws.integer(1, 6));

        Matrix inverse = matrix(bordered.inverse(), bordered.size());

        assertAgrees(inverse.transpose(), inverse, 1e-8);
        assertThat(Jacobi.eigenvalues(inverse)[0]).isPositive();
    }

    @Test
    void aFlatParameterStaysWhereItIs() {
        Matrix block = Draws.seeded(3).covariance(3);
        Bordered flat = new Bordered(Matrix.zeros(2, 2), new double[2][3], block);
        double[] gradient = {0, 0, 1, -2, 3};

        double[] step = flat.inverse().apply(gradient);

        assertThat(step).startsWith(0, 0);
        Matrix rest = Dense.multiply(Dense.inverse(block), Matrix.wrap(3, 1, new double[] {1, -2, 3}));
        assertAgrees(new double[] {step[2], step[3], step[4]}, rest.data(), 1e-12);
    }

    @Test
    void isTheInnerInverseWithoutAFirstBlock() {
        double[] v = {1, -2, 3};

        double[] product = new BorderedInverse(Matrix.zeros(0, 0), new double[0][], u -> Vectors.times(2, u)).apply(v);

        assertThat(product).containsExactly(2, -4, 6);
    }

    private static Matrix matrix(UnaryOperator<double[]> map, int n) {
        Matrix matrix = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            System.arraycopy(map.apply(unit), 0, matrix.data(), i * n, n);
        }
        return matrix;
    }
}
