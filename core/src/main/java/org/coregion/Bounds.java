package org.coregion;

import java.util.Arrays;

/**
 * Bounds of a parameter vector; infinite entries leave a side free.
 *
 * @param lower smallest allowed values
 * @param upper largest allowed values, each at least its lower bound
 */
public record Bounds(double[] lower, double[] upper) {
    public Bounds {
        if (lower.length != upper.length) {
            throw new IllegalArgumentException(
                    "There are " + lower.length + " lower bounds but " + upper.length + " upper bounds.");
        }
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] <= upper[i])) {
                throw new IllegalArgumentException(
                        "The lower bound " + lower[i] + " of parameter " + i + " exceeds its upper bound " + upper[i]);
            }
        }
    }

    /** No bounds on any of {@code size} parameters. */
    public static Bounds none(int size) {
        return atLeast(filled(size, Double.NEGATIVE_INFINITY));
    }

    /** Lower bounds only. */
    public static Bounds atLeast(double[] lower) {
        return new Bounds(lower, filled(lower.length, Double.POSITIVE_INFINITY));
    }

    /** The bounds of these parameters, then of others. */
    public Bounds and(Bounds others) {
        return new Bounds(concat(lower, others.lower), concat(upper, others.upper));
    }

    /** The number of parameters. */
    public int size() {
        return lower.length;
    }

    /** The nearest values within the bounds. */
    public double[] clamp(double[] values) {
        double[] inside = new double[values.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = Math.max(lower[i], Math.min(upper[i], values[i]));
        }
        return inside;
    }

    private static double[] concat(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }
}
