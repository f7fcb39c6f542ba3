package org.coregion.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Times of work that is repeated until the compiler has settled. */
final class Stopwatch {
    private static final int FEWEST = 3;

    private Stopwatch() {}

    /**
     * The median of the last half of the times, in seconds.
     *
     * @param atLeast seconds to go on for
     * @param prepare makes what the work is done on, outside the time
     */
    static <T> double seconds(double atLeast, Supplier<T> prepare, Consumer<T> work) {
        List<Double> times = new ArrayList<>();
        double total = 0;
        while (times.size() < FEWEST || total < atLeast) {
            T on = prepare.get();
            long began = System.nanoTime();
            work.accept(on);
            double seconds = (System.nanoTime() - began) * 1e-9;
            times.add(seconds);
            total += seconds;
        }
        return median(times.subList(times.size() / 2, times.size()));
    }

    static double seconds(double atLeast, Runnable work) {
        return seconds(atLeast, () -> work, Runnable::run);
    }

    /** The lower one of two in the middle. */
    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((sorted.size() - 1) / 2);
    }
}
