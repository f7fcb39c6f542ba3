package org.coregion.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Magnitude;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.Symmetric;

/** A model with all its numbers, in the units of the data: what a fit finds and a model file holds. Immutable. */
public final class GpParameters {
    private final Kernel kernel;
    private final Matrix coregionalization;
    private final Matrix noise;
    private final MeanBasis meanBasis;
    /** P×D. */
    private final Matrix meanCoefficients;

    private final Optional<MeanFreedom> meanFreedom;

    private GpParameters(
            Kernel kernel,
            Matrix coregionalization,
            Matrix noise,
            MeanBasis meanBasis,
            Matrix meanCoefficients,
            Optional<MeanFreedom> meanFreedom) {
        this.kernel = kernel;
        this.coregionalization = coregionalization;
        this.noise = noise;
        this.meanBasis = meanBasis;
        this.meanCoefficients = meanCoefficients;
        this.meanFreedom = meanFreedom;
    }

    /**
     * Parameters with a constant mean, checked against each other.
     *
     * @param kernel the input kernel
     * @param coregionalization K, D×D positive semidefinite
     * @param noise Σ, D×D positive definite
     * @param mean D constants
     * @throws InvalidInputException if the shapes do not fit, or a matrix is not a covariance
     */
    public static GpParameters of(Kernel kernel, double[][] coregionalization, double[][] noise, double[] mean) {
        return of(kernel, coregionalization, noise, MeanBasis.ONE, new double[][] {mean});
    }

    /**
     * Parameters, checked against each other.
     *
     * @param kernel the input kernel
     * @param coregionalization K, D×D positive semidefinite
     * @param noise Σ, D×D positive definite
     * @param meanBasis P functions of the inputs
     * @param meanCoefficients P×D
     * @throws InvalidInputException if the shapes do not fit, or a matrix is not a covariance
     */
    public static GpParameters of(
            Kernel kernel,
            double[][] coregionalization,
            double[][] noise,
            MeanBasis meanBasis,
            double[][] meanCoefficients) {
        Matrix k = Symmetric.copyOf(coregionalization, "coregionalization matrix");
        Matrix sigma = Symmetric.copyOf(noise, "noise covariance");
        if (meanCoefficients.length != meanBasis.size()) {
            throw new InvalidInputException(
                    "There are " + meanCoefficients.length + " rows of mean coefficients for the " + meanBasis.size()
                            + " functions " + meanBasis + ".",
                    "a row was left out: each function has one, with a coefficient per output.");
        }
        Matrix beta = meanBasis.size() == 0
                ? Matrix.zeros(0, sigma.rows())
                : Matrix.copyOf(meanCoefficients, "mean coefficients");
        int d = beta.columns();
        requireSize(k.rows(), d, "coregionalization matrix");
        requireSize(sigma.rows(), d, "noise covariance");
        Magnitude.require(
                beta,
                output -> "The mean of output " + (output + 1),
                (function, output) ->
                        "as the coefficient of \"" + meanBasis.names().get(function) + "\"",
                "it was computed from missing values.");
        Symmetric.requireSemidefinite(k, "coregionalization matrix");
        Symmetric.requireSemidefinite(sigma, "noise covariance");
        return new GpParameters(kernel, k, sigma, meanBasis, beta, Optional.empty());
    }

    /** The same with other coefficients of the mean, P×D. */
    GpParameters withMeanCoefficients(Matrix coefficients) {
        return new GpParameters(kernel, coregionalization, noise, meanBasis, coefficients, meanFreedom);
    }

    /**
     * The same parameters where not all of the mean's coefficients are free, for who asks how uncertain the mean is.
     *
     * @throws InvalidInputException if the mean has another number of coefficients
     */
    public GpParameters withMeanFreedom(MeanFreedom freedom) {
        freedom.requireSize(meanBasis.size(), outputCount());
        return new GpParameters(kernel, coregionalization, noise, meanBasis, meanCoefficients, Optional.of(freedom));
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

    /** The functions of the inputs that make up the mean. */
    public MeanBasis meanBasis() {
        return meanBasis;
    }

    /** A copy of the mean's coefficients, P×D: one row per function, one column per output. */
    public Matrix meanCoefficients() {
        return meanCoefficients.copy();
    }

    /** Which of the mean's coefficients are estimated; empty if all of them are, each by itself. */
    public Optional<MeanFreedom> meanFreedom() {
        return meanFreedom;
    }

    /**
     * The constant mean of each output; zeros if there is no mean.
     *
     * @throws IllegalStateException if the mean depends on the inputs: see {@link #meanCoefficients()}
     */
    public double[] mean() {
        if (!isMeanConstant()) {
            throw new IllegalStateException("The mean has the functions " + meanBasis + ", and is no constant.");
        }
        return meanBasis.size() == 0 ? new double[outputCount()] : meanCoefficients.row(0);
    }

    /** Whether the mean is a constant for each output, or zero. */
    public boolean isMeanConstant() {
        return meanBasis == MeanBasis.NONE || meanBasis == MeanBasis.ONE;
    }

    /** The number of outputs, D. */
    public int outputCount() {
        return noise.rows();
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
        return simulate(MultiOutputData.of(inputs, new double[inputs.length][outputCount()]), true, seed);
    }

    /**
     * A draw of observations from the model, with the noise covariance n_t·Σ at row t.
     *
     * @param inputs T×Q; T×0 for a given kernel matrix
     * @param relativeNoise T positive values n_t
     * @param seed the same seed gives the same draw, with the same backend
     * @return T×D
     * @throws InvalidInputException if there are no inputs, a value is not finite, a noise variance is missing or not
     *     positive, the kernel does not apply to the inputs, or Σ is singular
     */
    public double[][] simulate(double[][] inputs, double[] relativeNoise, long seed) {
        return simulate(
                MultiOutputData.of(inputs, new double[inputs.length][outputCount()])
                        .withRelativeNoise(relativeNoise),
                true,
                seed);
    }

    /**
     * A draw of the functions behind the observations: those of {@link #simulate(double[][], long)} with the same seed,
     * before the noise is added.
     *
     * @param inputs T×Q; T×0 for a given kernel matrix
     * @param seed the same seed gives the same draw, with the same backend
     * @return T×D
     * @throws InvalidInputException if there are no inputs, a value is not finite, the kernel does not apply to them,
     *     or Σ is singular
     */
    public double[][] simulateNoiseFree(double[][] inputs, long seed) {
        return simulate(MultiOutputData.of(inputs, new double[inputs.length][outputCount()]), false, seed);
    }

    /** A draw at the rows of data, whatever its outputs. */
    private double[][] simulate(MultiOutputData rows, boolean withNoise, long seed) {
        Matrix checked = rows.inputs();
        OutputSpectrum spectrum = OutputSpectrum.of(coregionalization, noise);
        SplittableRandom random = new SplittableRandom(seed);
        Matrix series = SeriesDraws.signals(EnginePlan.automatic(kernel, checked), spectrum.delta(), 1, random);
        if (withNoise) {
            SeriesDraws.addNoise(series, rows.relativeNoise(), random);
        }
        return plusMean(spectrum.unwhiten(series), checked).toArray();
    }

    /**
     * The outputs less the mean, T×D.
     *
     * @throws InvalidInputException if the data has another number of outputs
     */
    public Matrix residuals(MultiOutputData data) {
        if (data.outputCount() != outputCount()) {
            throw new InvalidInputException(
                    "The model has " + outputCount() + " outputs but the data has " + data.outputCount() + " "
                            + data.outputNames() + ".",
                    "name the outputs in the order of the model.");
        }
        return data.outputs().plus(-1, mean(data.inputs()));
    }

    /** What {@link #residuals} undoes: n×D deviations, plus the mean at n inputs. */
    Matrix plusMean(Matrix deviations, Matrix inputs) {
        return deviations.plus(1, mean(inputs));
    }

    /** Φβ: n×D. */
    private Matrix mean(Matrix inputs) {
        return Products.multiply(meanBasis.matrix(inputs), meanCoefficients);
    }

    @Override
    public String toString() {
        return kernel + ", K = " + coregionalization + ", Σ = " + noise + ", mean = "
                + (isMeanConstant() ? Arrays.toString(mean()) : meanCoefficients + " of " + meanBasis);
    }

    private static void requireSize(int size, int outputs, String name) {
        if (size != outputs) {
            throw new InvalidInputException(
                    "The " + name + " is " + size + "×" + size + " but the mean has " + outputs + " values.",
                    "an output is missing from one of the two.");
        }
    }
}
