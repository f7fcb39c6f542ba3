package org.coregion.linalg;

import java.util.Arrays;
import java.util.Objects;
import org.coregion.InvalidInputException;

/**
 * A dense real matrix, stored row by row. Mutable, and shared without copying inside the library; what an application
 * hands in or gets out is copied at the border.
 */
public final class Matrix {
    private static final int TILE = 32;

    private final int rows;
    private final int columns;
    private final double[] data;

    private Matrix(int rows, int columns, double[] data) {
        this.rows = rows;
        this.columns = columns;
        this.data = data;
    }

    /** A matrix of zeros. */
    public static Matrix zeros(int rows, int columns) {
        return wrap(rows, columns, new double[Math.multiplyExact(rows, columns)]);
    }

    /** The identity of a given size. */
    public static Matrix identity(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return diagonal(ones);
    }

    /** The square matrix with these values on its diagonal. */
    public static Matrix diagonal(double... values) {
        Matrix result = zeros(values.length, values.length);
        for (int i = 0; i < values.length; i++) {
            result.set(i, i, values[i]);
        }
        return result;
    }

    /** A view of row-major {@code data}, not a copy. */
    public static Matrix wrap(int rows, int columns, double[] data) {
        if (data.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(
                    "A " + rows + "×" + columns + " matrix needs " + (rows * columns) + " values, not " + data.length);
        }
        return new Matrix(rows, columns, data);
    }

    /** A copy of {@code rows}, which have {@code columns} values each. */
    public static Matrix stacked(double[][] rows, int columns) {
        Matrix result = zeros(rows.length, columns);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, result.data, i * columns, columns);
        }
        return result;
    }

    /**
     * A copy of {@code values}, one array per row.
     *
     * @throws InvalidInputException if a row is null or the rows differ in length; {@code name} says which matrix it
     *     was
     */
    public static Matrix copyOf(double[][] values, String name) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                throw new InvalidInputException(
                        "Row " + (i + 1) + " of the " + name + " is null.", "it was never filled in.");
            }
        }
        int columns = values.length == 0 ? 0 : values[0].length;
        Matrix result = zeros(values.length, columns);
        for (int i = 0; i < values.length; i++) {
            if (values[i].length != columns) {
                throw new InvalidInputException(
                        "Row " + (i + 1) + " of the " + name + " has " + values[i].length + " values where row 1 has "
                                + columns + ".",
                        "a value is missing or was split in two.");
            }
            System.arraycopy(values[i], 0, result.data, i * columns, columns);
        }
        return result;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** The stored values, row by row: not a copy. */
    public double[] data() {
        return data;
    }

    /** The value at a row and a column, both from 0. */
    public double get(int row, int column) {
        return data[row * columns + column];
    }

    /** Sets the value at a row and a column, both from 0. */
    public void set(int row, int column, double value) {
        data[row * columns + column] = value;
    }

    /** Sets the values of a block to those of another matrix, from this row and column on. */
    public void setBlock(int row, int column, Matrix block) {
        Objects.checkFromIndexSize(column, block.columns, columns);
        for (int i = 0; i < block.rows; i++) {
            System.arraycopy(block.data, i * block.columns, data, (row + i) * columns + column, block.columns);
        }
    }

    /** A copy of one row. */
    public double[] row(int row) {
        Objects.checkIndex(row, rows);
        return Arrays.copyOfRange(data, row * columns, (row + 1) * columns);
    }

    /** A copy of these rows, in this order. */
    public Matrix rows(int... selected) {
        Matrix result = zeros(selected.length, columns);
        for (int i = 0; i < selected.length; i++) {
            System.arraycopy(data, selected[i] * columns, result.data, i * columns, columns);
        }
        return result;
    }

    /** A copy of the rows {@code from} to {@code to} − 1. */
    public Matrix rowsBetween(int from, int to) {
        return wrap(to - from, columns, Arrays.copyOfRange(data, from * columns, to * columns));
    }

    /** A copy of the columns {@code from} to {@code to} − 1. */
    public Matrix columns(int from, int to) {
        Matrix result = zeros(rows, to - from);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(data, i * columns + from, result.data, i * result.columns, result.columns);
        }
        return result;
    }

    /** [this, right]: the columns of another matrix with as many rows after its own. */
    public Matrix beside(Matrix right) {
        int width = columns + right.columns;
        Matrix result = zeros(rows, width);
        for (int t = 0; t < rows; t++) {
            System.arraycopy(data, t * columns, result.data, t * width, columns);
            System.arraycopy(right.data, t * right.columns, result.data, t * width + columns, right.columns);
        }
        return result;
    }

    /** A copy of the main diagonal. */
    public double[] diagonal() {
        double[] result = new double[Math.min(rows, columns)];
        for (int i = 0; i < result.length; i++) {
            result[i] = get(i, i);
        }
        return result;
    }

    /** The transpose, as a new matrix. */
    public Matrix transpose() {
        Matrix result = zeros(columns, rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result.data[j * rows + i] = data[i * columns + j];
            }
        }
        return result;
    }

    /** Transposes a square matrix in its own storage, tile by tile so that both sides of a swap stay in the cache. */
    public void transposeInPlace() {
        if (rows != columns) {
            throw new IllegalArgumentException(
                    "A " + rows + "×" + columns + " matrix cannot be transposed in its own storage.");
        }
        for (int top = 0; top < rows; top += TILE) {
            for (int left = 0; left <= top; left += TILE) {
                for (int i = top; i < Math.min(top + TILE, rows); i++) {
                    for (int j = left; j < Math.min(left + TILE, i); j++) {
                        double below = data[i * columns + j];
                        data[i * columns + j] = data[j * columns + i];
                        data[j * columns + i] = below;
                    }
                }
            }
        }
    }

    /** Makes a square matrix symmetric: the triangle above the diagonal becomes that below it. */
    public void copyLowerToUpper() {
        copyLowerToUpper(0, rows);
    }

    /**
     * The same for the rows {@code from} to {@code to} − 1 below the diagonal, which become the columns above it: tile
     * by tile, written along the rows.
     */
    public void copyLowerToUpper(int from, int to) {
        for (int top = from; top < to; top += TILE) {
            int bottom = Math.min(top + TILE, to);
            for (int left = 0; left < bottom; left += TILE) {
                for (int j = left; j < Math.min(left + TILE, bottom - 1); j++) {
                    for (int i = Math.max(top, j + 1); i < bottom; i++) {
                        data[j * columns + i] = data[i * columns + j];
                    }
                }
            }
        }
    }

    /** A copy. */
    public Matrix copy() {
        return new Matrix(rows, columns, data.clone());
    }

    /** A copy, one array per row. */
    public double[][] toArray() {
        double[][] result = new double[rows][];
        for (int i = 0; i < rows; i++) {
            result[i] = row(i);
        }
        return result;
    }

    /** A new matrix: this one times {@code factor}. */
    public Matrix times(double factor) {
        Matrix result = copy();
        for (int i = 0; i < data.length; i++) {
            result.data[i] *= factor;
        }
        return result;
    }

    /** A new matrix: element (i, j) times {@code rowFactors[i] * columnFactors[j]}. */
    public Matrix scaled(double[] rowFactors, double[] columnFactors) {
        Matrix result = copy();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result.data[i * columns + j] *= rowFactors[i] * columnFactors[j];
            }
        }
        return result;
    }

    /** A new matrix: row i times {@code factors[i]}. */
    public Matrix scaledRows(double[] factors) {
        double[] ones = new double[columns];
        Arrays.fill(ones, 1);
        return scaled(factors, ones);
    }

    /** A new matrix: column j times {@code factors[j]}. */
    public Matrix scaledColumns(double[] factors) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return scaled(ones, factors);
    }

    /** A new matrix: this one plus {@code factor} times {@code other}. */
    public Matrix plus(double factor, Matrix other) {
        if (rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException("A " + rows + "×" + columns + " and a " + other.rows + "×"
                    + other.columns + " matrix cannot be added.");
        }
        Matrix result = copy();
        for (int i = 0; i < data.length; i++) {
            result.data[i] += factor * other.data[i];
        }
        return result;
    }

    /** The largest absolute value, 0 if empty, NaN if any value is NaN. */
    public double maxAbs() {
        double max = 0;
        for (double value : data) {
            // Seldom taken, and so faster than Math.max.
            if (!(Math.abs(value) <= max)) {
                if (Double.isNaN(value)) {
                    return value;
                }
                max = Math.abs(value);
            }
        }
        return max;
    }

    /** Whether every value is finite. */
    public boolean isFinite() {
        return Double.isFinite(maxAbs());
    }

    @Override
    public String toString() {
        return Arrays.deepToString(toArray());
    }
}
