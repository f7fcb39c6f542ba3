package org.coregion.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.Engine;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.engine.MissingPattern;
import org.coregion.engine.RowNoise;
import org.coregion.engine.Rows;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Magnitude;
import org.coregion.linalg.Matrix;

/**
 * The outputs at new inputs, given data and parameters; outputs of the data may be missing, in any pattern. The mean is
 * taken as known (simple kriging): its own uncertainty is not part of the covariances, unless
 * {@link #withMeanUncertainty} asks for it. Made at the cost of an engine: O(T³), or less where the inputs or the
 * kernel have structure. Immutable; safe for use by several threads.
 */
public final class Posterior {
    private final MultiOutputData data;
    /** The rows with outputs, which are what there is to condition on; of a given kernel matrix all. */
    private final MultiOutputData observed;

    private final GpParameters parameters;
    private final Backend backend;
    private final Conditioning conditioning;
    private final EmptyRows emptyRows;
    /** The functions of which coefficients are estimated; none if the mean is known. */
    private final MeanDesign design;

    private Posterior(
            MultiOutputData data,
            MultiOutputData observed,
            GpParameters parameters,
            Backend backend,
            MeanDesign design,
            Conditioning conditioning) {
        this.data = data;
        this.observed = observed;
        this.emptyRows = EmptyRows.of(data, observed);
        this.parameters = parameters;
        this.backend = backend;
        this.design = design;
        this.conditioning = conditioning;
    }

    /**
     * Conditions on data, with the fastest backend that loads.
     *
     * @throws org.coregion.InvalidInputException if the parameters do not fit the data, or the heap is too small
     */
    public static Posterior of(MultiOutputData data, GpParameters parameters) {
        return of(data, parameters, BackendChoice.fastest());
    }

    /**
     * Conditions on data.
     *
     * @param backend who computes the matrices of size T
     * @throws org.coregion.InvalidInputException if the parameters do not fit the data, or the heap is too small
     */
    public static Posterior of(MultiOutputData data, GpParameters parameters, Backend backend) {
        return of(data, parameters, EngineName.AUTO, backend);
    }

    /** The same with an engine of choice. */
    static Posterior of(MultiOutputData data, GpParameters parameters, EngineName request, Backend backend) {
        MultiOutputData observed = parameters.kernel().isFunctionOfInputs() ? data.observedRows() : data;
        Matrix residuals = parameters.residuals(observed);
        Matrix inputs = observed.inputs();
        Rows rows = new Rows(inputs, RowNoise.of(observed.relativeNoise()), MissingPattern.of(residuals));
        EnginePlan plan = EnginePlan.of(request, parameters.kernel(), rows, 0, backend);
        Engine engine = plan.engine(parameters.kernel());
        MeanDesign known = MeanDesign.of(MeanBasis.NONE, inputs);
        Conditioning conditioning = rows.missing().isComplete()
                ? new SeriesConditioning(
                        observed,
                        parameters,
                        residuals,
                        known,
                        engine,
                        Batches.parallel(plan, engine, inputs.rows(), backend.threads()),
                        backend)
                : new HeterotopicConditioning(
                        observed, parameters, residuals, known, engine, Batches.sequential(plan), backend);
        return new Posterior(data, observed, parameters, backend, known, conditioning);
    }

    /**
     * The same outputs where the mean's coefficients are not known but estimated from the data by generalised least
     * squares, at the kernel, K and Σ of the parameters (universal kriging: Matheron 1969; Cressie 1993, section 3.4).
     * Every covariance, those of draws and of values left out among them, has the estimate's uncertainty in it; with a
     * row left out, the mean is estimated from the others. Coefficients that are known by
     * {@link GpParameters#meanFreedom()}, as those that a fit held fixed or left at a bound, stay as they are; tied
     * ones vary together, and priors count. What the parameters hold of the others does not matter: those of a fit are
     * the same estimate, so that its means stay as they are. Without a mean, the same posterior.
     *
     * <p>Another solution for the data, and P right-hand sides for each output, with the engine that there is; a new
     * input takes P sums over the rows for each output more, PD where outputs are missing. Where not all coefficients
     * are free, the mean joins the outputs, so that they take the time of data with missing outputs.
     *
     * @throws InvalidInputException if the data do not determine the coefficients of every output
     */
    public Posterior withMeanUncertainty() {
        boolean isKnown =
                parameters.meanFreedom().filter(freedom -> freedom.count() == 0).isPresent();
        if (parameters.meanBasis().size() == 0 || isKnown) {
            return this;
        }
        MeanDesign ofMean = MeanDesign.of(parameters.meanBasis(), observed.inputs());
        Matrix estimate = ofMean.coefficients(ofMean.leastSquares(observed.outputs()));
        GpParameters rough = parameters.withMeanCoefficients(parameters
                .meanFreedom()
                .map(freedom -> freedom.tied(parameters.meanCoefficients()))
                .orElse(estimate));
        return new Posterior(data, observed, rough, backend, ofMean, conditioning.estimatingMean(rough, ofMean));
    }

    /**
     * New observations, noise included.
     *
     * @param newInputs n×Q
     * @throws org.coregion.InvalidInputException if a row has not Q finite values, or the kernel is a given matrix
     */
    public Prediction predict(double[][] newInputs) {
        return conditioning.predict(data.checkedInputs(newInputs), ones(newInputs.length), true);
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
        requireNoise(relativeNoise, newInputs.length);
        return conditioning.predict(data.checkedInputs(newInputs), relativeNoise, true);
    }

    private static void requireNoise(double[] relativeNoise, int count) {
        if (relativeNoise.length != count) {
            throw new InvalidInputException(
                    "There are " + relativeNoise.length + " relative noise variances for " + count + " new inputs.",
                    "a row was dropped from one of the two.");
        }
        Magnitude.requirePositive(
                relativeNoise, "The relative noise variance", "predict without noise where none is wanted.");
    }

    /**
     * The functions behind the observations, without noise.
     *
     * @param newInputs n×Q
     * @throws org.coregion.InvalidInputException if a row has not Q finite values, or the kernel is a given matrix
     */
    public Prediction predictNoiseFree(double[][] newInputs) {
        return conditioning.predict(data.checkedInputs(newInputs), new double[newInputs.length], false);
    }

    /**
     * New observations at rows of the data, each with its row's noise: what {@link #predict} says of their inputs, and
     * of a given kernel matrix too, which has no new inputs. What is missing in a row, given the noise of its other
     * outputs as well, is in {@link #leaveOneOutEntries}.
     *
     * @param rows n rows of the data, from 0
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Prediction predictRows(int... rows) {
        double[] noise = data.relativeNoise();
        return ofRows(
                rows,
                Arrays.stream(rows)
                        .mapToDouble(t -> noise[Objects.checkIndex(t, noise.length)])
                        .toArray(),
                true);
    }

    /**
     * The functions behind the observations at rows of the data, without noise.
     *
     * @param rows n rows of the data, from 0
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Prediction predictRowsNoiseFree(int... rows) {
        for (int t : rows) {
            Objects.checkIndex(t, data.observationCount());
        }
        return ofRows(rows, new double[rows.length], false);
    }

    private Prediction ofRows(int[] rows, double[] noise, boolean withNoise) {
        return parameters.kernel().isFunctionOfInputs()
                ? conditioning.predict(data.inputs().rows(rows), noise, withNoise)
                : conditioning.predictRows(rows, noise, withNoise);
    }

    /**
     * New observations of all D outputs, noise included, with the covariances between all of them: nD×nD. The cost of D
     * series of T rows for each input.
     *
     * @param newInputs n×Q
     * @throws InvalidInputException if a row has not Q finite values, the kernel is a given matrix, or the covariances
     *     do not fit in the heap
     */
    public JointPrediction predictJointly(double[][] newInputs) {
        return joint(newInputs, all(), ones(newInputs.length));
    }

    /**
     * The same for new observations whose noise covariance is n_i·Σ, as the mean of 1/n_i replicates has it.
     *
     * @param newInputs n×Q
     * @param relativeNoise n positive values
     * @throws InvalidInputException as with the same noise, or if a noise variance is missing or not positive and
     *     finite
     */
    public JointPrediction predictJointly(double[][] newInputs, double[] relativeNoise) {
        requireNoise(relativeNoise, newInputs.length);
        return joint(newInputs, all(), relativeNoise);
    }

    /**
     * The same for a single output: n×1 means and n×n covariances.
     *
     * @param newInputs n×Q
     * @param output from 0
     * @throws IndexOutOfBoundsException if there is no such output
     * @throws InvalidInputException as for all outputs
     */
    public JointPrediction predictJointly(double[][] newInputs, int output) {
        return joint(newInputs, one(output), ones(newInputs.length));
    }

    /**
     * The functions behind the observations, without noise, with the covariances between all D of them at all inputs:
     * nD×nD.
     *
     * @param newInputs n×Q
     * @throws InvalidInputException if a row has not Q finite values, the kernel is a given matrix, or the covariances
     *     do not fit in the heap
     */
    public JointPrediction predictJointlyNoiseFree(double[][] newInputs) {
        return joint(newInputs, all(), new double[newInputs.length]);
    }

    /**
     * The same for a single output: n×1 means and n×n covariances.
     *
     * @param newInputs n×Q
     * @param output from 0
     * @throws IndexOutOfBoundsException if there is no such output
     * @throws InvalidInputException as for all outputs
     */
    public JointPrediction predictJointlyNoiseFree(double[][] newInputs, int output) {
        return joint(newInputs, one(output), new double[newInputs.length]);
    }

    private JointPrediction joint(double[][] newInputs, int[] outputs, double[] relativeNoise) {
        Matrix checked = data.checkedInputs(newInputs);
        new JointNeed(observed.observationCount(), outputs.length).require(newInputs.length);
        Matrix mean = Matrix.zeros(newInputs.length, outputs.length);
        double[][] means = predictNoiseFree(newInputs).mean();
        Matrix covariance = conditioning.covariance(checked, outputs);
        Matrix noise = parameters.noise();
        int k = outputs.length;
        for (int i = 0; i < newInputs.length; i++) {
            for (int a = 0; a < k; a++) {
                mean.set(i, a, means[i][outputs[a]]);
                for (int b = 0; relativeNoise[i] > 0 && b < k; b++) {
                    double own = relativeNoise[i] * noise.get(outputs[a], outputs[b]);
                    double sum = covariance.get(i * k + a, i * k + b) + own;
                    covariance.set(i * k + a, i * k + b, sum);
                }
            }
        }
        return new JointPrediction(mean, covariance);
    }

    /**
     * Every row as predicted from the other rows, its own noise included, at these parameters: exact, without
     * conditioning anew (Rasmussen and Williams 2006, section 5.4.2). O(T²D), O(TD²) where the engine takes linear
     * time.
     *
     * @return T predictions of D outputs, in the order of the data, of the missing ones too; that of a single row is
     *     the prior
     * @throws InvalidInputException if an estimated mean is not determined without one of the rows
     */
    public Prediction leaveOneOut() {
        Leverage.requireBelowOne(design.at(data.inputs()), parameters, data);
        return emptyRows.insert(predictEmptyRows(), conditioning.leaveOneOut());
    }

    /**
     * Every value as predicted from all other values, those of its own row included, at these parameters: exact,
     * without conditioning anew. Where an output is missing, what it was is predicted from all values. Each is
     * predicted by itself: there are no covariances between the outputs of a row, and the log density of a row is the
     * sum of those of its values. O(TD²) beside {@link #leaveOneOut}.
     *
     * @return T predictions of D outputs, in the order of the data
     * @throws InvalidInputException if an estimated mean is not determined without one of the values
     */
    public Prediction leaveOneOutEntries() {
        Leverage.requireBelowOne(design.at(data.inputs()), parameters, data);
        return emptyRows.insert(predictEmptyRows().separately(), conditioning.leaveOneOutEntries());
    }

    private Prediction predictEmptyRows() {
        return predictRows(emptyRows.rows());
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
        return draws(newInputs, ones(newInputs.length), count, seed);
    }

    /**
     * The same for new observations whose noise covariance is n_i·Σ, as the mean of 1/n_i replicates has it.
     *
     * @param newInputs n×Q
     * @param relativeNoise n positive values
     * @param count the number of draws
     * @param seed the same seed gives the same draws, with the same backend
     * @return count×n×D
     * @throws InvalidInputException as with the same noise, or if a noise variance is missing or not positive and
     *     finite
     */
    public double[][][] sample(double[][] newInputs, double[] relativeNoise, int count, long seed) {
        requireNoise(relativeNoise, newInputs.length);
        return draws(newInputs, relativeNoise, count, seed);
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
        return draws(newInputs, new double[newInputs.length], count, seed);
    }

    private double[][][] draws(double[][] newInputs, double[] relativeNoise, int count, long seed) {
        if (count < 0) {
            throw new InvalidInputException(
                    "The number of draws is " + count + ".", "it overflowed: draw fewer at a time.");
        }
        Matrix mean = Matrix.copyOf(predictNoiseFree(newInputs).mean(), "means");
        if (newInputs.length == 0) {
            return new double[count][0][];
        }
        MatheronSampler sampler =
                new MatheronSampler(parameters, conditioning, observed, data.checkedInputs(newInputs), backend);
        return sampler.draw(mean, relativeNoise, count, seed);
    }

    private int[] all() {
        return IntStream.range(0, data.outputCount()).toArray();
    }

    private int[] one(int output) {
        return new int[] {Objects.checkIndex(output, data.outputCount())};
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
