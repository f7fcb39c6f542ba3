package org.coregion.optim;

/** One run of a fit: its budget, and whom to tell. */
final class FitRun {
    /** Coarse levels only hand over a start: the gradient at which their inner fits stop. */
    private static final double COARSE_GRADIENT = 1e-3;

    /** The same, for each thousand values, of one that shall only show where it leads. */
    private static final double ROUGH_GRADIENT = 0.03;

    private static final int COARSE_EVALUATIONS = 500;

    /** Standard errors left in the kernel's parameters on a coarse level, whose optimum is one off in any case. */
    private static final double COARSE_DISTANCE = 0.3;

    /** The same on one whose optimum is so far off. */
    private static final double REDUCED_DISTANCE = 0.01;

    /** The same on all rows: what is left to gain in L is half its square. */
    private static final double DISTANCE = 1e-3;

    /** Of the distance, whatever the gradient tolerance: less would be rounding. */
    private static final double LEAST_SHARE = 1e-6;

    /** Kernels of a search on a matrix near M: several times what it takes, for each parameter and one more. */
    private static final int MOST_KERNELS = 20;

    private final int number;
    private final FitOptions options;
    private final FitListener listener;
    private final int evaluationsPerKernel;
    private final Tally tally;
    private final double objectiveOffset;
    private int iterations;

    /**
     * A run that starts now.
     *
     * @param number from 1
     * @param listener who hears of its iterations
     * @param evaluationsPerKernel the most that one fit of K and Σ on all rows may take
     * @param tally what the run counts in, and nobody has counted in before
     * @param objectiveOffset what the objective in standardised units exceeds that in the data's units by
     */
    FitRun(
            int number,
            FitOptions options,
            FitListener listener,
            int evaluationsPerKernel,
            Tally tally,
            double objectiveOffset) {
        this.number = number;
        this.options = options;
        this.listener = listener;
        this.evaluationsPerKernel = evaluationsPerKernel;
        this.tally = tally;
        this.objectiveOffset = objectiveOffset;
    }

    Tally tally() {
        return tally;
    }

    /** Whether the evaluations on all rows that a run is allowed are used up. */
    boolean isSpent() {
        return evaluationsLeft() <= 0;
    }

    /**
     * Limits of an inner fit; even a spent run may evaluate its start. A coarse level has limits of its own, so that it
     * cannot use up what the full one needs.
     */
    Optimum.Limits limits(FitProblem problem) {
        double tolerance = options.gradientTolerance(problem.valueCount());
        return problem.isCoarse()
                ? new Optimum.Limits(Math.max(tolerance, COARSE_GRADIENT), COARSE_EVALUATIONS, 1)
                : new Optimum.Limits(tolerance, Math.max(1, Math.min(evaluationsPerKernel, evaluationsLeft())), 1);
    }

    /**
     * Limits of a fit of all parameters at once.
     *
     * @param besides evaluations that are not the optimiser's own
     */
    Optimum.Limits jointLimits(FitProblem problem, int besides) {
        Optimum.Limits limits = limits(problem);
        return problem.isCoarse()
                ? limits
                : new Optimum.Limits(
                        limits.gradientTolerance(), Math.max(1, evaluationsLeft() - besides), limits.firstStep());
    }

    /** Limits of an inner fit that shall only show where it leads. */
    Optimum.Limits roughLimits(FitProblem problem) {
        Optimum.Limits limits = limits(problem);
        return new Optimum.Limits(
                Math.max(limits.gradientTolerance(), roughGradient(problem)),
                limits.maxEvaluations(),
                limits.firstStep());
    }

    /** The gradient at which such a fit stops. */
    static double roughGradient(FitProblem problem) {
        return ROUGH_GRADIENT * Math.max(1, problem.valueCount() / 1000.0);
    }

    /**
     * The standard errors that may be left in each of a kernel's parameters when the search for them ends. With a
     * smaller gradient tolerance than by default it is smaller as well, as far as rounding allows.
     */
    double distance(FitProblem problem, int parameters) {
        if (problem.isCoarse()) {
            return problem.detail() == Detail.REDUCED ? REDUCED_DISTANCE : COARSE_DISTANCE;
        }
        double share = options.gradientTolerance() / FitOptions.withDefaults().gradientTolerance();
        return DISTANCE * Math.max(LEAST_SHARE, Math.min(1, share)) / Math.sqrt(Math.max(1, parameters));
    }

    /**
     * The most kernels of one search. Beside very little noise a matrix near M is not near enough: its objective jumps
     * with the kernel, and there is nothing to gain by following it.
     */
    int mostKernels(FitProblem problem, int parameters) {
        boolean isNearM = problem.detail() == Detail.REDUCED || problem.detail() == Detail.NEAR;
        return isNearM ? MOST_KERNELS * (1 + parameters) : Integer.MAX_VALUE;
    }

    /** Passes on the iterations over all rows; those of a coarse level have objectives of their own. */
    LbfgsOptimizer.IterationListener listener(FitProblem problem) {
        return (iteration, count, value, gradientNorm) -> {
            if (!problem.isCoarse()) {
                listener.iteration(new FitListener.Progress(
                        number,
                        options.restarts() + 1,
                        ++iterations,
                        tally.wholeEvaluations(),
                        value - objectiveOffset,
                        gradientNorm));
            }
        };
    }

    private int evaluationsLeft() {
        return options.maxEvaluations() - tally.wholeEvaluations();
    }
}
