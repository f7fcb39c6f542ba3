package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coregion.kernel.Kernel;

/**
 * One run from one start: from a part of the rows to all of them. A coarse level costs little beside the full one and
 * hands over lengthscales, K, Σ and the curvature, so that few kernel matrices of full size are decomposed.
 */
final class Climb {
    /** Rows of the coarsest level, at most. */
    private static final int COARSEST = 256;

    /** Fewer rows than this are not thinned at all. */
    private static final int SMALL = 20;

    /** Standard errors left when a level is done: a coarse optimum is a standard error off in any case. */
    private static final double COARSE_DISTANCE = 0.1;

    /** The same for all rows, where a further decomposition is cheap. */
    private static final double SMALL_DISTANCE = 1e-6;

    /** The same where it is not: what is left to gain in L is half its square. */
    private static final double LARGE_DISTANCE = 1e-5;

    private static final int LARGE = 1000;

    /** Curvature of L in a log parameter, per observation and output, where nothing better is known. */
    private static final double TYPICAL_CURVATURE = 0.1;

    /** The same, where the measured one is smaller or negative. */
    private static final double LEAST_CURVATURE = 1e-4;

    private final FitProblem problem;
    private final FitRun run;

    /** Where a run ended. */
    record Summit(ProfileFit profile, StopReason stopReason) {}

    Climb(FitProblem problem, FitRun run) {
        this.problem = problem;
        this.run = run;
    }

    /** Parts of the rows from few to all. */
    static List<FitProblem> levels(FitProblem problem) {
        int size = problem.size();
        List<FitProblem> levels = new ArrayList<>();
        if (size >= SMALL) {
            levels.add(problem.thinned(Math.min(COARSEST, (size + 1) / 2)));
        }
        if (size > 4 * COARSEST) {
            levels.add(problem.thinned((size + 1) / 2));
        }
        levels.add(problem);
        return levels;
    }

    private static double tolerance(FitProblem level) {
        if (!level.whole()) {
            return COARSE_DISTANCE;
        }
        return level.size() < LARGE ? SMALL_DISTANCE : LARGE_DISTANCE;
    }

    /**
     * Climbs.
     *
     * @param kernel where the kernel's parameters start
     * @param covariances where the free vector of K and Σ starts, on every level
     */
    Summit from(Kernel kernel, List<double[]> covariances) {
        double[] curvature = new double[kernel.logParameters().length];
        Arrays.fill(curvature, TYPICAL_CURVATURE);
        boolean measured = false;
        Kernel start = kernel;
        List<double[]> starts = covariances;
        for (FitProblem level : levels(problem)) {
            double entries = level.valueCount();
            ProfileFit profile = new ProfileFit(level, start, starts, run);
            StopReason reason = profile.maximise(Vectors.times(entries, curvature), tolerance(level));
            if (level.whole()) {
                return new Summit(profile, reason);
            }
            if (!measured) {
                curvature = Arrays.stream(profile.curvature())
                        .map(c -> Math.max(LEAST_CURVATURE, c / entries))
                        .toArray();
                measured = true;
            }
            start = profile.best().fitted().kernel();
            starts = new ArrayList<>(covariances);
            starts.add(0, profile.best().covariances().point());
        }
        throw new IllegalStateException("The levels do not end with all rows.");
    }
}
