package org.coregion.engine;

import java.util.Locale;
import org.coregion.InvalidInputException;

/**
 * The heap that heterotopic data takes at one (K, Σ) beside the engine: an estimate, made before any work.
 *
 * @param what what is counted: "observed values"
 * @param count how many there are, n
 * @param width k, where an n×k matrix is needed beside those of n×n
 * @param alternative what else to do, as the beginning of a sentence
 */
record HeterotopicNeed(String what, long count, long width, String alternative) {
    /** Elements of the largest array. */
    private static final double LARGEST_ARRAY = Integer.MAX_VALUE - 8.0;

    /** U_oo, its factor, the factor's inverse, U_oo⁻¹ and ∂L/∂U_oo, not all of them at once. */
    private static final double SQUARES = 4;

    /** The coordinates of G, and their copies on the way. */
    private static final double STRIPES = 4;

    /** That of {@link ObservedSolver}. */
    static HeterotopicNeed observed(long count) {
        return new HeterotopicNeed("observed values", count, 0, "thin the rows");
    }

    /**
     * That of {@link SchurSolver}.
     *
     * @param width the eigenvectors times the outputs
     */
    static HeterotopicNeed missing(long count, long width) {
        return new HeterotopicNeed(
                "missing values", count, width, "leave out the rows or the outputs where most are missing");
    }

    /**
     * That of {@link HeterotopicInformation}: P, ∂U_oo, their products, and M with its derivatives.
     *
     * @param rows T
     */
    static HeterotopicNeed information(long count, long rows) {
        return new HeterotopicNeed("observed values", count, rows, "take the observed information");
    }

    double bytes() {
        return Double.BYTES * count * (STRIPES * width + SQUARES * count);
    }

    /** The most that fit. */
    long most() {
        double stripes = STRIPES * width;
        double byHeap = (Math.sqrt(stripes * stripes + 4 * SQUARES * heap() / Double.BYTES) - stripes) / (2 * SQUARES);
        return (long) Math.min(byHeap, Math.min(Math.sqrt(LARGEST_ARRAY), LARGEST_ARRAY / Math.max(1, width)));
    }

    boolean fits() {
        return count <= most();
    }

    /**
     * Refuses what cannot fit.
     *
     * @throws InvalidInputException if it does not fit in the heap
     */
    void require() {
        if (!fits()) {
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "%d %s need about %.1f GB for the matrices between them; the heap has %.1f GB, for %d.",
                            count,
                            what,
                            bytes() * 1e-9,
                            heap() * 1e-9,
                            most()),
                    alternative + ", or give Java a larger heap (-Xmx).");
        }
    }

    private static double heap() {
        return Runtime.getRuntime().maxMemory();
    }
}
