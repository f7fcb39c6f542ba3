package org.coregion.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/** Some of the input columns, in an order of their own. */
final class ColumnChoice {
    private final int[] indices;

    private ColumnChoice(int[] indices) {
        this.indices = indices;
    }

    /**
     * Columns by number, from 0.
     *
     * @throws InvalidInputException if there is none, one is negative, or one stands twice
     */
    static ColumnChoice of(int... columns) {
        if (columns.length == 0
                || Arrays.stream(columns).min().getAsInt() < 0
                || Arrays.stream(columns).distinct().count() < columns.length) {
            throw new InvalidInputException(
                    "A kernel cannot be on the input columns " + Arrays.toString(columns) + ".",
                    "give one column or more, each once, counted from 0.");
        }
        return new ColumnChoice(columns.clone());
    }

    /**
     * Columns by name.
     *
     * @throws InvalidInputException if there is none, a name is unknown, or one stands twice
     */
    static ColumnChoice named(List<String> columns, List<String> known) {
        for (String column : columns) {
            if (!known.contains(column)) {
                throw new InvalidInputException(
                        "The kernel is on the input column \"" + column + "\", but the input columns are " + known
                                + ".",
                        "the column is misspelled, or is not among the inputs.");
            }
        }
        if (columns.isEmpty() || columns.stream().distinct().count() < columns.size()) {
            throw new InvalidInputException(
                    "A kernel cannot be on the input columns " + columns + ".", "name one column or more, each once.");
        }
        return new ColumnChoice(columns.stream().mapToInt(known::indexOf).toArray());
    }

    int count() {
        return indices.length;
    }

    /** The number of the column that the kernel sees as column {@code i}. */
    int index(int i) {
        return indices[i];
    }

    /** Whether these are all of {@code count} columns in their own order. */
    boolean isAllOf(int count) {
        return Arrays.equals(indices, IntStream.range(0, count).toArray());
    }

    /** These of the columns {@code outer}. */
    ColumnChoice within(int... outer) {
        requireAmong(outer.length);
        return of(Arrays.stream(indices).map(i -> outer[i]).toArray());
    }

    /** The chosen columns of the inputs, a copy. */
    Matrix of(Matrix inputs) {
        requireAmong(inputs.columns());
        int q = inputs.columns();
        int width = indices.length;
        Matrix chosen = Matrix.zeros(inputs.rows(), width);
        for (int t = 0; t < inputs.rows(); t++) {
            for (int k = 0; k < width; k++) {
                chosen.data()[t * width + k] = inputs.data()[t * q + indices[k]];
            }
        }
        return chosen;
    }

    /** The chosen names. */
    List<String> of(List<String> names) {
        requireAmong(names.size());
        return Arrays.stream(indices).mapToObj(names::get).toList();
    }

    /** Columns as a person counts them, from 1. */
    @Override
    public String toString() {
        return Arrays.stream(indices)
                .mapToObj(i -> String.valueOf(i + 1))
                .collect(Collectors.joining(", ", indices.length == 1 ? "column " : "columns ", ""));
    }

    private void requireAmong(int count) {
        if (Arrays.stream(indices).max().orElse(0) >= count) {
            throw new InvalidInputException(
                    "The kernel is on " + this + ", but there are " + count + " input columns.",
                    "columns were counted from 1; the first is 0.");
        }
    }
}
