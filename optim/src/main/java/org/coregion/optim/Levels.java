package org.coregion.optim;

import java.util.ArrayList;
import java.util.List;

/**
 * The problems that a run climbs through, from cheap to whole. Where another kernel means another decomposition, rows
 * in independent blocks of neighbours come first: small ones, then a quarter of the rows each, at a sixteenth of the
 * cost; K, Σ and the mean are those of all rows there, and the curvature nearly so. Where time is linear, the inputs
 * are a grid or outputs are missing, blocks would gain nothing, and a part of the rows comes first. A kernel matrix
 * that is given has no parts. Where a run comes upon something better than large blocks, a {@link Route} takes it.
 */
final class Levels {
    /** Fewer rows than this have no level below. */
    private static final int SMALL = 20;

    /** Rows of the coarsest level in blocks, at most. */
    private static final int MOST_IN_BLOCKS = 1024;

    /** Rows of its blocks, at most. */
    private static final int BLOCK = 128;

    /** Rows of a block, at least, where there are enough for two. */
    private static final int SMALLEST_BLOCK = 100;

    private static final int QUARTERS = 4;

    /** Rows of the coarsest part, at most. */
    private static final int COARSEST = 256;

    /** A part of this many rows costs little, whatever the engine. */
    private static final int LARGEST_PART = 1500;

    private static final int LEAST_PART = 500;

    /** Rows of a grid for each of a part. */
    private static final int GRID_SHARE = 256;

    /** From level to level of a linear engine. */
    private static final int LINEAR_STEP = 16;

    private Levels() {}

    /** From few rows, or small blocks, to the problem itself. */
    static List<FitProblem> of(FitProblem problem) {
        List<FitProblem> levels = new ArrayList<>();
        if (problem.size() >= SMALL && problem.engines().hasParts()) {
            boolean inBlocks = problem.isComplete()
                    && !problem.engines().isLinear()
                    && !problem.engines().isGrid();
            levels.addAll(inBlocks ? blocks(problem) : parts(problem));
        }
        // Where outputs are missing, a part of the rows may say nothing of one.
        levels.removeIf(level -> !level.isDetermined());
        levels.add(problem);
        return levels;
    }

    private static List<FitProblem> blocks(FitProblem problem) {
        int size = problem.size();
        int quarter = (size + QUARTERS - 1) / QUARTERS;
        int half = (size + 1) / 2;
        boolean isLarge = quarter > BLOCK * 3 / 2;
        int block = isLarge ? BLOCK : Math.min(half, Math.max(SMALLEST_BLOCK, quarter));
        List<FitProblem> levels = new ArrayList<>();
        levels.add(problem.thinned(MOST_IN_BLOCKS).inBlocks(block));
        if (isLarge) {
            levels.add(problem.inBlocks(quarter));
        }
        return levels;
    }

    private static List<FitProblem> parts(FitProblem problem) {
        int size = problem.size();
        List<FitProblem> levels = new ArrayList<>();
        levels.add(problem.thinned(Math.min(COARSEST, (size + 1) / 2)));
        // A part of the rows of a grid is no grid: to be cheaper than all of them it must be small.
        int share = problem.engines().isGrid() ? GRID_SHARE : 2;
        if (problem.engines().isLinear()) {
            for (long part = LINEAR_STEP * COARSEST; part * 2 < size; part *= LINEAR_STEP) {
                levels.add(problem.thinned((int) part));
            }
        } else if (size / share >= LEAST_PART) {
            levels.add(problem.thinned(Math.min(LARGEST_PART, (size + 1) / share)));
        }
        return levels;
    }
}
