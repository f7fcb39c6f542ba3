package org.coregion.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;

/**
 * Inputs that are a Cartesian product of their columns' values, every cell once, rows in any order. Immutable.
 *
 * <p>Cells are numbered with the last column running fastest.
 */
final class Grid {
    /** The values of every axis, ascending, one column each. */
    private final Matrix[] axes;
    /** The row of each of the T cells. */
    private final int[] row;

    private Grid(Matrix[] axes, int[] row) {
        this.axes = axes;
        this.row = row;
    }

    /**
     * The grid of the inputs, T×Q, O(TQ log T); empty if they are none, or a line of points, which has no structure to
     * use.
     */
    static Optional<Grid> of(Matrix inputs) {
        double[][] values = new double[inputs.columns()][];
        long cells = 1;
        int wide = 0;
        for (int q = 0; q < values.length; q++) {
            values[q] = distinct(inputs, q);
            cells *= values[q].length;
            wide += values[q].length > 1 ? 1 : 0;
            if (cells > inputs.rows()) {
                return Optional.empty();
            }
        }
        if (cells != inputs.rows() || wide < 2) {
            return Optional.empty();
        }
        int[] row = new int[inputs.rows()];
        Arrays.fill(row, -1);
        for (int t = 0; t < row.length; t++) {
            int cell = 0;
            for (int q = 0; q < values.length; q++) {
                cell = cell * values[q].length + Arrays.binarySearch(values[q], value(inputs, t, q));
            }
            if (row[cell] >= 0) {
                return Optional.empty();
            }
            row[cell] = t;
        }
        return Optional.of(new Grid(
                Arrays.stream(values)
                        .map(axis -> Matrix.wrap(axis.length, 1, axis))
                        .toArray(Matrix[]::new),
                row));
    }

    /** The number of different values in each column, in words: "20×16". */
    static String shape(Matrix inputs) {
        return IntStream.range(0, inputs.columns())
                .mapToObj(q -> String.valueOf(distinct(inputs, q).length))
                .collect(Collectors.joining("×"));
    }

    /** T. */
    int size() {
        return row.length;
    }

    /** The values of every axis, n_q×1. */
    Matrix[] axes() {
        return axes;
    }

    /** The inputs of the rows, T×Q. */
    Matrix inputs() {
        Matrix cells = Matrix.zeros(axes.length, row.length);
        for (int cell = 0; cell < row.length; cell++) {
            int rest = cell;
            for (int q = axes.length - 1; q >= 0; q--) {
                cells.set(q, cell, axes[q].get(rest % axes[q].rows(), 0));
                rest /= axes[q].rows();
            }
        }
        return toRows(cells);
    }

    /** From rows to cells: T×k to k×T. */
    Matrix toCells(Matrix a) {
        int k = a.columns();
        Matrix result = Matrix.zeros(k, row.length);
        for (int i = 0; i < k; i++) {
            for (int cell = 0; cell < row.length; cell++) {
                result.data()[i * row.length + cell] = a.data()[row[cell] * k + i];
            }
        }
        return result;
    }

    /** From cells to rows: k×T to T×k. */
    Matrix toRows(Matrix a) {
        int k = a.rows();
        Matrix result = Matrix.zeros(row.length, k);
        for (int i = 0; i < k; i++) {
            for (int cell = 0; cell < row.length; cell++) {
                result.data()[row[cell] * k + i] = a.data()[i * row.length + cell];
            }
        }
        return result;
    }

    /** The distinct values of a column, ascending. */
    private static double[] distinct(Matrix inputs, int q) {
        double[] sorted = new double[inputs.rows()];
        for (int t = 0; t < sorted.length; t++) {
            sorted[t] = value(inputs, t, q);
        }
        Arrays.sort(sorted);
        int count = 0;
        for (int t = 0; t < sorted.length; t++) {
            if (t == 0 || sorted[t] != sorted[count - 1]) {
                sorted[count++] = sorted[t];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    /** −0 as 0, which a sort and a search tell apart. */
    private static double value(Matrix inputs, int t, int q) {
        return inputs.get(t, q) + 0.0;
    }
}
