package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * How many of T×D outputs are missing, on which the choice of an engine depends.
 *
 * @param values T·D, observed and missing ones together
 * @param missing the number of missing ones, n_m
 */
public record MissingPattern(long values, long missing) {
    /** Measured with a native backend as 4.5 for 400 and for 720 observed values. */
    private static final double OBSERVED = 4.5;

    private static final MissingPattern NONE = new MissingPattern(0, 0);

    /** That of T×D outputs, NaN where one is missing. */
    public static MissingPattern of(Matrix outputs) {
        long missing = Arrays.stream(outputs.data()).filter(Double::isNaN).count();
        return new MissingPattern(outputs.data().length, missing);
    }

    /** That of complete data. */
    public static MissingPattern none() {
        return NONE;
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return missing == 0;
    }

    /** The same share in {@code part} of {@code rows} rows: what may be expected there. */
    MissingPattern inPart(int part, int rows) {
        return new MissingPattern((long) part * outputs(rows), (long) Math.ceil((double) part / rows * missing));
    }

    /** D, of T rows. */
    int outputs(int rows) {
        return (int) (values / rows);
    }

    /**
     * What one (K, Σ) takes by {@link ObservedSolver}, n_o³ multiplications, in those of {@link SchurSolver}, more of
     * which are products of large matrices.
     */
    double observedCost() {
        return OBSERVED * Math.pow((double) (values - missing), 3);
    }

    /**
     * Multiplications of one (K, Σ) by {@link SchurSolver}: n_m³ + n_m²rD.
     *
     * @param rows T
     * @param rank r
     */
    double schurCost(int rows, int rank) {
        double m = missing;
        return m * m * m + m * m * rank * outputs(rows);
    }

    /** The heap of {@link ObservedSolver}. */
    HeterotopicNeed observedNeed() {
        return HeterotopicNeed.observed(values - missing);
    }

    /**
     * The heap of {@link SchurSolver}.
     *
     * @param rows T
     * @param rank r
     */
    HeterotopicNeed schurNeed(int rows, int rank) {
        return HeterotopicNeed.missing(missing, (long) rank * outputs(rows));
    }

    /** As the end of a sentence; empty if nothing is missing. */
    String inWords() {
        return isComplete() ? "" : ", and " + missing + " of " + values + " outputs are missing";
    }
}
