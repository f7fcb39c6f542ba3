package org.coregion.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;

/** The n_o observed ones of T×D outputs, one output after another. Immutable. */
final class ObservedEntries {
    private final int rows;
    private final int outputs;
    /** Of every observed value, its row and its output. */
    private final int[] row;

    private final int[] output;
    /** D + 1: where each output begins. */
    private final int[] start;

    private ObservedEntries(int rows, int outputs, int[] row, int[] output, int[] start) {
        this.rows = rows;
        this.outputs = outputs;
        this.row = row;
        this.output = output;
        this.start = start;
    }

    /** Those of T×D outputs, NaN where one is missing. */
    static ObservedEntries of(Matrix outputs) {
        int t = outputs.rows();
        int d = outputs.columns();
        int[] entries = IntStream.range(0, t * d)
                .filter(i -> !Double.isNaN(outputs.get(i % t, i / t)))
                .toArray();
        int[] start = new int[d + 1];
        for (int entry : entries) {
            start[entry / t + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        return new ObservedEntries(
                t,
                d,
                Arrays.stream(entries).map(entry -> entry % t).toArray(),
                Arrays.stream(entries).map(entry -> entry / t).toArray(),
                start);
    }

    /** n_o. */
    int count() {
        return row.length;
    }

    /** D. */
    int outputs() {
        return outputs;
    }

    /** The row of value a. */
    int row(int a) {
        return row[a];
    }

    /** The output of value a. */
    int output(int a) {
        return output[a];
    }

    /** Where the values of an output begin; that of D is n_o. */
    int start(int outputIndex) {
        return start[outputIndex];
    }

    /** The rows of the values of one output. */
    int[] rowsOf(int outputIndex) {
        return Arrays.copyOfRange(row, start[outputIndex], start[outputIndex + 1]);
    }

    /** The observed ones of T×cD outputs side by side: n_o×c. */
    Matrix gather(Matrix values) {
        int c = values.columns() / outputs;
        Matrix result = Matrix.zeros(row.length, c);
        for (int a = 0; a < row.length; a++) {
            for (int j = 0; j < c; j++) {
                result.set(a, j, values.get(row[a], j * outputs + output[a]));
            }
        }
        return result;
    }

    /** What {@link #gather} takes, back in place, 0 where an output is missing: T×cD. */
    Matrix scatter(Matrix observed) {
        int c = observed.columns();
        Matrix result = Matrix.zeros(rows, c * outputs);
        for (int a = 0; a < row.length; a++) {
            for (int j = 0; j < c; j++) {
                result.set(row[a], j * outputs + output[a], observed.get(a, j));
            }
        }
        return result;
    }
}
