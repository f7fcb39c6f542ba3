package org.coregion.optim;

import java.util.ArrayList;
import java.util.List;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run from one start, through all {@link Levels}. A coarse level costs little beside the full one and hands over
 * lengthscales, K, Σ and the curvature, so that few kernel matrices of full size are decomposed.
 */
final class Climb {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** From this many rows on, other starts of K and Σ on a linear level cost too much. */
    private static final int LARGE = 1000;

    /** Searches of a coarse level, each with the curvature that the one before has found. */
    private static final int MOST_ROUNDS = 3;

    private final FitProblem problem;
    private final FitRun run;

    /** Where a run ended. */
    record Summit(Fitted fitted, StopReason stopReason) {}

    Climb(FitProblem problem, FitRun run) {
        this.problem = problem;
        this.run = run;
    }

    /**
     * Climbs.
     *
     * @param kernel where the kernel's parameters start
     * @param covariances where the free vector of K and Σ starts, on the coarsest level and on all rows: L may have
     *     several optima in K, and a coarse level may prefer another one
     */
    Summit from(Kernel kernel, List<double[]> covariances) {
        int variables = problem.kernelSpace(kernel).size();
        Curvature curvature = Curvature.typical(variables);
        Matrix correlation = Matrix.identity(variables);
        Kernel start = kernel;
        List<double[]> starts = covariances;
        List<FitProblem> levels = Levels.of(problem);
        for (int i = 0; i < levels.size(); i++) {
            FitProblem level = levels.get(i);
            long began = System.nanoTime();
            Summit summit;
            if (level.engines().isLinear()) {
                summit = jointly(level, start, starts);
            } else {
                double values = level.valueCount();
                double distance = run.distance(level, variables);
                ProfileFit profile = new ProfileFit(level, start, starts, run);
                StopReason reason = profile.maximise(curvature.at(values), correlation, distance);
                // What is near by a guess of the curvature may be far by what it turns out to be.
                for (int round = 0; round < MOST_ROUNDS && !level.whole(); round++) {
                    Matrix found = profile.curvature();
                    curvature = curvature.measured(found.diagonal(), values);
                    correlation = Curvature.correlation(found);
                    if (profile.distance(curvature.at(values)) <= distance) {
                        break;
                    }
                    reason = profile.maximise(curvature.at(values), correlation, distance);
                }
                summit = new Summit(profile.best(), reason);
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
            // In between, what was found is good enough.
            starts = new ArrayList<>(levels.get(i + 1).whole() ? covariances : List.of());
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
