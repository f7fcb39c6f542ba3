package org.coregion.optim;

import java.util.ArrayList;
import java.util.List;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run from one start: from a part of the rows to all of them. A coarse level costs little beside the full one and
 * hands over lengthscales, K, Σ and the curvature, so that few kernel matrices of full size are decomposed.
 */
final class Climb {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** Rows of the coarsest level, at most. */
    private static final int COARSEST = 256;

    /** A part of this many rows costs little, whatever the engine. */
    private static final int LARGEST_PART = 1500;

    /** Rows of a grid for each of a part. */
    private static final int GRID_SHARE = 256;

    /** From level to level of a linear engine. */
    private static final int LINEAR_STEP = 16;

    /** Fewer rows than this are not thinned at all. */
    private static final int SMALL = 20;

    private static final int LARGE = 1000;

    private final FitProblem problem;
    private final FitRun run;

    /** Where a run ended. */
    record Summit(Fitted fitted, StopReason stopReason) {}

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
        if (problem.engines().isLinear()) {
            for (long part = LINEAR_STEP * COARSEST; part * 2 < size; part *= LINEAR_STEP) {
                levels.add(problem.thinned((int) part));
            }
        } else if (size / share(problem) >= LARGE / 2) {
            levels.add(problem.thinned(Math.min(LARGEST_PART, (size + 1) / share(problem))));
        }
        // Where outputs are missing, a part of the rows may say nothing of one.
        levels.removeIf(level -> !level.isDetermined());
        levels.add(problem);
        return levels;
    }

    /** A part of the rows of a grid is no grid: to be cheaper than all of them it must be small. */
    private static int share(FitProblem problem) {
        return problem.engines().isGrid() ? GRID_SHARE : 2;
    }

    /**
     * Climbs.
     *
     * @param kernel where the kernel's parameters start
     * @param covariances where the free vector of K and Σ starts, on every level: L may have several optima in K, and a
     *     coarse level may prefer another one
     */
    Summit from(Kernel kernel, List<double[]> covariances) {
        int variables = problem.kernelSpace(kernel).size();
        Curvature curvature = Curvature.typical(variables);
        Matrix correlation = Matrix.identity(variables);
        Kernel start = kernel;
        List<double[]> starts = covariances;
        for (FitProblem level : levels(problem)) {
            long began = System.nanoTime();
            Summit summit;
            if (level.engines().isLinear()) {
                summit = jointly(level, start, starts);
            } else {
                double values = level.valueCount();
                ProfileFit profile = new ProfileFit(level, start, starts, run);
                StopReason reason = profile.maximise(curvature.at(values), correlation, run.distance(level, variables));
                summit = new Summit(profile.best(), reason);
                if (!level.whole()) {
                    Matrix found = profile.curvature();
                    curvature = curvature.measured(found.diagonal(), values);
                    correlation = Curvature.correlation(found);
                }
            }
            if (level.whole()) {
                return summit;
            }
            TimeEstimate.announcement(
                            (System.nanoTime() - began) * 1e-9,
                            level.size(),
                            problem.size(),
                            summit.fitted().estimate().engine())
                    .ifPresent(LOG::info);
            start = summit.fitted().estimate().kernel();
            starts = new ArrayList<>(covariances);
            starts.add(0, summit.fitted().covariances());
        }
        throw new IllegalStateException("The levels do not end with all rows.");
    }

    /**
     * The first start followed to its optimum; then, for the kernel found there, the way out of a saddle in K, and
     * where rows are few the other starts.
     */
    private Summit jointly(FitProblem level, Kernel start, List<double[]> starts) {
        Summit summit = new JointFit(level, start, run).maximise(starts.get(0));
        if (run.isSpent()) {
            return summit;
        }
        Fitted fitted = summit.fitted();
        Kernel kernel = fitted.estimate().kernel();
        List<double[]> others = new ArrayList<>(level.size() < LARGE ? starts.subList(1, starts.size()) : List.of());
        others.add(0, fitted.covariances());
        Optimum higher = new CovarianceFit(level, kernel, run.tally()).maximise(others, run);
        if (!(higher.objective() > fitted.objective() + CovarianceFit.SAME)) {
            return summit;
        }
        Summit other = new JointFit(level, kernel, run).maximise(higher.point());
        return other.fitted().objective() > fitted.objective() ? other : summit;
    }
}
