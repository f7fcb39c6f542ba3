package org.coregion.optim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.coregion.kernel.Kernel;

/**
 * Where the first run starts if the lengthscales are not given: kernels tried roughly, with K and Σ fitted to each, on
 * the coarsest level, and between them the kernel where a cubic through their objectives has its peak. Few rows say
 * little, so that L has more optima there, and cost little: all of them serve a trial, kernels with lengthscales drawn
 * at random join in, and more than one start is followed.
 */
final class StartSearch {
    /** How many times shorter the lengthscales tried are than those that the kernel takes from the inputs. */
    private static final double[] SHORTER = {1, 4, 16, 64};

    private static final int TRIAL_EVALUATIONS = 40;

    /** Fewer rows than this are few, if they do not hold more values than the next two say. */
    private static final int FEW_ROWS = 128;

    private static final int FEW_VALUES = 1000;

    /** The same where outputs are missing, which makes an evaluation dear. */
    private static final int FEW_OBSERVED = 300;

    /** Kernels drawn at random where rows are few. */
    private static final int DRAWN = 16;

    /** Standard deviation of the logarithms of their lengthscales. */
    private static final double SPREAD = 1.5;

    /** Starts that are followed where rows are few. */
    private static final int FOLLOWED = 3;

    private static final long SEED = 1;

    private final FitSetup setup;
    private final FitProblem problem;
    private final Tally tally;
    /** What serves a trial. */
    private final FitProblem rows;
    /** Whether rows are few. */
    private final boolean isSmall;
    /** What shortening the lengthscales by e adds to each log parameter of the kernel. */
    private final double[] direction;

    /** @param slope of the objective in the logarithm of how many times shorter the lengthscales are */
    private record Trial(FitStart start, double objective, double slope) {}

    /**
     * A search that has not begun.
     *
     * @param coarsest the level on which many rows are tried
     * @param tally what the trials are counted in
     */
    StartSearch(FitSetup setup, FitProblem coarsest, Tally tally) {
        this.setup = setup;
        this.problem = setup.problem();
        this.tally = tally;
        this.isSmall =
                problem.size() < FEW_ROWS && problem.valueCount() <= (problem.isComplete() ? FEW_VALUES : FEW_OBSERVED);
        this.rows = isSmall ? problem : coarsest;
        this.direction = Vectors.plus(
                setup.shortened(Math.E).logParameters(), -1, setup.shortened(1).logParameters());
    }

    /**
     * The starts worth following, best first.
     *
     * @param covariances where K and Σ start
     */
    List<FitStart> from(FitStart covariances) {
        List<Trial> trials = new ArrayList<>();
        for (Kernel kernel : kernels()) {
            trials.add(trial(kernel, covariances));
        }
        List<Trial> best = trials.stream()
                .sorted(Comparator.comparingDouble(Trial::objective).reversed())
                .toList();
        return isSmall
                ? best.stream().limit(FOLLOWED).map(Trial::start).toList()
                : List.of(between(trials, trials.indexOf(best.get(0))));
    }

    /**
     * The start of the best trial, moved to the peak of a cubic between it and its neighbour uphill, if there is one.
     */
    private FitStart between(List<Trial> trials, int best) {
        Trial trial = trials.get(best);
        int neighbour = trial.slope > 0 ? best + 1 : best - 1;
        if (neighbour < 0 || neighbour == trials.size()) {
            return trial.start;
        }
        Trial other = trials.get(neighbour);
        double at = Math.log(SHORTER[best]);
        double to = Math.log(SHORTER[neighbour]);
        double peak = LineSearch.cubic(at, -trial.objective, -trial.slope, to, -other.objective, -other.slope);
        return (peak - at) * (to - peak) > 0
                ? new FitStart(shortened(Math.exp(peak)), trial.start.coregionalization(), trial.start.noise())
                : trial.start;
    }

    private List<Kernel> kernels() {
        RandomGenerator random = new SplittableRandom(SEED);
        List<Kernel> kernels = new ArrayList<>();
        for (double factor : SHORTER) {
            kernels.add(shortened(factor));
        }
        for (int i = 0; i < DRAWN && isSmall; i++) {
            double[] log = kernels.get(i % (SHORTER.length - 1)).logParameters();
            for (int p = 0; p < log.length; p++) {
                log[p] += direction[p] != 0 ? SPREAD * random.nextGaussian() : 0;
            }
            kernels.add(admissible(setup.family().withLogParameters(log)));
        }
        return kernels;
    }

    private Kernel shortened(double factor) {
        return admissible(setup.shortened(factor));
    }

    private Kernel admissible(Kernel kernel) {
        return kernel.withLogParameters(problem.kernelSpace(setup.family()).admissible(kernel.logParameters()));
    }

    private Trial trial(Kernel kernel, FitStart covariances) {
        CovarianceFit fit = new CovarianceFit(rows, kernel, tally);
        Optimum rough = Optimum.maximise(
                fit::evaluate,
                covariances.free(problem),
                new Optimum.Limits(setup.options().gradientTolerance(), TRIAL_EVALUATIONS, 1),
                fit.preconditioner(),
                (LbfgsOptimizer.IterationListener) (iteration, count, value, norm) -> tally.addIteration());
        Estimate estimate = fit.estimate(rough.point());
        double slope = isSmall ? 0 : Vectors.dot(direction, fit.kernelGradient());
        return new Trial(
                new FitStart(kernel, estimate.coregionalization(), estimate.noise()), rough.objective(), slope);
    }
}
