package org.coregion.data;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * An affine map per output to comparable units: standardised = (y − location) / scale. The likelihood does not care
 * (scaling Y by c and K, Σ by c² leaves it the same up to −T Σ log c), an optimiser does.
 *
 * @param location D values in the output's units
 * @param scale D positive values in the output's units
 */
public record Standardization(double[] location, double[] scale) {
    /** A spread below this times the largest value is rounding: the output is constant. */
    private static final double ROUNDING = 1e-13;

    /** Mean 0 and standard deviation 1 per output; a constant output is only shifted. */
    public static Standardization meanAndDeviation(Matrix outputs) {
        double[] location = new double[outputs.columns()];
        for (int d = 0; d < location.length; d++) {
            // About the first value, so that the mean of a constant output is that constant to the last bit.
            double first = outputs.get(0, d);
            double sum = 0;
            for (int t = 0; t < outputs.rows(); t++) {
                sum += (outputs.get(t, d) - first) / outputs.rows();
            }
            location[d] = first + sum;
        }
        return new Standardization(location, spread(outputs, location));
    }

    /** Root mean square 1 per output, zero stays zero: for a model whose mean is zero. */
    public static Standardization rootMeanSquare(Matrix outputs) {
        double[] zero = new double[outputs.columns()];
        return new Standardization(zero, spread(outputs, zero));
    }

    /** Leaves the outputs in their own units. */
    public static Standardization none(int outputs) {
        double[] one = new double[outputs];
        Arrays.fill(one, 1);
        return new Standardization(new double[outputs], one);
    }

    /** The standardised outputs, T×D. */
    public Matrix apply(Matrix outputs) {
        Matrix result = outputs.copy();
        for (int t = 0; t < outputs.rows(); t++) {
            for (int d = 0; d < outputs.columns(); d++) {
                result.set(t, d, (outputs.get(t, d) - location[d]) / scale[d]);
            }
        }
        return result;
    }

    /** A D×D covariance of standardised outputs, in the outputs' own units. */
    public Matrix covarianceInUnits(Matrix standardized) {
        return standardized.scaled(scale, scale);
    }

    /** Root mean square deviation from {@code centre}; of a constant output its size, and 1 where that is 0 too. */
    private static double[] spread(Matrix outputs, double[] centre) {
        double[] spread = new double[centre.length];
        for (int d = 0; d < spread.length; d++) {
            double largest = 0;
            double largestDeviation = 0;
            for (int t = 0; t < outputs.rows(); t++) {
                largest = Math.max(largest, Math.abs(outputs.get(t, d)));
                largestDeviation = Math.max(largestDeviation, Math.abs(outputs.get(t, d) - centre[d]));
            }
            if (largestDeviation <= ROUNDING * largest) {
                spread[d] = largest > 0 ? largest : 1;
                continue;
            }
            double sum = 0;
            for (int t = 0; t < outputs.rows(); t++) {
                double relative = (outputs.get(t, d) - centre[d]) / largestDeviation;
                sum += relative * relative;
            }
            spread[d] = largestDeviation * Math.sqrt(sum / outputs.rows());
        }
        return spread;
    }
}
