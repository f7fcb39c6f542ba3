package org.coregion.data;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * Units of the outputs in which their deviations from the mean function have size 1. The likelihood does not care
 * (scaling Y by c and K, Σ by c² leaves it the same up to −T Σ log c), an optimiser does.
 *
 * @param scale D positive values in the output's units
 */
public record Standardization(double[] scale) {
    /** A spread below this times the largest value is rounding: the mean explains the output. */
    private static final double ROUNDING = 1e-13;

    /**
     * Units of the root mean square deviation; an output that the mean explains is measured by its size, and one of
     * zeros, or without any value, by 1.
     *
     * @param outputs T×D, NaN where one is missing
     * @param deviations T×D, the outputs less a mean
     */
    public static Standardization of(Matrix outputs, Matrix deviations) {
        double[] scale = new double[outputs.columns()];
        for (int d = 0; d < scale.length; d++) {
            double largest = 0;
            double largestDeviation = 0;
            int count = 0;
            for (int t = 0; t < outputs.rows(); t++) {
                if (!Double.isNaN(outputs.get(t, d))) {
                    largest = Math.max(largest, Math.abs(outputs.get(t, d)));
                    largestDeviation = Math.max(largestDeviation, Math.abs(deviations.get(t, d)));
                    count++;
                }
            }
            if (largestDeviation <= ROUNDING * largest) {
                scale[d] = largest > 0 ? largest : 1;
                continue;
            }
            double sum = 0;
            for (int t = 0; t < outputs.rows(); t++) {
                double relative = deviations.get(t, d) / largestDeviation;
                sum += Double.isNaN(relative) ? 0 : relative * relative;
            }
            scale[d] = largestDeviation * Math.sqrt(sum / count);
        }
        return new Standardization(scale);
    }

    /** Leaves the outputs in their own units. */
    public static Standardization none(int outputs) {
        double[] one = new double[outputs];
        Arrays.fill(one, 1);
        return new Standardization(one);
    }

    /** The deviations in these units, T×D; NaN stays NaN. */
    public Matrix apply(Matrix deviations) {
        Matrix result = deviations.copy();
        for (int t = 0; t < result.rows(); t++) {
            for (int d = 0; d < scale.length; d++) {
                // A division is exact where the reciprocal of a tiny scale would overflow.
                result.set(t, d, deviations.get(t, d) / scale[d]);
            }
        }
        return result;
    }

    /** A D×D covariance of standardised outputs, in the outputs' own units. */
    public Matrix covarianceInUnits(Matrix standardized) {
        return standardized.scaled(scale, scale);
    }
}
