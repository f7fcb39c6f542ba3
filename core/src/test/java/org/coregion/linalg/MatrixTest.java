package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Refusal.assertRefused;

import org.junit.jupiter.api.Test;

final class MatrixTest {
    private static final double[][] VALUES = {{1, 2, 3}, {4, 5, -6}};

    private final Matrix matrix = Matrix.copyOf(VALUES, "matrix");

    @Test
    void storesRowByRow() {
        assertThat(matrix.rows()).isEqualTo(2);
        assertThat(matrix.columns()).isEqualTo(3);
        assertThat(matrix.data()).containsExactly(1, 2, 3, 4, 5, -6);
        assertThat(matrix.get(1, 2)).isEqualTo(-6);
        assertThat(matrix.row(1)).containsExactly(4, 5, -6);
        assertThat(matrix.diagonal()).containsExactly(1, 5);
        assertThat(matrix).hasToString("[[1.0, 2.0, 3.0], [4.0, 5.0, -6.0]]");
    }

    @Test
    void wrapIsAViewAndCopiesAreNot() {
        double[] data = {1, 2};
        Matrix view = Matrix.wrap(1, 2, data);
        Matrix copy = view.copy();
        double[][] array = view.toArray();

        data[0] = 7;
        view.row(0)[1] = 7;

        assertThat(view.data()).containsExactly(7, 2);
        assertThat(copy.data()).containsExactly(1, 2);
        assertThat(array).isDeepEqualTo(new double[][] {{1, 2}});
    }

    @Test
    void copyOfDoesNotShareTheArrays() {
        double[][] values = {{1, 2}};
        Matrix copy = Matrix.copyOf(values, "matrix");

        values[0][0] = 7;

        assertThat(copy.get(0, 0)).isEqualTo(1);
    }

    @Test
    void hasAnEmptyFormAndAnIdentity() {
        assertThat(Matrix.copyOf(new double[0][], "matrix").columns()).isZero();
        assertThat(Matrix.zeros(2, 0).maxAbs()).isZero();
        assertThat(Matrix.identity(2).toArray()).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
        assertThat(Matrix.diagonal(2, 3).toArray()).isDeepEqualTo(new double[][] {{2, 0}, {0, 3}});
    }

    @Test
    void arithmeticMakesNewMatrices() {
        assertThat(matrix.transpose().toArray()).isDeepEqualTo(new double[][] {{1, 4}, {2, 5}, {3, -6}});
        assertThat(matrix.times(-2).toArray()).isDeepEqualTo(new double[][] {{-2, -4, -6}, {-8, -10, 12}});
        assertThat(matrix.plus(10, matrix).toArray()).isDeepEqualTo(new double[][] {{11, 22, 33}, {44, 55, -66}});
        assertThat(matrix.scaled(new double[] {1, 2}, new double[] {1, 10, 100}).toArray())
                .isDeepEqualTo(new double[][] {{1, 20, 300}, {8, 100, -1200}});
        assertThat(matrix.toArray()).isDeepEqualTo(VALUES);
    }

    @Test
    void theLargestAbsoluteValueKeepsNaN() {
        assertThat(matrix.maxAbs()).isEqualTo(6);
        assertThat(matrix.isFinite()).isTrue();
        matrix.set(0, 1, Double.NEGATIVE_INFINITY);
        assertThat(matrix.isFinite()).isFalse();
        matrix.set(0, 0, Double.NaN);
        assertThat(matrix.maxAbs()).isNaN();
        assertThat(matrix.isFinite()).isFalse();
    }

    @Test
    void refusesRowsOfDifferentLength() {
        assertRefused(
                () -> Matrix.copyOf(new double[][] {{1, 2}, {3}}, "inputs"), "Row 2", "inputs", "1 values", "has 2");
    }

    @Test
    void refusesDataOfAnotherSize() {
        assertThatThrownBy(() -> Matrix.wrap(2, 3, new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("2×3", "6 values", "not 5");
    }

    @Test
    void refusesToAddAnotherShape() {
        assertThatThrownBy(() -> matrix.plus(1, Matrix.zeros(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("2×3", "3×2");
    }

    @Test
    void columnsGoSideBySide() {
        Matrix left = Matrix.wrap(2, 1, new double[] {1, 2});
        Matrix right = Matrix.wrap(2, 2, new double[] {3, 4, 5, 6});

        assertThat(left.beside(right).toArray()).isDeepEqualTo(new double[][] {{1, 3, 4}, {2, 5, 6}});
        assertThat(right.beside(Matrix.zeros(2, 0)).data()).containsExactly(right.data());
    }
}
