package org.coregion.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;

/**
 * Where T×D outputs are missing, NaN. An entry is t·D + d, the place of output d of row t among the TD values.
 * Immutable.
 */
final class MissingEntries {
    private final int outputs;
    /** n_m entries, ascending. */
    private final int[] entries;
    /** The rows with a missing entry, ascending. */
    private final int[] rows;
    /** For each missing entry, which of these rows it is in. */
    private final int[] position;

    private MissingEntries(int outputs, int[] entries, int[] rows, int[] position) {
        this.outputs = outputs;
        this.entries = entries;
        this.rows = rows;
        this.position = position;
    }

    /** Those of T×D outputs. */
    static MissingEntries of(Matrix outputs) {
        int d = outputs.columns();
        double[] values = outputs.data();
        int[] entries = IntStream.range(0, values.length)
                .filter(i -> Double.isNaN(values[i]))
                .toArray();
        int[] rows = Arrays.stream(entries).map(entry -> entry / d).distinct().toArray();
        int[] position = new int[entries.length];
        int at = 0;
        for (int i = 0; i < entries.length; i++) {
            while (rows[at] < entries[i] / d) {
                at++;
            }
            position[i] = at;
        }
        return new MissingEntries(d, entries, rows, position);
    }

    /** D. */
    int outputs() {
        return outputs;
    }

    /** The number of missing entries, n_m. */
    int count() {
        return entries.length;
    }

    /** The rows with a missing entry: not a copy. */
    int[] rows() {
        return rows;
    }

    /** The output of missing entry i. */
    int output(int i) {
        return entries[i] % outputs;
    }

    /** Which of {@link #rows()} missing entry i is in. */
    int position(int i) {
        return position[i];
    }

    /** Outputs side by side, T×cD, with 0 where one is missing: a copy. */
    Matrix zeroed(Matrix values) {
        Matrix result = values.copy();
        for (int entry : entries) {
            for (int column = entry % outputs; column < values.columns(); column += outputs) {
                result.set(entry / outputs, column, 0);
            }
        }
        return result;
    }

    /**
     * Subtracts values at the missing entries from outputs side by side, T×cD, in place.
     *
     * @param values n_m×c
     */
    void subtract(Matrix values, Matrix target) {
        for (int i = 0; i < entries.length; i++) {
            for (int j = 0; j < values.columns(); j++) {
                target.data()[(entries[i] / outputs) * target.columns() + j * outputs + output(i)] -= values.get(i, j);
            }
        }
    }

    /** The missing ones of T×cD outputs side by side: n_m×c. */
    Matrix gather(Matrix values) {
        int c = values.columns() / outputs;
        Matrix result = Matrix.zeros(entries.length, c);
        for (int i = 0; i < entries.length; i++) {
            for (int j = 0; j < c; j++) {
                result.set(i, j, values.get(entries[i] / outputs, j * outputs + output(i)));
            }
        }
        return result;
    }

    /** Sets the rows and columns of missing outputs to 0 in D×D blocks, each a row of a T×D² matrix. */
    void zeroBlocks(Matrix blocks) {
        for (int entry : entries) {
            for (int other = 0; other < outputs; other++) {
                blocks.set(entry / outputs, entry % outputs * outputs + other, 0);
                blocks.set(entry / outputs, other * outputs + entry % outputs, 0);
            }
        }
    }
}
