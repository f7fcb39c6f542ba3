package org.coregion.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Magnitude;
import org.coregion.linalg.Matrix;

/** Gaussian predictions of D outputs at n inputs, in the units of the outputs. Immutable. */
public final class Prediction {
    /** n×D. */
    private final Matrix mean;

    private final CovarianceLayout layout;
    /** One row per input, as the layout has it. */
    private final Matrix covariances;

    private final boolean withNoise;

    Prediction(Matrix mean, CovarianceLayout layout, Matrix covariances, boolean withNoise) {
        this.mean = mean;
        this.layout = layout;
        this.covariances = covariances;
        this.withNoise = withNoise;
    }

    /** The number of inputs, n. */
    public int size() {
        return mean.rows();
    }

    /** The means: n×D, a copy. */
    public double[][] mean() {
        return mean.toArray();
    }

    /** The standard deviations: n×D. */
    public double[][] standardDeviation() {
        double[][] result = new double[size()][];
        for (int i = 0; i < result.length; i++) {
            result[i] = Arrays.stream(variances(i)).map(Math::sqrt).toArray();
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
        Objects.checkIndex(index, size());
        return layout.covariance(covariances.row(index)).toArray();
    }

    /**
     * The quantiles of each output by itself: n×D. Those at 0.025 and 0.975 are the ends of its 95 % intervals.
     *
     * @param probability of a smaller value, between 0 and 1
     * @throws InvalidInputException if it is not between 0 and 1
     */
    public double[][] quantile(double probability) {
        return StandardNormal.quantiles(mean(), standardDeviation(), probability);
    }

    /**
     * How many standard deviations each output lies above its mean: n×D, NaN where it is missing. Under the model each
     * is standard normal; those at one input are correlated. Not finite where a standard deviation is 0.
     *
     * @param outputs n×D, what was observed; NaN where an output is missing
     * @throws InvalidInputException if they are not n×D values, or one is infinite
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
     * The log densities of what was observed, all outputs of an input together: n values, 0 where every output is
     * missing. The larger, the better the prediction (the logarithmic score: Gneiting and Raftery 2007).
     *
     * @param outputs n×D, what was observed; NaN where an output is missing
     * @throws InvalidInputException if they are not n×D values, one is infinite or was {@linkplain #given given}
     *     before, or the prediction is without noise: its covariance may be singular
     */
    public double[] logDensity(double[][] outputs) {
        if (!withNoise) {
            throw new InvalidInputException(
                    "The functions without noise need not have a density.", "predict observations, noise included.");
        }
        Matrix residuals = residuals(outputs);
        double[] result = new double[size()];
        for (int i = 0; i < result.length; i++) {
            double[] residual = residuals.row(i);
            int[] observed = observed(residual, i);
            result[i] = observed.length == residual.length
                    ? layout.logDensity(residual, covariances.row(i))
                    : KnownOutputs.of(layout.covariance(covariances.row(i)), residual, observed, new int[0])
                            .logDensity();
        }
        return result;
    }

    /**
     * The same outputs where some of them were observed: the others are conditioned on those at their own input, the
     * observed ones have the value that they were given and the variance 0. O(D³) for each input.
     *
     * @param outputs n×D observations, noise included; NaN where an output is not known
     * @throws InvalidInputException if they are not n×D values, one is infinite or was given before, or the prediction
     *     is without noise
     */
    public Prediction given(double[][] outputs) {
        if (!withNoise) {
            throw new InvalidInputException(
                    "The prediction is of the functions without noise, but what is given are observations of them.",
                    "predict observations, noise included, or add the observations to the data.");
        }
        Matrix residuals = residuals(outputs);
        int d = layout.outputs();
        Matrix newMean = mean.copy();
        Matrix blocks = Matrix.zeros(size(), d * d);
        for (int i = 0; i < size(); i++) {
            Matrix covariance = layout.covariance(covariances.row(i));
            double[] residual = residuals.row(i);
            int[] observed = observed(residual, i);
            int[] others = IntStream.range(0, d)
                    .filter(k -> Double.isNaN(residual[k]) && covariance.get(k, k) > 0)
                    .toArray();
            KnownOutputs known = KnownOutputs.of(covariance, residual, observed, others);
            for (int k : observed) {
                newMean.set(i, k, outputs[i][k]);
            }
            double[] shift = known.shift();
            Matrix rest = known.covariance();
            for (int a = 0; a < others.length; a++) {
                newMean.set(i, others[a], newMean.get(i, others[a]) + shift[a]);
                for (int b = 0; b < others.length; b++) {
                    blocks.set(i, others[a] * d + others[b], rest.get(a, b));
                }
            }
        }
        return new Prediction(newMean, new BlockLayout(d), blocks, true);
    }

    @Override
    public String toString() {
        return size() + " predictions of " + layout.outputs() + " outputs, "
                + (withNoise ? "noise included" : "without noise");
    }

    /** The same means and variances, with no covariances between outputs. */
    Prediction separately() {
        Matrix variances = Matrix.zeros(size(), layout.outputs());
        for (int i = 0; i < size(); i++) {
            System.arraycopy(variances(i), 0, variances.data(), i * layout.outputs(), layout.outputs());
        }
        return new Prediction(mean, SeriesLayout.separate(layout.outputs()), variances, withNoise);
    }

    /**
     * These inputs and those of another prediction of the same layout, in any order.
     *
     * @param order which to take, those of the other one counted on from {@link #size()}
     */
    Prediction mixedWith(Prediction other, int[] order) {
        return new Prediction(
                MatheronSampler.stacked(mean, other.mean).rows(order),
                layout,
                MatheronSampler.stacked(covariances, other.covariances).rows(order),
                withNoise);
    }

    private double[] variances(int i) {
        return layout.variances(covariances.row(i));
    }

    /** The outputs that are not missing at one input. */
    private int[] observed(double[] residual, int i) {
        double[] variances = variances(i);
        int[] observed = IntStream.range(0, residual.length)
                .filter(d -> !Double.isNaN(residual[d]))
                .toArray();
        for (int d : observed) {
            if (variances[d] == 0) {
                throw new InvalidInputException(
                        "Output " + (d + 1) + " at row " + (i + 1) + " was given already.", "write NaN in its place.");
            }
        }
        return observed;
    }

    /** The outputs less the means: n×D, NaN where one is missing. */
    private Matrix residuals(double[][] outputs) {
        int d = layout.outputs();
        Matrix values = outputs.length == 0 ? Matrix.zeros(0, d) : Matrix.copyOf(outputs, "outputs");
        if (values.rows() != size() || values.columns() != d) {
            throw new InvalidInputException(
                    "The outputs are " + values.rows() + "×" + values.columns() + " but the prediction is " + size()
                            + "×" + d + ".",
                    "it was made at other inputs.");
        }
        Magnitude.require(
                Matrix.wrap(
                        size(),
                        d,
                        Arrays.stream(values.data())
                                .map(y -> Double.isNaN(y) ? 0 : y)
                                .toArray()),
                column -> "Output " + (column + 1),
                (row, column) -> "at row " + (row + 1),
                "write NaN if the output is missing.");
        return values.plus(-1, mean);
    }
}
