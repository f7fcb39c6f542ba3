package org.coregion.model;

import java.util.Locale;
import org.coregion.InvalidInputException;

/**
 * The heap that a covariance of n new inputs together takes, an estimate made before any work: three matrices of nk×nk,
 * with the copy that is handed out, two of n×n and two of n×T.
 *
 * @param rows T
 * @param outputs k
 */
record JointNeed(int rows, int outputs) {
    /** Elements of the largest array. */
    private static final double LARGEST_ARRAY = Integer.MAX_VALUE - 8.0;

    private static final double JOINT = 3;
    private static final double OTHERS = 2;

    /** Bytes for n inputs. */
    double bytes(long inputs) {
        return Double.BYTES * inputs * (squares() * inputs + OTHERS * rows);
    }

    /** The most inputs that fit. */
    long most() {
        double linear = OTHERS * rows;
        double byHeap = (Math.sqrt(linear * linear + 4 * squares() * heap() / Double.BYTES) - linear) / (2 * squares());
        return (long) Math.min(byHeap, Math.min(Math.sqrt(LARGEST_ARRAY) / outputs, LARGEST_ARRAY / rows));
    }

    /**
     * Refuses what cannot fit.
     *
     * @throws InvalidInputException if it does not fit in the heap
     */
    void require(long inputs) {
        if (inputs > most()) {
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "The joint covariance of %d outputs at %d new inputs needs about %.1f GB; the heap has"
                                    + " %.1f GB, for %d inputs.",
                            outputs,
                            inputs,
                            bytes(inputs) * 1e-9,
                            heap() * 1e-9,
                            most()),
                    "predict fewer inputs together, a single output, or each input by itself.");
        }
    }

    /** Numbers for every pair of inputs. */
    private double squares() {
        return JOINT * outputs * outputs + OTHERS;
    }

    private static double heap() {
        return Runtime.getRuntime().maxMemory();
    }
}
