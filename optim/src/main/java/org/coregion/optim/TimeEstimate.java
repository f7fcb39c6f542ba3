package org.coregion.optim;

import java.util.Locale;
import java.util.Optional;

/**
 * How long all rows will take, by what a part of them took on this machine: eigendecompositions grow with T³, every
 * other engine's work with T.
 */
final class TimeEstimate {
    /** Less than this needs no announcement, in seconds. */
    private static final double SHORT = 10;

    private TimeEstimate() {}

    /**
     * Seconds for all rows.
     *
     * @param seconds that the part took
     * @param part its rows
     * @param all rows
     * @param engine the name of the engine that served it
     */
    static double seconds(double seconds, int part, int all, String engine) {
        double power = engine.equals("spectral") || engine.equals("dense") ? 3 : 1;
        return seconds * Math.pow((double) all / part, power);
    }

    /** What to announce, if it is long. */
    static Optional<String> announcement(double seconds, int part, int all, String engine) {
        double estimate = seconds(seconds, part, all, engine);
        return estimate < SHORT
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%d of %d rows took %.1f s; all of them will take about %.0f s",
                        part,
                        all,
                        seconds,
                        estimate));
    }
}
