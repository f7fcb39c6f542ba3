package org.coregion.engine;

import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * How much of T×D outputs is missing: what the choice of an engine depends on.
 *
 * @param values T·D, observed and missing ones together
 * @param missing the number of missing ones
 * @param rows the number of rows in which one is missing
 */
public record MissingPattern(long values, long missing, int rows) {
    /** That of T×D outputs, NaN where one is missing. */
    public static MissingPattern of(Matrix outputs) {
        MissingEntries entries = MissingEntries.of(outputs);
        return new MissingPattern(outputs.data().length, entries.count(), entries.rows().length);
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return missing == 0;
    }

    /** The number of observed values. */
    public long observed() {
        return values - missing;
    }

    /** What an engine says that knows no missing outputs. */
    static InvalidInputException unsupported(String engine) {
        return new InvalidInputException(
                "The " + engine + " engine needs every output.", "leave the choice of the engine to the fit.");
    }

    /** The same share of other data: what may be expected in {@code part} of {@code rows} rows. */
    MissingPattern inPart(int part, int total) {
        double share = (double) part / total;
        return new MissingPattern(
                Math.round(share * values), Math.round(share * missing), (int) Math.round(share * rows));
    }
}
