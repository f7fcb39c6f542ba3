package org.coregion.kernel;

import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/** The period of a kernel of one input column, in the units of the column. */
final class Period {
    /** A period this many times the range is not seen to repeat. */
    private static final double LONGEST = 10;

    /** A period this many times the mean spacing is the shortest that even spacing can show. */
    private static final double SHORTEST = 2;

    /** A period is free to shrink by this factor, though its inputs be few: they may be part of many. */
    private static final double SHRINKAGE = 10;

    private Period() {}

    /** Where a period starts: half the range of the inputs, T×1. */
    static double from(Matrix inputs, String kernel) {
        double range = InputRanges.of(requireOneColumn(inputs, kernel))[0];
        return range > 0 ? range / 2 : 1;
    }

    /** The bounds of the logarithm of a period, given the inputs, T×1: it is within. */
    static Bounds logBounds(double period, Matrix inputs) {
        double range = InputRanges.of(inputs)[0];
        // A column without spread says nothing about the period: it stays where it is.
        double shortest = range > 0 ? Math.min(SHORTEST * range / inputs.rows(), period / SHRINKAGE) : period;
        double longest = range > 0 ? LONGEST * range : period;
        return new Bounds(new double[] {Math.log(shortest)}, new double[] {Math.log(Math.max(longest, period))});
    }

    /** The inputs themselves. */
    static Matrix requireOneColumn(Matrix inputs, String kernel) {
        if (inputs.columns() != 1) {
            throw new InvalidInputException(
                    "The kernel " + kernel + " takes one input column, not " + inputs.columns() + ".",
                    "restrict it to one, and multiply such kernels for several.");
        }
        return inputs;
    }
}
