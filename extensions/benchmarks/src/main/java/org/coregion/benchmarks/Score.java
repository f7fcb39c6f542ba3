package org.coregion.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation takes, in seconds.
 *
 * @param seconds the mean
 * @param error half of its interval of 99.9 % confidence
 */
record Score(double seconds, double error) {
    private static final String ERROR = " error";

    void putInto(Map<String, String> quantities, String quantity) {
        quantities.put(quantity, String.valueOf(seconds));
        quantities.put(quantity + ERROR, String.valueOf(error));
    }

    /** That of a benchmark's method at a setting; empty if it was not measured. */
    static Optional<Score> of(Measurements measurements, Microbenchmark benchmark, String method, Setting setting) {
        String quantity = setting.quantity(method);
        if (!measurements.has(benchmark.id(), quantity)) {
            return Optional.empty();
        }
        return Optional.of(new Score(
                measurements.number(benchmark.id(), quantity), measurements.number(benchmark.id(), quantity + ERROR)));
    }

    /** Billions of operations in a second. */
    String gigaflops(double operations) {
        return Numbers.significant(1e-9 * operations / seconds) + " GFLOP/s";
    }

    /** "12.3 ms ± 1.5 %". */
    String text() {
        return Numbers.duration(seconds) + String.format(Locale.ROOT, " ± %.1f %%", 100 * error / seconds);
    }
}
