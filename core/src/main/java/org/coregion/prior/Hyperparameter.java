package org.coregion.prior;

import org.coregion.InvalidInputException;

/** The checks of a prior's own parameters. */
final class Hyperparameter {
    private Hyperparameter() {}

    static void requirePositive(double value, String name) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, value, name, "positive and finite");
    }

    static void require(boolean holds, double value, String name, String rule) {
        if (!holds) {
            throw new InvalidInputException(
                    "The " + name + " of a prior is " + value + ", not " + rule + ".",
                    "its logarithm was given, or another order of the parameters is needed.");
        }
    }
}
