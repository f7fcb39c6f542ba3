package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.data.Standardization;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fit: from data, model and options to the result. */
final class Fit {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** Enough remembered steps for the curvature of all but the largest coregionalizations. */
    private static final int MEMORY = 40;

    /** Lengthscales tried at the start, relative to the kernel's own suggestion. */
    private static final double[] LENGTHSCALE_FACTORS = {1, 0.25, 0.0625, 0.015625};

    /** Rows that the trials look at, at most. */
    private static final int TRIAL_ROWS = 256;

    private static final int TRIAL_EVALUATIONS = 40;

    private final MultiOutputData data;
    private final GpModel model;
    private final FitOptions options;
    private final Matrix inputs;
    /** The units the optimiser works in. */
    private final Standardization units;

    private final Matrix outputs;
    private final OutputCovariance coregionalization;
    private final OutputCovariance noise;
    /** D variances that count as 1 in these units. */
    private final double[] unitVariance;

    private int evaluations;
    private int iterations;
    private int eigendecompositions;

    /** One finished run. */
    private record Run(double[] z, double objective, double gradientNorm, StopReason stopReason) {}

    Fit(MultiOutputData data, GpModel model, FitOptions options) {
        this.data = data;
        this.model = model;
        this.options = options;
        this.inputs = data.inputs();
        Standardization standard = model.mean() == Mean.CONSTANT
                ? Standardization.meanAndDeviation(data.outputs())
                : Standardization.rootMeanSquare(data.outputs());
        this.units = options.isStandardized() ? standard : Standardization.none(data.outputCount());
        this.outputs = units.apply(data.outputs());
        this.unitVariance = new double[data.outputCount()];
        double[] floor = new double[unitVariance.length];
        for (int d = 0; d < floor.length; d++) {
            double deviation = standard.scale()[d] / units.scale()[d];
            unitVariance[d] = deviation * deviation;
            floor[d] = options.noiseFloor() * unitVariance[d];
        }
        this.coregionalization = model.coregionalization().standardized(units.scale(), new double[floor.length]);
        this.noise = model.noise().standardized(units.scale(), floor);
        if (noise.parameterCount() == 0) {
            Cholesky.of(noise.matrix(new double[0]), "noise covariance");
        }
    }

    FitResult run() {
        long began = System.nanoTime();
        Kernel kernel = model.kernel().at(inputs);
        LOG.info(
                "Fitting {} outputs at {} observations with a {} kernel",
                data.outputCount(),
                data.observationCount(),
                kernel.name());
        FitProblem problem = problem(inputs, outputs, kernel, model.isKernelFixed());
        FitStart start = start(kernel);
        RandomGenerator random = new SplittableRandom(options.seed());
        Run best = run(problem, start, 1);
        for (int i = 1; i <= options.restarts(); i++) {
            Run other = run(problem, start.perturbed(random), i + 1);
            best = other.objective > best.objective ? other : best;
        }
        eigendecompositions += problem.eigendecompositions();
        FitResult result = result(problem, best, began);
        LOG.info(
                "{} after {} evaluations, {} eigendecompositions and {} s: objective {}",
                result.isConverged() ? "Converged" : "NOT converged, " + best.stopReason.explanation() + ",",
                evaluations,
                eigendecompositions,
                String.format(Locale.ROOT, "%.2f", result.seconds()),
                result.objective());
        return result;
    }

    private FitProblem problem(Matrix x, Matrix y, Kernel kernel, boolean kernelFixed) {
        return new FitProblem(x, y, model.mean().basis(x), kernel, kernelFixed, coregionalization, noise);
    }

    /**
     * The kernel's own start if it has one; else the best of a few lengthscales, for each of which K and Σ are fitted
     * roughly on a part of the rows.
     */
    private FitStart start(Kernel kernel) {
        FitStart plain = FitStart.halfAndHalf(kernel, deviations(), unitVariance);
        if (model.kernel() instanceof Kernel || kernel.logParameters().length == 0) {
            return plain;
        }
        Matrix x = thinned(inputs);
        FitProblem thin = problem(x, thinned(outputs), kernel, true);
        FitStart best = plain;
        double highest = Double.NEGATIVE_INFINITY;
        for (double factor : LENGTHSCALE_FACTORS) {
            double[] log = kernel.logParameters();
            for (int i = 0; i < log.length; i++) {
                log[i] += Math.log(factor);
            }
            Kernel candidate = kernel.withLogParameters(log);
            FitProblem trial = thin.withFixedKernel(candidate);
            Run run = maximise(trial, plain, TRIAL_EVALUATIONS, (iteration, count, value, gradientNorm) -> {});
            eigendecompositions += trial.eigendecompositions();
            LOG.debug("Start with {}: objective {} on {} rows", candidate, run.objective, x.rows());
            if (run.objective > highest) {
                highest = run.objective;
                FitProblem.Point point = trial.point(run.z);
                best = new FitStart(candidate, point.coregionalization(), point.noise());
            }
        }
        return best;
    }

    private Run run(FitProblem problem, FitStart start, int number) {
        double offset = unitsOffset();
        int before = iterations;
        Run run = maximise(problem, start, options.maxEvaluations(), (iteration, count, value, gradientNorm) -> {
            LOG.trace("Iteration {}: objective {}, gradient {}", iteration, value - offset, gradientNorm);
            options.listener()
                    .iteration(new FitListener.Progress(
                            number, options.restarts() + 1, iteration, count, value - offset, gradientNorm));
        });
        LOG.debug(
                "Run {} of {}: objective {} after {} iterations, {}",
                number,
                options.restarts() + 1,
                run.objective - offset,
                iterations - before,
                run.stopReason.explanation());
        return run;
    }

    private Run maximise(
            FitProblem problem, FitStart start, int maxEvaluations, LbfgsOptimizer.IterationListener listener) {
        double[] z = problem.free(start.kernel(), start.coregionalization(), start.noise());
        SharedObjective objective = new SharedObjective(problem::evaluate);
        LbfgsOptimizer optimizer = new LbfgsOptimizer(MEMORY, options.gradientTolerance(), null);
        PointValuePair optimum = optimizer.optimize(
                objective.value(),
                objective.gradient(),
                GoalType.MAXIMIZE,
                new InitialGuess(z),
                new MaxEval(maxEvaluations),
                listener);
        evaluations += optimizer.getEvaluations();
        iterations += optimizer.getIterations();
        return new Run(optimum.getPoint(), optimum.getValue(), optimizer.gradientNorm(), optimizer.stopReason());
    }

    private FitResult result(FitProblem problem, Run best, long began) {
        FitProblem.Point point = problem.point(best.z);
        LikelihoodValue value = problem.valueAt(point);
        double[] mean = units.location().clone();
        if (model.mean() == Mean.CONSTANT) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += units.scale()[d] * value.meanCoefficients().get(0, d);
            }
        }
        GpParameters parameters = GpParameters.of(
                point.kernel(),
                units.covarianceInUnits(point.coregionalization()).toArray(),
                units.covarianceInUnits(point.noise()).toArray(),
                mean);
        return new FitResult(
                data,
                parameters,
                best.objective - unitsOffset(),
                best.stopReason,
                best.gradientNorm,
                evaluations,
                iterations,
                eigendecompositions,
                (System.nanoTime() - began) * 1e-9,
                atBounds(problem, point));
    }

    /** T Σ log scale: what the objective in standardised units exceeds that in the data's units by. */
    private double unitsOffset() {
        double sum = 0;
        for (double scale : units.scale()) {
            sum += Math.log(scale);
        }
        return data.observationCount() * sum;
    }

    private Matrix deviations() {
        return model.mean() == Mean.CONSTANT
                ? new Standardization(
                                Standardization.meanAndDeviation(outputs).location(),
                                Standardization.none(data.outputCount()).scale())
                        .apply(outputs)
                : outputs;
    }

    /** Every k-th row, so that no more than {@link #TRIAL_ROWS} remain. */
    private static Matrix thinned(Matrix rows) {
        int stride = (rows.rows() + TRIAL_ROWS - 1) / TRIAL_ROWS;
        int count = (rows.rows() + stride - 1) / stride;
        double[] kept = new double[count * rows.columns()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows.data(), i * stride * rows.columns(), kept, i * rows.columns(), rows.columns());
        }
        return Matrix.wrap(count, rows.columns(), kept);
    }

    private List<String> atBounds(FitProblem problem, FitProblem.Point point) {
        List<String> found = new ArrayList<>();
        List<String> kernelNames = point.kernel().parameterNames(data.inputNames());
        for (int i = 0; i < problem.kernelParameterCount(); i++) {
            double value = Math.exp(point.x()[i]);
            if (problem.transform().isAtLower(point.x()[i], i)) {
                found.add(kernelNames.get(i) + " at its lower bound " + value);
            } else if (problem.transform().isAtUpper(point.x()[i], i)) {
                found.add(kernelNames.get(i) + " at its upper bound " + value);
            }
        }
        if (noise.parameterCount() > 0) {
            double[] floor = Arrays.stream(unitVariance)
                    .map(unit -> options.noiseFloor() * unit)
                    .toArray();
            double[] variances = point.noise().diagonal();
            for (int d = 0; d < variances.length; d++) {
                if (variances[d] <= 1.01 * floor[d]) {
                    found.add("noise variance of " + data.outputNames().get(d) + " at its lower bound, "
                            + options.noiseFloor() + " of the output's variance");
                }
            }
        }
        return found;
    }
}
