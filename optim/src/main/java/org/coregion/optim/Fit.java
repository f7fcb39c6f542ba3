package org.coregion.optim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.coregion.InvalidInputException;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.data.Standardization;
import org.coregion.engine.EnginePlan;
import org.coregion.engine.RowNoise;
import org.coregion.engine.Rows;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.MeanBasis;
import org.coregion.model.MeanDesign;
import org.coregion.model.ParameterNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fit: from data, model and options to the result. */
final class Fit {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** How much shorter than the kernel's own suggestion the lengthscales are that are tried at the start. */
    private static final double[] SHORTER = {1, 4, 16, 64};

    private static final int TRIAL_EVALUATIONS = 40;

    /** The most that K and Σ for one kernel may take, so that a difficult one does not use up a run. */
    private static final int EVALUATIONS_PER_KERNEL = 3000;

    /** A noise variance up to this many times its floor is at it. */
    private static final double AT_FLOOR = 1.01;

    private static final double SMALLEST_DEVIATION = 1e-100;

    private final MultiOutputData data;
    private final GpModel model;
    private final FitOptions options;
    private final MeanBasis meanBasis;
    private final MeanDesign design;
    /** P×D: ordinary least squares on the design, which is taken off before anything else. */
    private final Matrix roughMean;
    /** The units the optimiser works in. */
    private final Standardization units;
    /** D units of the noise's deviations, at a row of typical noise. */
    private final double[] noiseUnits;

    private final Restrictions restrictions;
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
        this.meanBasis = model.mean().over(data.inputNames());
        this.design = MeanDesign.of(meanBasis, data.inputs());
        if (options.isRestricted()) {
            requireErrorContrasts(design.basis());
        }
        this.roughMean = design.leastSquares(raw);
        Matrix deviations = raw.plus(-1, Products.multiply(design.basis(), roughMean));
        Standardization standard = Standardization.of(raw, deviations);
        this.backend = loadBackend();
        this.units = options.isStandardized() ? standard : Standardization.none(data.outputCount());
        Kernel start = model.kernel().at(data.inputs(), data.inputNames());
        double[] relativeNoise = data.relativeNoise();
        double typicalNoise = typical(relativeNoise);
        this.noiseUnits = Arrays.stream(units.scale())
                .map(scale -> scale / Math.sqrt(typicalNoise))
                .toArray();
        RowNoise rowNoise = RowNoise.of(
                Arrays.stream(relativeNoise).map(n -> n / typicalNoise).toArray());
        this.restrictions = Restrictions.of(model, start, data, units.scale(), noiseUnits);
        this.family = restrictions.admissible(start, data.inputs());
        this.unitVariance = new double[data.outputCount()];
        this.floor = new double[data.outputCount()];
        for (int d = 0; d < floor.length; d++) {
            requireRepresentable(standard.scale()[d], data.outputNames().get(d));
            double deviation = standard.scale()[d] / units.scale()[d];
            unitVariance[d] = deviation * deviation;
            floor[d] = options.noiseFloor() * unitVariance[d];
        }
        OutputCovariance k = Restrictions.limited(model.coregionalization(), restrictions.signal(), "signal variance")
                .standardized(units.scale(), new double[floor.length]);
        restrictions.requireCorrelations(k);
        OutputCovariance noise = Restrictions.limited(model.noise(), restrictions.noise(), "noise variance")
                .standardized(noiseUnits, floor);
        if (noise.parameterCount() == 0) {
            Cholesky.of(noise.matrix(new double[0]), "noise covariance");
        }
        FitProblem likelihood = FitProblem.of(
                        data.inputs(),
                        units.apply(deviations),
                        design.basis(),
                        k,
                        noise,
                        EnginePlan.of(
                                options.engine(),
                                family,
                                Rows.of(data.inputs()).with(rowNoise),
                                data.outputCount() + meanBasis.size(),
                                backend))
                .under(restrictions);
        this.problem = options.isRestricted() ? likelihood.restricted() : likelihood;
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
        FitStart first = FitStart.halfAndHalf(family, problem.outputs(), unitVariance);
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
        FitStart plain = FitStart.halfAndHalf(family, problem.outputs(), unitVariance);
        return bestOfRuns(start(plain), EVALUATIONS_PER_KERNEL, (start, run) -> {
            Climb.Summit summit = new Climb(problem, run)
                    .from(start.kernel(), List.of(free(start), free(plain), free(plain.independent())));
            Fitted fitted = summit.fitted();
            return new Outcome(fitted.estimate(), fitted.objective(), fitted.gradientNorm(), summit.stopReason());
        });
    }

    private Outcome bestOfRuns(FitStart first, int evaluationsPerKernel, BiFunction<FitStart, FitRun, Outcome> climb) {
        RandomGenerator random = new SplittableRandom(options.seed());
        KernelSpace space = problem.kernelSpace(first.kernel());
        Outcome best = climb.apply(first, new FitRun(1, options, evaluationsPerKernel, tally, unitsOffset()));
        for (int i = 1; i <= options.restarts(); i++) {
            Outcome other = climb.apply(
                    first.perturbed(random, space),
                    new FitRun(i + 1, options, evaluationsPerKernel, tally, unitsOffset()));
            LOG.debug("Restart {}: objective {}", i, other.objective - unitsOffset());
            best = other.objective > best.objective ? other : best;
        }
        return best;
    }

    /**
     * The kernel's own start if its lengthscales are given; else the best of a few, for each of which K and Σ are
     * fitted roughly on a part of the rows.
     */
    private FitStart start(FitStart plain) {
        if (Arrays.equals(
                shortened(SHORTER[SHORTER.length - 1]).logParameters(),
                shortened(1).logParameters())) {
            return plain;
        }
        FitProblem coarsest = Climb.levels(problem).get(0);
        KernelSpace space = problem.kernelSpace(family);
        FitStart best = plain;
        double highest = Double.NEGATIVE_INFINITY;
        for (double factor : SHORTER) {
            Kernel kernel = shortened(factor);
            Kernel shorter = kernel.withLogParameters(space.admissible(kernel.logParameters()));
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

    private Kernel shortened(double factor) {
        return model.kernel().shortened(factor).at(data.inputs(), data.inputNames());
    }

    private double[] free(FitStart start) {
        return problem.covarianceTransform()
                .free(Vectors.concat(
                        problem.coregionalization().parametersOf(start.coregionalization()),
                        problem.noise().parametersOf(start.noise())));
    }

    private FitResult result(Outcome best, long began) {
        Estimate estimate = best.estimate;
        Matrix ofDesign = roughMean.plus(1, estimate.meanCoefficients().scaledColumns(units.scale()));
        GpParameters parameters = GpParameters.of(
                estimate.kernel(),
                units.covarianceInUnits(estimate.coregionalization()).toArray(),
                estimate.noise().scaled(noiseUnits, noiseUnits).toArray(),
                meanBasis,
                design.coefficients(ofDesign).toArray());
        double logPrior = restrictions.logPrior(estimate);
        double objective = best.objective - logPrior - unitsOffset();
        return new FitResult(
                data,
                model,
                options,
                parameters,
                design.covariance(estimate.meanCovariance(), units.scale()),
                objective,
                logPrior,
                best.objective
                        - logPrior
                        - (options.isRestricted() ? estimate.restriction() : 0)
                        - logUnits(data.observationCount()),
                best.stopReason,
                best.gradientNorm,
                tally,
                (System.nanoTime() - began) * 1e-9,
                reachedBounds(parameters, estimate.noise()),
                estimate,
                problem.engines(),
                backend);
    }

    private boolean isKernelGiven() {
        return model.isKernelFixed() || problem.kernelSpace(family).size() == 0;
    }

    /** @param noise Σ in standardised units */
    private List<String> reachedBounds(GpParameters parameters, Matrix noise) {
        ReachedBounds reached = new ReachedBounds();
        if (!isKernelGiven()) {
            reached.addKernel(
                    parameters.kernel(), problem.kernelSpace(family), family.parameterNames(data.inputNames()));
        }
        reached.addVariances(
                parameters.coregionalization().diagonal(),
                restrictions.signal(),
                ParameterNames.signalVariances(data.outputNames()));
        reached.addVariances(
                parameters.noise().diagonal(), restrictions.noise(), ParameterNames.noiseVariances(data.outputNames()));
        if (problem.noise().parameterCount() > 0) {
            addFloors(reached, noise);
        }
        return reached.found();
    }

    /**
     * T Σ log scale: what the objective in standardised units exceeds that in the data's units by. The restricted
     * likelihood is that of T − P contrasts of each output.
     */
    private double unitsOffset() {
        return logUnits(data.observationCount() - (options.isRestricted() ? meanBasis.size() : 0));
    }

    /** The sum of log scale over so many values of every output. */
    private double logUnits(int rows) {
        double sum = 0;
        for (double scale : units.scale()) {
            sum += Math.log(scale);
        }
        return rows * sum;
    }

    private void addFloors(ReachedBounds reached, Matrix noise) {
        boolean isFound = false;
        List<String> names = ParameterNames.noiseVariances(data.outputNames());
        for (int d = 0; d < floor.length; d++) {
            // A lower bound that was demanded takes the place of the floor.
            if (restrictions.noise().lower()[d] == 0 && noise.get(d, d) <= AT_FLOOR * floor[d]) {
                reached.add(
                        names.get(d) + " at its lower bound, " + options.noiseFloor() + " of the output's variance");
                isFound = true;
            }
        }
        double[] inverse = Arrays.stream(floor).map(f -> 1 / Math.sqrt(f)).toArray();
        double[] ratios = SymmetricEigen.ofGradedSemidefinite(noise.scaled(inverse, inverse), "noise covariance")
                .values();
        if (!isFound && restrictions.noise().isNone() && ratios[ratios.length - 1] <= AT_FLOOR) {
            reached.add("noise variance of a combination of outputs at its lower bound, " + options.noiseFloor()
                    + " of the outputs' variance");
        }
    }

    /** The restricted likelihood needs more rows than basis functions. */
    private static void requireErrorContrasts(Matrix basis) {
        if (basis.rows() == basis.columns()) {
            throw new InvalidInputException(
                    "The restricted likelihood of " + basis.rows() + " observations is empty: the mean has "
                            + basis.columns() + " functions.",
                    "choose fewer functions, or the likelihood of all observations.");
        }
    }

    /** The geometric mean of relative noise variances: to the last bit their value if they are all the same. */
    private static double typical(double[] variances) {
        if (Arrays.stream(variances).allMatch(n -> n == variances[0])) {
            return variances[0];
        }
        return Math.exp(Arrays.stream(variances).map(Math::log).average().orElseThrow());
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
