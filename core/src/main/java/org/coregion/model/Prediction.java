package org.coregion.model;

import java.util.Objects;
import org.coregion.InvalidInputException;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Magnitude;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** Gaussian predictions of D outputs at n inputs, in the units of the outputs. Immutable. */
public final class Prediction {
    private final double[][] mean;
    /** Between outputs and independent series. */
    private final OutputSpectrum spectrum;
    /** n×D variances of the independent series. */
    private final Matrix variance;

    private final boolean withNoise;

    Prediction(double[][] mean, OutputSpectrum spectrum, Matrix variance, boolean withNoise) {
        this.mean = mean;
        this.spectrum = spectrum;
        this.variance = variance;
        this.withNoise = withNoise;
    }

    /** The number of inputs, n. */
    public int size() {
        return mean.length;
    }

    /** The means: n×D, a copy. */
    public double[][] mean() {
        double[][] copy = new double[mean.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = mean[i].clone();
        }
        return copy;
    }

    /** The standard deviations: n×D. */
    public double[][] standardDeviation() {
        Matrix unwhitening = spectrum.unwhitening();
        double[][] result = new double[mean.length][unwhitening.rows()];
        for (int i = 0; i < result.length; i++) {
            for (int d = 0; d < unwhitening.rows(); d++) {
                double sum = 0;
                for (int k = 0; k < unwhitening.columns(); k++) {
                    sum += variance.get(i, k) * unwhitening.get(d, k) * unwhitening.get(d, k);
                }
                result[i][d] = Math.sqrt(sum);
            }
        }
        return result;
    }

    /**
     * The covariance between the outputs at one input: D×D.
     *
     * @param index which input, from 0
     * @throws IndexOutOfBoundsException if there is no such input
     */
    public double[][] covariance(int index) {
        Objects.checkIndex(index, mean.length);
        Matrix scaled = Products.multiply(spectrum.unwhitening(), Matrix.diagonal(variance.row(index)));
        return Products.multiplyTranspose(scaled, spectrum.unwhitening()).toArray();
    }

    /**
     * The quantiles of each output by itself: n×D. Those at 0.025 and 0.975 are the ends of its 95 % intervals.
     *
     * @param probability of a smaller value, between 0 and 1
     * @throws InvalidInputException if it is not between 0 and 1
     */
    public double[][] quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new InvalidInputException(
                    "The probability of a quantile is " + probability + ", which is not between 0 and 1.",
                    "it is a percentage: write 0.975 for 97.5 %.");
        }
        double z = StandardNormal.quantile(probability);
        double[][] result = mean();
        double[][] deviation = standardDeviation();
        for (int i = 0; i < result.length; i++) {
            for (int d = 0; d < result[i].length; d++) {
                result[i][d] += z * deviation[i][d];
            }
        }
        return result;
    }

    /**
     * How many standard deviations each output lies above its mean: n×D. Under the model each is standard normal; those
     * at one input are correlated. Not finite where a standard deviation is 0.
     *
     * @param outputs n×D, what was observed
     * @throws InvalidInputException if they are not n×D finite values
     */
    public double[][] standardizedResiduals(double[][] outputs) {
        double[][] result = residuals(outputs).toArray();
        double[][] deviation = standardDeviation();
        for (int i = 0; i < result.length; i++) {
            for (int d = 0; d < result[i].length; d++) {
                result[i][d] /= deviation[i][d];
            }
        }
        return result;
    }

    /**
     * The log densities of what was observed, all outputs of an input together: n values. The larger, the better the
     * prediction (the logarithmic score: Gneiting and Raftery 2007).
     *
     * @param outputs n×D, what was observed
     * @throws InvalidInputException if they are not n×D finite values, or the prediction is without noise: its
     *     covariance may be singular
     */
    public double[] logDensity(double[][] outputs) {
        if (!withNoise) {
            throw new InvalidInputException(
                    "The functions without noise need not have a density.", "predict observations, noise included.");
        }
        Matrix series = Products.multiply(residuals(outputs), spectrum.whitening());
        double[] result = new double[mean.length];
        int d = series.columns();
        for (int i = 0; i < result.length; i++) {
            double sum = d * Math.log(2 * Math.PI) + spectrum.logDeterminantOfNoise();
            for (int k = 0; k < d; k++) {
                double v = variance.get(i, k);
                sum += Math.log(v) + series.get(i, k) * series.get(i, k) / v;
            }
            result[i] = -sum / 2;
        }
        return result;
    }

    /** The outputs less the means: n×D. */
    private Matrix residuals(double[][] outputs) {
        int d = variance.columns();
        Matrix residuals = outputs.length == 0 ? Matrix.zeros(0, d) : Matrix.copyOf(outputs, "outputs");
        if (residuals.rows() != mean.length || residuals.columns() != d) {
            throw new InvalidInputException(
                    "The outputs are " + residuals.rows() + "×" + residuals.columns() + " but the prediction is "
                            + mean.length + "×" + d + ".",
                    "it was made at other inputs.");
        }
        Magnitude.require(
                residuals,
                column -> "Output " + (column + 1),
                (row, column) -> "at row " + (row + 1),
                "drop the row: every output is needed.");
        for (int i = 0; i < mean.length; i++) {
            for (int k = 0; k < d; k++) {
                residuals.set(i, k, residuals.get(i, k) - mean[i][k]);
            }
        }
        return residuals;
    }
}
