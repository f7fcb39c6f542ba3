package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Parallel;

/**
 * Where the first run starts if the lengthscales are not given: kernels tried roughly, with K and Σ fitted to each, on
 * the coarsest level, and between them the kernel where a cubic through their objectives has its peak. Few rows say
 * little, so that L has more optima there, and cost little: all of them serve a trial, kernels with lengthscales drawn
 * at random join in, and more than one start is followed.
 */
final class StartSearch {
    /** How many times shorter the lengthscales tried are than those that the kernel takes from the inputs. */
    private static final double[] SHORTER = {1, 4, 16, 64};

    /** So many of them are tried in any case. */
    private static final int LONG = 2;

    /** Where L falls by so much while lengthscales grow e times shorter, it has no other peak at shorter ones. */
    private static final double STEEP = 20;

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

    /** Log parameters that differ by less are the same. */
    private static final double SAME = 1e-9;

    /** A curvature per value below which a profile is too flat for a step by it. */
    private static final double FLAT = 0.02;

    private final FitSetup setup;
    private final FitProblem problem;
    private final KernelSpace space;
    private final Tally tally;
    /** What serves a trial. */
    private final FitProblem rows;
    /** Whether rows are few. */
    private final boolean isSmall;
    /** What shortening the lengthscales by e adds to each log parameter of the kernel that is free. */
    private final double[] direction;

    /** @param slope of the objective in the logarithm of how many times shorter the lengthscales are */
    private record Trial(FitStart start, double objective, double slope) {}

    /**
     * What is found.
     *
     * @param starts worth following, best first
     * @param curvature what the first level may expect; empty if the trials do not show it
     */
    record Found(List<FitStart> starts, Optional<Curvature> curvature) {}

    /**
     * A search that has not begun.
     *
     * @param coarsest the level on which many rows are tried
     * @param tally what the trials are counted in
     */
    StartSearch(FitSetup setup, FitProblem coarsest, Tally tally) {
        this.setup = setup;
        this.problem = setup.problem();
        this.space = problem.kernelSpace(setup.family());
        this.tally = tally;
        this.isSmall =
                problem.size() < FEW_ROWS && problem.valueCount() <= (problem.isComplete() ? FEW_VALUES : FEW_OBSERVED);
        this.rows = isSmall ? problem : coarsest;
        this.direction = Vectors.plus(
                setup.shortened(Math.E).logParameters(), -1, setup.shortened(1).logParameters());
        int[] variables = space.variables();
        for (int p = 0; p < direction.length; p++) {
            direction[p] = variables[p] < 0 ? 0 : direction[p];
        }
    }

    /**
     * The starts worth following, best first.
     *
     * @param covariances where K and Σ start
     */
    Found from(FitStart covariances) {
        List<Trial> trials = trials(covariances);
        List<Trial> best = trials.stream()
                .sorted(Comparator.comparingDouble(Trial::objective).reversed())
                .toList();
        return isSmall
                ? new Found(best.stream().limit(FOLLOWED).map(Trial::start).toList(), Optional.empty())
                : between(trials, trials.indexOf(best.get(0)));
    }

    /**
     * The start of the best trial, moved to the peak of a cubic between it and its neighbour uphill, if there is one.
     */
    private Found between(List<Trial> trials, int best) {
        Trial trial = trials.get(best);
        Found plain = new Found(List.of(trial.start), Optional.empty());
        int neighbour = trial.slope > 0 ? best + 1 : best - 1;
        if (neighbour < 0 || neighbour == trials.size()) {
            return plain;
        }
        Trial other = trials.get(neighbour);
        double at = Math.log(SHORTER[best]);
        double to = Math.log(SHORTER[neighbour]);
        double peak = LineSearch.cubic(at, -trial.objective, -trial.slope, to, -other.objective, -other.slope);
        if (!((peak - at) * (to - peak) > 0)) {
            return plain;
        }
        // The cubic's second derivative goes linearly through the secant of the slopes in the middle.
        double width = to - at;
        double rise = (other.objective - trial.objective) / width;
        double third = 6 * (trial.slope + other.slope - 2 * rise) / (width * width);
        double fall = (trial.slope - other.slope) / width - third * (peak - (at + to) / 2);
        boolean isAtBounds = isMoved(trial.start.kernel(), best) || isMoved(other.start.kernel(), neighbour);
        return new Found(
                List.of(new FitStart(shortened(Math.exp(peak)), trial.start.coregionalization(), trial.start.noise())),
                isAtBounds ? Optional.empty() : curvature(fall));
    }

    /** Whether bounds or ties have made another kernel of a trial than the one meant. */
    private boolean isMoved(Kernel kernel, int trial) {
        double[] meant = setup.shortened(SHORTER[trial]).logParameters();
        return Vectors.maxNorm(Vectors.plus(kernel.logParameters(), -1, meant)) > SAME;
    }

    /**
     * That of the parameters that move along the direction, as if each had the same share of a fall of the slope; empty
     * where there is little of it.
     */
    private Optional<Curvature> curvature(double fall) {
        int[] variables = space.variables();
        boolean[] moves = new boolean[space.size()];
        for (int p = 0; p < variables.length; p++) {
            if (direction[p] != 0) {
                moves[variables[p]] = true;
            }
        }
        double count = IntStream.range(0, moves.length).filter(i -> moves[i]).count();
        double values = rows.valueCount();
        double perValue = fall / (count * values);
        return count > 0 && perValue > FLAT ? Optional.of(Curvature.of(moves, perValue)) : Optional.empty();
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
        return kernel.withLogParameters(space.admissible(kernel.logParameters()));
    }

    /**
     * Short lengthscales are dear, and left out where the slope leads clearly from longer ones to still longer ones.
     */
    private List<Trial> trials(FitStart covariances) {
        List<Kernel> kernels = kernels();
        if (isSmall) {
            return trials(kernels, covariances);
        }
        List<Trial> trials = new ArrayList<>(trials(kernels.subList(0, LONG), covariances));
        while (trials.size() < kernels.size() && trials.get(trials.size() - 1).slope > -STEEP) {
            trials.addAll(trials(kernels.subList(trials.size(), trials.size() + 1), covariances));
        }
        return trials;
    }

    /** One of each kernel, side by side. */
    private List<Trial> trials(List<Kernel> kernels, FitStart covariances) {
        int sideBySide = setup.sideBySide(rows, kernels.size());
        FitProblem each = rows.solvedBy(setup.backendOfEach(sideBySide));
        Trial[] trials = new Trial[kernels.size()];
        Tally[] tallies = new Tally[kernels.size()];
        Parallel.forEach(sideBySide, trials.length, i -> {
            tallies[i] = new Tally();
            trials[i] = trial(new CovarianceFit(each, kernels.get(i), tallies[i]), covariances, tallies[i]);
        });
        Arrays.stream(tallies).forEach(tally::add);
        return List.of(trials);
    }

    private Trial trial(CovarianceFit fit, FitStart covariances, Tally own) {
        double tolerance = isSmall ? setup.options().gradientTolerance() : FitRun.roughGradient(rows);
        Optimum rough = Optimum.maximise(
                fit::evaluate,
                covariances.free(problem),
                new Optimum.Limits(tolerance, TRIAL_EVALUATIONS, 1),
                fit.preconditioner(),
                (LbfgsOptimizer.IterationListener) (iteration, count, value, norm) -> own.addIteration());
        Estimate estimate = fit.estimate(rough.point());
        double slope = isSmall ? 0 : Vectors.dot(direction, fit.kernelGradient());
        return new Trial(FitStart.of(estimate), rough.objective(), slope);
    }
}
