package org.coregion.data;

import java.util.Arrays;
import java.util.stream.IntStream;
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

    /**
     * Mean 0 and standard deviation 1 per output; a constant output is only shifted, one without a value stays as it
     * is.
     *
     * @param outputs T×D, NaN where one is missing
     */
    public static Standardization meanAndDeviation(Matrix outputs) {
        double[] location = new double[outputs.columns()];
        double[] scale = new double[outputs.columns()];
        for (int d = 0; d < location.length; d++) {
            double[] values = observed(outputs, d);
            location[d] = values.length == 0 ? 0 : mean(values);
            scale[d] = spread(values, location[d]);
        }
        return new Standardization(location, scale);
    }

    /**
     * Root mean square 1 per output, zero stays zero: for a model whose mean is zero.
     *
     * @param outputs T×D, NaN where one is missing
     */
    public static Standardization rootMeanSquare(Matrix outputs) {
        double[] scale = new double[outputs.columns()];
        Arrays.setAll(scale, d -> spread(observed(outputs, d), 0));
        return new Standardization(new double[outputs.columns()], scale);
    }

    /** Leaves the outputs in their own units. */
    public static Standardization none(int outputs) {
        double[] one = new double[outputs];
        Arrays.fill(one, 1);
        return new Standardization(new double[outputs], one);
    }

    /** The standardised outputs, T×D; NaN stays NaN. */
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

    private static double[] observed(Matrix outputs, int d) {
        return IntStream.range(0, outputs.rows())
                .mapToDouble(t -> outputs.get(t, d))
                .filter(y -> !Double.isNaN(y))
                .toArray();
    }

    /** About the first value, so that the mean of a constant output is that constant to the last bit. */
    private static double mean(double[] values) {
        double first = values[0];
        double sum = 0;
        for (double value : values) {
            sum += (value - first) / values.length;
        }
        return first + sum;
    }

    /** Root mean square deviation from {@code centre}; of a constant output its size, and 1 where that is 0 too. */
    private static double spread(double[] values, double centre) {
        double largest = 0;
        double largestDeviation = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
            largestDeviation = Math.max(largestDeviation, Math.abs(value - centre));
        }
        if (largestDeviation <= ROUNDING * largest) {
            return largest > 0 ? largest : 1;
        }
        double sum = 0;
        for (double value : values) {
            double relative = (value - centre) / largestDeviation;
            sum += relative * relative;
        }
        return largestDeviation * Math.sqrt(sum / values.length);
    }
}
