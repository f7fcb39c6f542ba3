package org.coregion.linalg;

import java.util.function.IntFunction;
import org.coregion.InvalidInputException;

/** The check of every number that comes from outside: finite, and not beyond what any unit explains. */
public final class Magnitude {
    /** Larger values mean nothing in any unit, and their squares would overflow. */
    public static final double LARGEST = 1e100;

    private Magnitude() {}

    /** Whether a value is finite and no larger than {@link #LARGEST}. */
    public static boolean isReasonable(double value) {
        return Math.abs(value) <= LARGEST;
    }

    /**
     * Refuses the first value that is not positive, or that has no reasonable reciprocal.
     *
     * @param subject what holds the values, as the message begins
     * @param remedy what to do about such a value
     * @throws InvalidInputException if there is one
     */
    public static void requirePositive(double[] values, String subject, String remedy) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0) || !isReasonable(values[i]) || !isReasonable(1 / values[i])) {
                throw new InvalidInputException(
                        subject + " at row " + (i + 1) + " is " + values[i] + ", which is not positive and finite.",
                        remedy);
            }
        }
    }

    /** Where a value stands, in words: "at row 17". */
    @FunctionalInterface
    public interface Place {
        /** The words for a row and a column, both from 0. */
        String of(int row, int column);
    }

    /**
     * Refuses the first value that is not reasonable.
     *
     * @param subject what holds the values of a column, as the message begins
     * @param place where a value stands
     * @param remedy what to do about a value that is not finite
     * @throws InvalidInputException if there is one
     */
    public static void require(Matrix values, IntFunction<String> subject, Place place, String remedy) {
        for (int i = 0; i < values.rows(); i++) {
            for (int j = 0; j < values.columns(); j++) {
                double value = values.get(i, j);
                if (!isReasonable(value)) {
                    boolean finite = Double.isFinite(value);
                    throw new InvalidInputException(
                            subject.apply(j) + " has a "
                                    + (finite ? "value beyond " + LARGEST + ", " : "non-finite value ") + value + " "
                                    + place.of(i, j) + ".",
                            finite ? "choose another unit." : remedy);
                }
            }
        }
    }
}
