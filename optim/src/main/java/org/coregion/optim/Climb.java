package org.coregion.optim;

import java.util.ArrayList;
import java.util.List;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run from one start, through the levels of a {@link Route}. A coarse level costs little beside the full one and
 * hands over lengthscales, K, Σ and the curvature, so that few kernel matrices of full size are decomposed.
 */
final class Climb {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** Searches of a coarse level, each with the curvature that the one before has found. */
    private static final int MOST_ROUNDS = 3;

    private final Route route;
    private final FitRun run;
    private final Curvature guess;
    private final boolean isSeen;

    /** Where a run ended. */
    record Summit(Fitted fitted, StopReason stopReason) {}

    /**
     * A climb from any start.
     *
     * @param guess of the curvature at starts
     * @param isSeen whether the first level would show no better one
     */
    Climb(Route route, FitRun run, Curvature guess, boolean isSeen) {
        this.route = route;
        this.run = run;
        this.guess = guess;
        this.isSeen = isSeen;
    }

    /**
     * Climbs.
     *
     * @param start where the kernel's parameters start
     * @param covariances where the free vector of K and Σ starts, on the coarsest level and on all rows: L may have
     *     several optima in K, and a coarse level may prefer another one
     */
    Summit from(FitStart start, List<double[]> covariances) {
        List<SearchPlan> levels = new ArrayList<>(route.from(start, isSeen));
        Kernel kernel = start.kernel();
        int variables = levels.get(0).problem().kernelSpace(kernel).size();
        Curvature curvature = guess;
        Matrix correlation = Matrix.identity(variables);
        List<double[]> starts = covariances;
        for (int i = 0; i < levels.size(); i++) {
            SearchPlan search = levels.get(i);
            FitProblem level = search.problem();
            LOG.debug("Level {} of {}, {} search: {}", i + 1, levels.size(), search.name(), search.reason());
            long began = System.nanoTime();
            Summit summit;
            if (search.isJoint()) {
                summit = jointly(level, kernel, starts);
            } else {
                double values = level.valueCount();
                double distance = run.distance(level, variables);
                ProfileFit profile = new ProfileFit(level, kernel, starts, run);
                StopReason reason = profile.maximise(curvature.at(values), correlation, distance);
                boolean isMeasured = level.isCoarse() && !(i == 0 && isSeen);
                // What is near by a guess of the curvature may be far by what it turns out to be.
                for (int round = 0; round < MOST_ROUNDS && isMeasured; round++) {
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
            if (level.isWhole()) {
                return summit;
            }
            Estimate reached = summit.fitted().estimate();
            if (i == 0 && level.isCoarse()) {
                levels.subList(1, levels.size()).clear();
                levels.addAll(route.onFrom(FitStart.of(reached)));
            }
            TimeEstimate.correction(levels, i, (System.nanoTime() - began) * 1e-9)
                    .ifPresent(LOG::info);
            kernel = reached.kernel();
            // In between, what was found is good enough, and so it is after a level that is nearly all rows.
            boolean isFirstOfAll = level.detail() == Detail.COARSE
                    && levels.get(i + 1).problem().detail() != Detail.COARSE;
            starts = new ArrayList<>(isFirstOfAll ? covariances : List.of());
            starts.add(0, summit.fitted().covariances());
        }
        throw new IllegalStateException("The levels do not end with all rows.");
    }

    /**
     * The first start followed to its optimum; then, for the kernel found there, the way out of a saddle in K, and
     * where rows are few the other starts.
     */
    private Summit jointly(FitProblem level, Kernel start, List<double[]> starts) {
        JointFit joint = new JointFit(level, start, run);
        Summit summit = joint.maximise(joint.firstFinite(starts));
        if (run.isSpent()) {
            return summit;
        }
        Fitted fitted = summit.fitted();
        List<double[]> others =
                new ArrayList<>(level.size() < SearchPlan.LARGE ? starts.subList(1, starts.size()) : List.of());
        others.add(0, fitted.covariances());
        Optimum higher = joint.at(fitted.point()).maximise(others, run);
        if (!(higher.objective() > fitted.objective() + CovarianceFit.SAME)) {
            return summit;
        }
        Summit other = new JointFit(level, fitted.estimate().kernel(), run).maximise(higher.point());
        return other.fitted().objective() > fitted.objective() ? other : summit;
    }
}
