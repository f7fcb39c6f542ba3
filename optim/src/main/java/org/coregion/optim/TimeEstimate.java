package org.coregion.optim;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coregion.engine.EngineCost;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;

/**
 * What a fit is expected to take, before anything is computed: its operations by count at nominal rates. What a coarse
 * level then takes corrects the rest.
 *
 * @param seconds of all runs
 * @param bytes of the heap
 */
record TimeEstimate(double seconds, double bytes) {
    /** Less than this needs no announcement, in seconds. */
    static final double SHORT = 10;

    /** Plain operations a second and thread: evaluations at T = 2000 and 10⁶ of docs/performance.md, 2 threads. */
    private static final double PLAIN = 4e9;

    /** Operations of large matrices a second and thread by OpenBLAS: decompositions at T = 1000 and 2000, ibidem. */
    private static final double NATIVE = 40e9;

    /** The same by EJML, which decomposes on one thread: T = 1000 and 2000 on that machine. */
    private static final double EJML = 9e9;

    /** Kernels that are tried for a start where rows are many, at most, and evaluations for each. */
    private static final double TRIALS = 4;

    private static final double TRIAL_EVALUATIONS = 20;

    /** As if so much more of a level had taken what was expected: short ones tell of the compiler rather. */
    private static final double STEADYING = 1;

    /**
     * That of a fit.
     *
     * @param levels from coarse to all rows
     * @param isStartSearched whether kernels are tried on the first of them
     * @param runs that climb through all of them
     */
    static TimeEstimate of(List<SearchPlan> levels, boolean isStartSearched, int runs) {
        SearchPlan first = levels.get(0);
        EngineCost.Operations trial =
                first.cost().kernel().plus(first.cost().evaluation().times(TRIAL_EVALUATIONS));
        double seconds = isStartSearched ? seconds(trial.times(TRIALS), backend(first)) : 0;
        double bytes = 0;
        for (SearchPlan level : levels) {
            seconds += runs * seconds(level);
            bytes = Math.max(bytes, level.cost().bytes());
        }
        return new TimeEstimate(seconds, bytes);
    }

    /** Whether it is worth telling. */
    boolean isLong() {
        return seconds >= SHORT;
    }

    /** In words: "4000 rows, 4 outputs, spectral engine, profile search: about 40 s and 0.6 GB of heap". */
    String announcement(SearchPlan whole) {
        int rows = whole.problem().size();
        int rank = whole.cost().rank();
        return String.format(
                Locale.ROOT,
                "%d rows, %d outputs, %s engine%s, %s search: about %s and %s of heap",
                rows,
                whole.problem().outputs().columns(),
                whole.cost().engine().label(),
                rank < rows ? " of rank " + rank + " or so" : "",
                whole.name(),
                time(seconds),
                memory(bytes));
    }

    /**
     * What the levels after one will take by what that one took, if it is long.
     *
     * @param levels from coarse to all rows
     * @param done the number of the level that is done
     * @param seconds that it took
     */
    static Optional<String> correction(List<SearchPlan> levels, int done, double seconds) {
        double expected = seconds(levels.get(done));
        double rest = levels.subList(done + 1, levels.size()).stream()
                .mapToDouble(TimeEstimate::seconds)
                .sum();
        double corrected = rest * (seconds + STEADYING) / (expected + STEADYING);
        return corrected < SHORT
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Level %d of %d took %s where %s were expected; the rest will take about %s",
                        done + 1,
                        levels.size(),
                        time(seconds),
                        time(expected),
                        time(corrected)));
    }

    /** Seconds of a level. */
    static double seconds(SearchPlan level) {
        return seconds(level.operations(), backend(level));
    }

    private static Backend backend(SearchPlan level) {
        return level.problem().engines().backend();
    }

    static double seconds(EngineCost.Operations operations, Backend backend) {
        double large = backend.name().equals(BackendChoice.EJML) ? EJML : NATIVE * backend.threads();
        return operations.large() / large + operations.plain() / (PLAIN * backend.threads());
    }

    private static String time(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, seconds < SHORT ? "%.1f s" : "%.0f s", seconds);
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.0f h", seconds / 3600);
    }

    private static String memory(double bytes) {
        return bytes < 1e8
                ? String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes * 1e-6))
                : String.format(Locale.ROOT, "%.1f GB", bytes * 1e-9);
    }
}
