package org.coregion.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.Engine;
import org.coregion.engine.EnginePlan;
import org.coregion.engine.RowNoise;
import org.coregion.engine.Rows;
import org.coregion.engine.SeriesPrediction;
import org.coregion.engine.SeriesSolver;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Magnitude;
import org.coregion.linalg.Matrix;

/**
 * The outputs at new inputs, given data and parameters. The mean is taken as known: its own uncertainty is not part of
 * the covariances. Made at the cost of an engine: O(T³), or less where the inputs or the kernel have structure. Safe
 * for use by several threads.
 */
public final class Posterior {
    private final MultiOutputData data;
    private final GpParameters parameters;
    private final Backend backend;
    private final Engine engine;
    private final OutputSpectrum spectrum;
    private final SeriesSolver solver;

    private Posterior(
            MultiOutputData data,
            GpParameters parameters,
            Backend backend,
            Engine engine,
            OutputSpectrum spectrum,
            SeriesSolver solver) {
        this.data = data;
        this.parameters = parameters;
        this.backend = backend;
        this.engine = engine;
        this.spectrum = spectrum;
        this.solver = solver;
    }

    /**
     * Conditions on data, with the fastest backend that loads.
     *
     * @throws org.coregion.InvalidInputException if the parameters do not fit the data
     */
    public static Posterior of(MultiOutputData data, GpParameters parameters) {
        return of(data, parameters, BackendChoice.fastest());
    }

    /**
     * Conditions on data.
     *
     * @param backend who computes the matrices of size T
     * @throws org.coregion.InvalidInputException if the parameters do not fit the data
     */
    public static Posterior of(MultiOutputData data, GpParameters parameters, Backend backend) {
        data.requireComplete();
        Matrix inputs = data.inputs();
        Matrix residuals = parameters.residuals(data);
        OutputSpectrum spectrum = OutputSpectrum.of(parameters.coregionalization(), parameters.noise());
        Engine engine = EnginePlan.automatic(
                parameters.kernel(), Rows.of(inputs).with(RowNoise.of(data.relativeNoise())), backend);
        SeriesSolver solver = engine.solver(residuals, Matrix.zeros(inputs.rows(), 0));
        solver.solve(spectrum.whitening(), spectrum.delta());
        return new Posterior(data, parameters, backend, engine, spectrum, solver);
    }

    /**
     * New observations, noise included.
     *
     * @param newInputs n×Q
     * @throws org.coregion.InvalidInputException if a row has not Q finite values, or the kernel is a given matrix
     */
    public Prediction predict(double[][] newInputs) {
        double[] ones = new double[newInputs.length];
        Arrays.fill(ones, 1);
        return predict(newInputs, ones, true);
    }

    /**
     * New observations whose noise covariance is n_i·Σ, as the mean of 1/n_i replicates has it.
     *
     * @param newInputs n×Q
     * @param relativeNoise n positive values
     * @throws org.coregion.InvalidInputException if a row has not Q finite values, the kernel is a given matrix, or a
     *     noise variance is missing or not positive and finite
     */
    public Prediction predict(double[][] newInputs, double[] relativeNoise) {
        if (relativeNoise.length != newInputs.length) {
            throw new InvalidInputException(
                    "There are " + relativeNoise.length + " relative noise variances for " + newInputs.length
                            + " new inputs.",
                    "a row was dropped from one of the two.");
        }
        Magnitude.requirePositive(
                relativeNoise, "The relative noise variance", "predict without noise where none is wanted.");
        return predict(newInputs, relativeNoise, true);
    }

    /**
     * The functions behind the observations, without noise.
     *
     * @param newInputs n×Q
     * @throws org.coregion.InvalidInputException if a row has not Q finite values, or the kernel is a given matrix
     */
    public Prediction predictNoiseFree(double[][] newInputs) {
        return predict(newInputs, new double[newInputs.length], false);
    }

    /** In whitened coordinates the series are independent, and their noise has the relative variance. */
    private Prediction predict(double[][] newInputs, double[] noise, boolean withNoise) {
        Matrix checked = data.checkedInputs(newInputs);
        SeriesPrediction series = solver.predict(checked);
        double[] delta = spectrum.delta();
        Matrix mean = Matrix.zeros(newInputs.length, delta.length);
        Matrix variance = Matrix.zeros(newInputs.length, delta.length);
        for (int i = 0; i < newInputs.length; i++) {
            for (int d = 0; d < delta.length; d++) {
                mean.set(i, d, delta[d] * series.mean().get(i, d));
                // Rounding may leave a variance that is 0 slightly below it.
                double unexplained = Math.max(
                        0, series.prior()[i] - delta[d] * series.explained().get(i, d));
                variance.set(i, d, delta[d] * unexplained + noise[i]);
            }
        }
        return new Prediction(parameters.plusMean(spectrum.unwhiten(mean), checked), spectrum, variance, withNoise);
    }

    /**
     * Every observation as predicted from the other rows, its own noise included, at these parameters: exact, without
     * conditioning anew (Rasmussen and Williams 2006, section 5.4.2). O(T²D), O(TD²) where the engine takes linear
     * time.
     *
     * <p>With z_d = B_d⁻¹ỹ_d and b the diagonal of B_d⁻¹, what row t adds to its prediction is z/b, of variance 1/b.
     *
     * @return T predictions of D outputs, in the order of the data; that of a single row is the prior
     */
    public Prediction leaveOneOut() {
        Matrix residuals = solver.solution();
        Matrix variance;
        // Unlike the other answers, this one may write to the solver's workspace.
        synchronized (solver) {
            variance = solver.inverseDiagonal();
        }
        double[] prior = parameters.kernel().diagonal(data.inputs());
        double[] noise = data.relativeNoise();
        double[] delta = spectrum.delta();
        for (int t = 0; t < prior.length; t++) {
            for (int d = 0; d < delta.length; d++) {
                // No prediction is wider than the prior, but for rounding.
                double v = 1 / Math.max(variance.get(t, d), 1 / (noise[t] + delta[d] * prior[t]));
                variance.set(t, d, v);
                residuals.set(t, d, v * residuals.get(t, d));
            }
        }
        Matrix mean = data.outputs().plus(-1, spectrum.unwhiten(residuals));
        return new Prediction(mean.toArray(), spectrum, variance, true);
    }

    /**
     * Draws of new observations, noise included, jointly over all the inputs: those of {@link #sampleNoiseFree} with
     * the same seed, plus noise.
     *
     * @param newInputs n×Q
     * @param count the number of draws
     * @param seed the same seed gives the same draws, with the same backend
     * @return count×n×D
     * @throws InvalidInputException if a row has not Q finite values, the kernel is a given matrix, the count is
     *     negative, or the heap is too small
     */
    public double[][][] sample(double[][] newInputs, int count, long seed) {
        return sample(newInputs, count, seed, true);
    }

    /**
     * Draws of the functions behind the observations, jointly over all the inputs.
     *
     * <p>By Matheron's rule (Journel and Huijbregts 1978; Wilson et al. 2021), from draws of the prior at the T inputs
     * and the n new ones: the cost of an engine for T + n rows, and of D series of T rows for each draw.
     *
     * @param newInputs n×Q
     * @param count the number of draws
     * @param seed the same seed gives the same draws, with the same backend
     * @return count×n×D
     * @throws InvalidInputException if a row has not Q finite values, the kernel is a given matrix, the count is
     *     negative, or the heap is too small
     */
    public double[][][] sampleNoiseFree(double[][] newInputs, int count, long seed) {
        return sample(newInputs, count, seed, false);
    }

    private double[][][] sample(double[][] newInputs, int count, long seed, boolean withNoise) {
        if (count < 0) {
            throw new InvalidInputException(
                    "The number of draws is " + count + ".", "it overflowed: draw fewer at a time.");
        }
        Matrix mean = Matrix.copyOf(predictNoiseFree(newInputs).mean(), "means");
        int d = data.outputCount();
        double[][][] draws = new double[count][newInputs.length][];
        if (newInputs.length == 0) {
            return draws;
        }
        MatheronSampler sampler = new MatheronSampler(
                parameters.kernel(), engine, data, data.checkedInputs(newInputs), spectrum.delta(), backend);
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom noise = random.split();
        double[] ones = new double[newInputs.length];
        Arrays.fill(ones, 1);
        for (int from = 0; from < count; from += sampler.batch()) {
            int size = Math.min(sampler.batch(), count - from);
            Matrix deviations = sampler.deviations(size, random);
            for (int i = 0; i < size; i++) {
                Matrix series = deviations.columns(i * d, (i + 1) * d);
                if (withNoise) {
                    SeriesDraws.addNoise(series, ones, noise);
                }
                draws[from + i] = mean.plus(1, spectrum.unwhiten(series)).toArray();
            }
        }
        return draws;
    }
}
