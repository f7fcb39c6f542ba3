package org.coregion.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Magnitude;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Symmetric;

/** A model with all its numbers, in the units of the data: what a fit finds and a model file holds. Immutable. */
public final class GpParameters {
    private final Kernel kernel;
    private final Matrix coregionalization;
    private final Matrix noise;
    private final double[] mean;

    private GpParameters(Kernel kernel, Matrix coregionalization, Matrix noise, double[] mean) {
        this.kernel = kernel;
        this.coregionalization = coregionalization;
        this.noise = noise;
        this.mean = mean;
    }

    /**
     * Parameters, checked against each other.
     *
     * @param kernel the input kernel
     * @param coregionalization K, D×D positive semidefinite
     * @param noise Σ, D×D positive definite
     * @param mean D constants
     * @throws InvalidInputException if the shapes do not fit, or a matrix is not a covariance
     */
    public static GpParameters of(Kernel kernel, double[][] coregionalization, double[][] noise, double[] mean) {
        Matrix k = Symmetric.copyOf(coregionalization, "coregionalization matrix");
        Matrix sigma = Symmetric.copyOf(noise, "noise covariance");
        requireSize(k.rows(), mean.length, "coregionalization matrix");
        requireSize(sigma.rows(), mean.length, "noise covariance");
        for (int d = 0; d < mean.length; d++) {
            if (!Magnitude.isReasonable(mean[d])) {
                throw new InvalidInputException(
                        "The mean of output " + (d + 1) + " is " + mean[d] + ".",
                        "it was computed from missing values, or another unit is needed.");
            }
        }
        Symmetric.requireSemidefinite(k, "coregionalization matrix");
        Symmetric.requireSemidefinite(sigma, "noise covariance");
        return new GpParameters(kernel, k, sigma, mean.clone());
    }

    /** The input kernel. */
    public Kernel kernel() {
        return kernel;
    }

    /** A copy of K, D×D. */
    public Matrix coregionalization() {
        return coregionalization.copy();
    }

    /** A copy of Σ, D×D. */
    public Matrix noise() {
        return noise.copy();
    }

    /** The constant mean of each output. */
    public double[] mean() {
        return mean.clone();
    }

    /** The number of outputs, D. */
    public int outputCount() {
        return mean.length;
    }

    /**
     * A draw of observations from the model, noise included: the cost of an engine for these inputs.
     *
     * @param inputs T×Q; T×0 for a given kernel matrix
     * @param seed the same seed gives the same draw, with the same backend
     * @return T×D
     * @throws InvalidInputException if there are no inputs, a value is not finite, the kernel does not apply to them,
     *     or Σ is singular
     */
    public double[][] simulate(double[][] inputs, long seed) {
        Matrix checked = MultiOutputData.of(inputs, new double[inputs.length][mean.length])
                .inputs();
        OutputSpectrum spectrum = OutputSpectrum.of(coregionalization, noise);
        SplittableRandom random = new SplittableRandom(seed);
        Matrix series = SeriesDraws.signals(EnginePlan.automatic(kernel, checked), spectrum.delta(), 1, random);
        SeriesDraws.addNoise(series, random);
        return plusMean(spectrum.unwhiten(series));
    }

    /**
     * The outputs less the mean, T×D.
     *
     * @throws InvalidInputException if the data has another number of outputs
     */
    public Matrix residuals(MultiOutputData data) {
        if (data.outputCount() != mean.length) {
            throw new InvalidInputException(
                    "The model has " + mean.length + " outputs but the data has " + data.outputCount() + " "
                            + data.outputNames() + ".",
                    "name the outputs in the order of the model.");
        }
        Matrix residuals = data.outputs();
        for (int t = 0; t < residuals.rows(); t++) {
            for (int d = 0; d < mean.length; d++) {
                residuals.set(t, d, residuals.get(t, d) - mean[d]);
            }
        }
        return residuals;
    }

    /** What {@link #residuals} undoes: n×D deviations, plus the mean. */
    double[][] plusMean(Matrix deviations) {
        double[][] outputs = deviations.toArray();
        for (double[] row : outputs) {
            for (int d = 0; d < mean.length; d++) {
                row[d] += mean[d];
            }
        }
        return outputs;
    }

    @Override
    public String toString() {
        return kernel + ", K = " + coregionalization + ", Σ = " + noise + ", mean = " + Arrays.toString(mean);
    }

    private static void requireSize(int size, int outputs, String name) {
        if (size != outputs) {
            throw new InvalidInputException(
                    "The " + name + " is " + size + "×" + size + " but the mean has " + outputs + " values.",
                    "an output is missing from one of the two.");
        }
    }
}
