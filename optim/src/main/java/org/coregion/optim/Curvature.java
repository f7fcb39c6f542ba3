package org.coregion.optim;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * The curvature −∂²L/∂x² of each kernel parameter as it grows with the data: in proportion to the values at first, then
 * by the power that the last two levels show, since ever denser rows say ever less that is new of a lengthscale.
 *
 * @param known per parameter, at a level of this many values
 * @param values of that level
 * @param powers per parameter, between 0 and 1
 */
record Curvature(double[] known, double values, double[] powers) {
    /** Per value of the data, where nothing better is known. */
    private static final double TYPICAL = 0.1;

    /** The same, where the measured one is smaller or negative. */
    private static final double LEAST = 1e-4;

    /** Where the other elements of a row sum to less than its diagonal element 1, a matrix is positive definite. */
    private static final double LARGEST_SUM = 0.95;

    /** Before anything was measured. */
    static Curvature typical(int parameters) {
        double[] typical = new double[parameters];
        double[] ones = new double[parameters];
        Arrays.fill(typical, TYPICAL);
        Arrays.fill(ones, 1);
        return new Curvature(typical, 1, ones);
    }

    /**
     * The same, with what is known of some of the parameters.
     *
     * @param isKnown which they are
     * @param perValue the curvature of each of them, positive
     */
    static Curvature of(boolean[] isKnown, double perValue) {
        Curvature curvature = typical(isKnown.length);
        for (int i = 0; i < isKnown.length; i++) {
            curvature.known[i] = isKnown[i] ? perValue : curvature.known[i];
        }
        return curvature;
    }

    /** What is expected on a level of this many values. */
    double[] at(double count) {
        double[] expected = new double[known.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = known[i] * Math.pow(count / values, powers[i]);
        }
        return expected;
    }

    /** With what a level of this many values, more than any before, has shown. */
    Curvature measured(double[] found, double count) {
        double[] sound = new double[found.length];
        double[] shown = powers.clone();
        for (int i = 0; i < sound.length; i++) {
            sound[i] = Math.max(LEAST * count, found[i]);
            if (values > 1 && count != values) {
                double power = Math.log(sound[i] / known[i]) / Math.log(count / values);
                shown[i] = Math.max(0, Math.min(1, power));
            }
        }
        return new Curvature(sound, count, shown);
    }

    /** The matrix scaled to a diagonal of ones, its other elements no larger than keeps it positive definite. */
    static Matrix correlation(Matrix curvature) {
        int n = curvature.rows();
        Matrix scaled = Matrix.identity(n);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                double product = curvature.get(i, i) * curvature.get(j, j);
                if (i != j && product > 0) {
                    scaled.set(i, j, curvature.get(i, j) / Math.sqrt(product));
                    sum += Math.abs(scaled.get(i, j));
                }
            }
            largest = Math.max(largest, sum);
        }
        double factor = Math.min(1, LARGEST_SUM / largest);
        return scaled.times(factor).plus(1 - factor, Matrix.identity(n));
    }
}
