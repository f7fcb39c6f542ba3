package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.data.Standardization;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fit: from data, model and options to the result. */
final class Fit {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** Lengthscales tried at the start, relative to the kernel's own suggestion. */
    private static final double[] LENGTHSCALE_FACTORS = {1, 0.25, 0.0625, 0.015625};

    private static final int TRIAL_EVALUATIONS = 40;

    /** The most that K and Σ for one kernel may take, so that a difficult one does not use up a run. */
    private static final int EVALUATIONS_PER_KERNEL = 3000;

    /** A noise variance up to this many times its floor is at it. */
    private static final double AT_FLOOR = 1.01;

    private static final double SMALLEST_DEVIATION = 1e-100;

    private final MultiOutputData data;
    private final GpModel model;
    private final FitOptions options;
    /** The units the optimiser works in. */
    private final Standardization units;

    private final FitProblem problem;
    private final Backend backend;
    /** The kernel where the model starts it. */
    private final Kernel family;
    /** D variances that count as 1 in these units. */
    private final double[] unitVariance;
    /** D smallest noise variances, in these units. */
    private final double[] floor;

    private final Tally tally = new Tally();

    /** Where a run ended. */
    private record Outcome(Estimate estimate, double objective, double gradientNorm, StopReason stopReason) {}

    Fit(MultiOutputData data, GpModel model, FitOptions options) {
        data.requireComplete();
        this.data = data;
        this.model = model;
        this.options = options;
        Matrix raw = data.outputs();
        Standardization standard = model.mean() == Mean.CONSTANT
                ? Standardization.meanAndDeviation(raw)
                : Standardization.rootMeanSquare(raw);
        this.backend = loadBackend();
        this.family = model.kernel().at(data.inputs());
        this.units = options.isStandardized() ? standard : Standardization.none(data.outputCount());
        this.unitVariance = new double[data.outputCount()];
        this.floor = new double[data.outputCount()];
        for (int d = 0; d < floor.length; d++) {
            requireRepresentable(standard.scale()[d], data.outputNames().get(d));
            double deviation = standard.scale()[d] / units.scale()[d];
            unitVariance[d] = deviation * deviation;
            floor[d] = options.noiseFloor() * unitVariance[d];
        }
        OutputCovariance noise = model.noise().standardized(units.scale(), floor);
        if (noise.parameterCount() == 0) {
            Cholesky.of(noise.matrix(new double[0]), "noise covariance");
        }
        this.problem = FitProblem.of(
                data.inputs(),
                units.apply(raw),
                model.mean(),
                model.coregionalization().standardized(units.scale(), new double[floor.length]),
                noise,
                EnginePlan.of(
                        options.engine(),
                        family,
                        data.inputs(),
                        data.outputCount() + model.mean().basis(data.inputs()).columns(),
                        backend));
    }

    private Backend loadBackend() {
        BackendChoice choice = BackendChoice.of(options.backend(), options.threads());
        choice.fallback().ifPresent(LOG::warn);
        return choice.backend();
    }

    FitResult run() {
        long began = System.nanoTime();
        LOG.info(
                "Fitting {} outputs at {} observations with a {} kernel",
                data.outputCount(),
                data.observationCount(),
                family.name());
        Outcome best = isKernelGiven() ? fitCovariances() : fitAll();
        FitResult result = result(best, began);
        result.warnings().forEach(LOG::warn);
        LOG.info(
                "{} after {} evaluations, {} eigendecompositions and {} s: objective {}",
                result.isConverged() ? "Converged" : "NOT converged, " + best.stopReason.explanation() + ",",
                tally.evaluations(),
                tally.eigendecompositions(),
                String.format(Locale.ROOT, "%.2f", result.seconds()),
                String.format(Locale.ROOT, "%.6f", result.objective()));
        return result;
    }

    /** K and Σ alone: one eigendecomposition serves every run. */
    private Outcome fitCovariances() {
        CovarianceFit fit = new CovarianceFit(problem, family, tally);
        FitStart first = FitStart.halfAndHalf(family, deviations(), unitVariance);
        return bestOfRuns(first, options.maxEvaluations(), (start, run) -> {
            Optimum covariances = fit.maximise(List.of(free(start), free(start.independent())), run);
            return new Outcome(
                    fit.estimate(covariances.point()),
                    covariances.objective(),
                    covariances.gradientNorm(),
                    covariances.stopReason());
        });
    }

    private Outcome fitAll() {
        FitStart plain = FitStart.halfAndHalf(family, deviations(), unitVariance);
        return bestOfRuns(start(plain), EVALUATIONS_PER_KERNEL, (start, run) -> {
            Climb.Summit summit = new Climb(problem, run)
                    .from(start.kernel(), List.of(free(start), free(plain), free(plain.independent())));
            Fitted fitted = summit.fitted();
            return new Outcome(fitted.estimate(), fitted.objective(), fitted.gradientNorm(), summit.stopReason());
        });
    }

    private Outcome bestOfRuns(FitStart first, int evaluationsPerKernel, BiFunction<FitStart, FitRun, Outcome> climb) {
        RandomGenerator random = new SplittableRandom(options.seed());
        Bounds bounds = first.kernel().logBounds(problem.inputs());
        Outcome best = climb.apply(first, new FitRun(1, options, evaluationsPerKernel, tally, unitsOffset()));
        for (int i = 1; i <= options.restarts(); i++) {
            Outcome other = climb.apply(
                    first.perturbed(random, bounds),
                    new FitRun(i + 1, options, evaluationsPerKernel, tally, unitsOffset()));
            LOG.debug("Restart {}: objective {}", i, other.objective - unitsOffset());
            best = other.objective > best.objective ? other : best;
        }
        return best;
    }

    /**
     * The kernel's own start if it has one; else the best of a few lengthscales, for each of which K and Σ are fitted
     * roughly on a part of the rows.
     */
    private FitStart start(FitStart plain) {
        if (model.kernel() instanceof Kernel) {
            return plain;
        }
        FitProblem coarsest = Climb.levels(problem).get(0);
        Kernel kernel = plain.kernel();
        Bounds bounds = kernel.logBounds(problem.inputs());
        FitStart best = plain;
        double highest = Double.NEGATIVE_INFINITY;
        for (double factor : LENGTHSCALE_FACTORS) {
            double[] log = kernel.logParameters();
            for (int i = 0; i < log.length; i++) {
                log[i] += Math.log(factor);
            }
            Kernel shorter = kernel.withLogParameters(bounds.clamp(log));
            CovarianceFit trial = new CovarianceFit(coarsest, shorter, tally);
            Optimum rough = Optimum.maximise(
                    trial::evaluate,
                    free(plain),
                    new Optimum.Limits(options.gradientTolerance(), TRIAL_EVALUATIONS, 1),
                    trial.preconditioner(),
                    (LbfgsOptimizer.IterationListener) (iteration, count, value, norm) -> tally.addIteration());
            if (rough.objective() > highest) {
                highest = rough.objective();
                Estimate estimate = trial.estimate(rough.point());
                best = new FitStart(shorter, estimate.coregionalization(), estimate.noise());
            }
        }
        return best;
    }

    private double[] free(FitStart start) {
        return problem.covarianceTransform()
                .free(Vectors.concat(
                        problem.coregionalization().parametersOf(start.coregionalization()),
                        problem.noise().parametersOf(start.noise())));
    }

    private FitResult result(Outcome best, long began) {
        Estimate estimate = best.estimate;
        double[] mean = units.location().clone();
        if (model.mean() == Mean.CONSTANT) {
            double[] coefficients = estimate.meanCoefficients().row(0);
            for (int d = 0; d < mean.length; d++) {
                mean[d] += units.scale()[d] * coefficients[d];
            }
        }
        GpParameters parameters = GpParameters.of(
                estimate.kernel(),
                units.covarianceInUnits(estimate.coregionalization()).toArray(),
                units.covarianceInUnits(estimate.noise()).toArray(),
                mean);
        List<String> atBounds = new ArrayList<>();
        if (!isKernelGiven()) {
            atBounds.addAll(kernelAtBounds(estimate.kernel()));
        }
        atBounds.addAll(noiseAtBounds(estimate.noise()));
        return new FitResult(
                data,
                parameters,
                best.objective - unitsOffset(),
                best.stopReason,
                best.gradientNorm,
                tally,
                (System.nanoTime() - began) * 1e-9,
                atBounds,
                estimate,
                problem.engines(),
                backend);
    }

    private boolean isKernelGiven() {
        return model.isKernelFixed() || family.logParameters().length == 0;
    }

    private List<String> kernelAtBounds(Kernel kernel) {
        BoundTransform transform = problem.kernelTransform(family);
        double[] log = kernel.logParameters();
        List<String> names = kernel.parameterNames(data.inputNames());
        List<String> found = new ArrayList<>();
        for (int i = 0; i < log.length; i++) {
            if (transform.isAtLower(log[i], i)) {
                found.add(names.get(i) + " at its lower bound " + Math.exp(log[i]));
            } else if (transform.isAtUpper(log[i], i)) {
                found.add(names.get(i) + " at its upper bound " + Math.exp(log[i]));
            }
        }
        return found;
    }

    /** T Σ log scale: what the objective in standardised units exceeds that in the data's units by. */
    private double unitsOffset() {
        double sum = 0;
        for (double scale : units.scale()) {
            sum += Math.log(scale);
        }
        return data.observationCount() * sum;
    }

    /** The outputs about their means, if the model has means. */
    private Matrix deviations() {
        if (model.mean() == Mean.ZERO) {
            return problem.outputs();
        }
        double[] means = Standardization.meanAndDeviation(problem.outputs()).location();
        return new Standardization(means, Standardization.none(means.length).scale()).apply(problem.outputs());
    }

    private List<String> noiseAtBounds(Matrix noise) {
        List<String> found = new ArrayList<>();
        if (problem.noise().parameterCount() == 0) {
            return found;
        }
        for (int d = 0; d < floor.length; d++) {
            if (noise.get(d, d) <= AT_FLOOR * floor[d]) {
                found.add("noise variance of " + data.outputNames().get(d) + " at its lower bound, "
                        + options.noiseFloor() + " of the output's variance");
            }
        }
        double[] inverse = Arrays.stream(floor).map(f -> 1 / Math.sqrt(f)).toArray();
        double[] ratios = SymmetricEigen.ofGradedSemidefinite(noise.scaled(inverse, inverse), "noise covariance")
                .values();
        if (found.isEmpty() && ratios[ratios.length - 1] <= AT_FLOOR) {
            found.add("noise variance of a combination of outputs at its lower bound, " + options.noiseFloor()
                    + " of the outputs' variance");
        }
        return found;
    }

    /** Squares of deviations must neither vanish nor overflow. */
    private static void requireRepresentable(double deviation, String output) {
        if (!(deviation >= SMALLEST_DEVIATION)) {
            throw new InvalidInputException(
                    "The output \"" + output + "\" deviates by " + deviation + " from its mean, less than "
                            + SMALLEST_DEVIATION + ".",
                    "choose another unit.");
        }
    }
}
