package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SortOrder;

/**
 * The rows of one input column in ascending order, and the steps between neighbours; steps of the same length, as on a
 * regular grid, are mostly kept only once. O(T log T), or O(T) for rows that are in order already.
 */
final class SortedInputs {
    /** Lengths that are looked for among those already seen; one that falls out of this cache is kept twice. */
    private static final int CACHE_BITS = 12;

    /** 2⁶⁴ over the golden ratio: spreads the bits (Knuth 1973). */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final double[] values;
    private final int[] order;
    /** For row t > 0, which of the distances leads to it. */
    private final int[] steps;

    private final double[] distances;
    /** What the rows are multiplied by; empty if all factors are 1. */
    private final double[] factors;

    private SortedInputs(double[] values, int[] order) {
        this.values = values;
        this.order = order;
        this.steps = new int[values.length];
        double[] found = new double[values.length];
        int[] cache = new int[1 << CACHE_BITS];
        Arrays.fill(cache, -1);
        int count = 0;
        for (int t = 1; t < values.length; t++) {
            double distance = values[t] - values[t - 1];
            int slot = (int) ((Double.doubleToLongBits(distance) * MIX) >>> (Long.SIZE - CACHE_BITS));
            if (cache[slot] < 0 || found[cache[slot]] != distance) {
                found[count] = distance;
                cache[slot] = count++;
            }
            steps[t] = cache[slot];
        }
        this.distances = Arrays.copyOf(found, count);
        this.factors = new double[0];
    }

    private SortedInputs(SortedInputs rows, double[] factors) {
        this.values = rows.values;
        this.order = rows.order;
        this.steps = rows.steps;
        this.distances = rows.distances;
        this.factors = factors;
    }

    /** @param inputs T×1 */
    static SortedInputs of(Matrix inputs) {
        int[] order = SortOrder.ascending(inputs.data());
        return new SortedInputs(
                Arrays.stream(order).mapToDouble(row -> inputs.data()[row]).toArray(), order);
    }

    /** The same with a factor for every row, given in the original order. */
    SortedInputs scaledBy(double[] factorsOfRows) {
        return new SortedInputs(
                this,
                Arrays.stream(order).mapToDouble(row -> factorsOfRows[row]).toArray());
    }

    /** Whether rows have factors other than 1. */
    boolean isScaled() {
        return factors.length > 0;
    }

    /** What a sorted row is multiplied by. */
    double factor(int t) {
        return isScaled() ? factors[t] : 1;
    }

    /** The number of rows, T. */
    int size() {
        return values.length;
    }

    /** The inputs, ascending. */
    double[] values() {
        return values;
    }

    /** The rows in sorted order as the engines see them: with their factors as a second column, if there are any. */
    Matrix rows() {
        Matrix column = Matrix.wrap(values.length, 1, values);
        return isScaled() ? ScaledKernel.beside(column, factors) : column;
    }

    /** The original row of every sorted one. */
    int[] order() {
        return order;
    }

    /** For row t &gt; 0, the index of the distance from row t − 1. */
    int[] steps() {
        return steps;
    }

    /** The lengths of the steps. */
    double[] distances() {
        return distances;
    }

    /** The columns of a matrix in the original order, as rows in sorted order. */
    Matrix sortedRows(Matrix columns) {
        int d = columns.columns();
        Matrix result = Matrix.zeros(d, size());
        for (int t = 0; t < size(); t++) {
            for (int i = 0; i < d; i++) {
                result.data()[i * size() + t] = columns.data()[order[t] * d + i];
            }
        }
        return result;
    }

    /** Rows in sorted order, as the columns of a matrix in the original order. */
    Matrix originalColumns(Matrix rows) {
        int d = rows.rows();
        Matrix result = Matrix.zeros(size(), d);
        for (int t = 0; t < size(); t++) {
            for (int i = 0; i < d; i++) {
                result.data()[order[t] * d + i] = rows.data()[i * size() + t];
            }
        }
        return result;
    }
}
