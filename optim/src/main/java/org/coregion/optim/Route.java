package org.coregion.optim;

import java.util.List;
import java.util.Optional;
import org.coregion.linalg.Backend;

/**
 * The levels that a run climbs from where it is. Those of {@link Levels} serve any kernel; where a kernel's matrix is
 * of low rank, or is but for less than the noise, nearly all that all rows say costs little, and takes the place of all
 * levels between the first and the last.
 */
final class Route {
    /** Rows times their signal-to-noise ratio beyond which an error of 1e-10 in M shows in L. */
    private static final double LARGEST_SIGNAL = 1e9;

    /** An error of M this share of the noise moves an optimum by a hundredth of a standard error or so. */
    private static final double NEGLIGIBLE = 0.01;

    private final List<SearchPlan> levels;
    private final int variables;
    private final Backend backend;

    /**
     * For one run.
     *
     * @param levels from coarse to all rows, each with its search
     * @param variables the number of the kernel's variables
     * @param backend who computes the run's large matrices
     */
    Route(List<SearchPlan> levels, int variables, Backend backend) {
        this.levels = levels.stream().map(level -> level.solvedBy(backend)).toList();
        this.variables = variables;
        this.backend = backend;
    }

    /**
     * All levels from a start.
     *
     * @param isCurvatureSeen whether the first of them would show no better one
     */
    List<SearchPlan> from(FitStart start, boolean isCurvatureSeen) {
        return isCurvatureSeen ? nearly(start).orElse(levels) : levels;
    }

    /** The levels after the first, from where that ended. */
    List<SearchPlan> onFrom(FitStart reached) {
        return nearly(reached).or(() -> reduced(reached)).orElse(levels.subList(1, levels.size()));
    }

    private Optional<List<SearchPlan>> nearly(FitStart at) {
        return whole(at)
                .flatMap(problem -> problem.near(at.kernel()))
                .map(near -> List.of(plan(near), last().confirming(1)));
    }

    private Optional<List<SearchPlan>> reduced(FitStart at) {
        return whole(at)
                .flatMap(problem -> problem.reduced(at.kernel(), NEGLIGIBLE / at.signalToNoise()))
                .map(reduced -> List.of(plan(reduced), last().confirming(2)));
    }

    /** The problem itself, unless the noise is so little that nothing stands for it. */
    private Optional<FitProblem> whole(FitStart at) {
        FitProblem problem = last().problem();
        return Optional.of(problem).filter(whole -> whole.size() * at.signalToNoise() < LARGEST_SIGNAL);
    }

    private SearchPlan plan(FitProblem problem) {
        return SearchPlan.of(problem, variables).solvedBy(backend);
    }

    private SearchPlan last() {
        return levels.get(levels.size() - 1);
    }
}
