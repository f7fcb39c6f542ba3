package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * The T rows of a data set as an engine is chosen for them: where they are, how noisy, and how many of their outputs
 * are missing. Immutable.
 *
 * @param inputs T×Q
 * @param noise of the T rows
 * @param missing how many outputs are missing
 */
public record Rows(Matrix inputs, RowNoise noise, MissingPattern missing) {
    /** Rows of equal noise with every output. */
    public static Rows of(Matrix inputs) {
        return new Rows(inputs, RowNoise.EQUAL, MissingPattern.none());
    }

    /** The same rows with other noise. */
    public Rows with(RowNoise other) {
        return new Rows(inputs, other, missing);
    }

    /** The same rows with other outputs missing. */
    public Rows with(MissingPattern other) {
        return new Rows(inputs, noise, other);
    }

    /** The number of rows, T. */
    int size() {
        return inputs.rows();
    }

    /** Some of the rows, where as large a share of the outputs is taken to be missing. */
    Rows part(int... rows) {
        return new Rows(inputs.rows(rows), noise.rows(rows), missing.inPart(rows.length, size()));
    }

    /** The inputs as the engines see them: with the rows' factors, if these are not 1. */
    Matrix seen() {
        return noise.isEqual() ? inputs : noise.beside(inputs);
    }
}
