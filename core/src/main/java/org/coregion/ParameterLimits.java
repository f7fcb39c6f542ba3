package org.coregion;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is demanded of some parameters, in their own units: bounds, and ties that make parameters equal. Variances and
 * the kernel's parameters are positive; a coefficient of the mean may be negative.
 *
 * @param lower smallest allowed values; where none is demanded 0, minus infinity of a coefficient of the mean
 * @param upper largest allowed values; infinite where none is demanded, the lower one where a parameter is fixed
 * @param group from 0, in the order of their first members: parameters of a group are equal, and have the same bounds
 */
public record ParameterLimits(double[] lower, double[] upper, int[] group) {
    /** Nothing is demanded of {@code size} positive parameters. */
    public static ParameterLimits none(int size) {
        double[] upper = new double[size];
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        return new ParameterLimits(
                new double[size], upper, IntStream.range(0, size).toArray());
    }

    /** The number of parameters. */
    public int size() {
        return group.length;
    }

    /** The number of groups. */
    public int groupCount() {
        return Arrays.stream(group).max().orElse(-1) + 1;
    }

    /** Whether nothing is demanded of positive parameters. */
    public boolean isNone() {
        return groupCount() == size()
                && Arrays.stream(lower).allMatch(bound -> bound == 0)
                && Arrays.stream(upper).allMatch(bound -> bound == Double.POSITIVE_INFINITY);
    }

    /** Whether a parameter has one value only. */
    public boolean isFixed(int index) {
        return lower[index] == upper[index];
    }

    /**
     * The same demands on parameters that are all equal.
     *
     * @throws InvalidInputException if no value meets them all
     */
    public ParameterLimits tied() {
        double least = Arrays.stream(lower).max().orElse(0);
        double most = Arrays.stream(upper).min().orElse(Double.POSITIVE_INFINITY);
        if (!(least <= most)) {
            throw new InvalidInputException(
                    "The variances share one value, but one of them is at least " + least + " and another at most "
                            + most + ".",
                    "they shall differ: choose a diagonal covariance.");
        }
        double[] shared = new double[size()];
        double[] sharedUpper = new double[size()];
        Arrays.fill(shared, least);
        Arrays.fill(sharedUpper, most);
        return new ParameterLimits(shared, sharedUpper, new int[size()]);
    }
}
