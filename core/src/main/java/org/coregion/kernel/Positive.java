package org.coregion.kernel;

import org.coregion.InvalidInputException;

/** Parameters that are positive and finite. */
final class Positive {
    private Positive() {}

    /**
     * The value itself.
     *
     * @param name what it is, in the middle of a sentence
     * @throws InvalidInputException if it is not positive and finite
     */
    static double require(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "The " + name + " is " + value + ", not positive and finite.", "its logarithm was given.");
        }
        return value;
    }
}
