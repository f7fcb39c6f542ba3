package org.coregion.benchmarks;

import java.io.IOException;

/** A fit in a Java process of its own, so that neither the compiler nor the memory remembers another. */
final class Probe {
    /** Seconds of repeated fits. */
    private static final double SETTLING = 12;

    /** Seconds of repetition of each stage. */
    private static final double OF_STAGE = 4;

    private Probe() {}

    /** Prints what it measures: the case's id, and whether it is one of the quick suite. */
    public static void main(String[] args) throws IOException {
        boolean quick = Boolean.parseBoolean(args[1]);
        Suite suite = quick ? Suite.quick() : Suite.full();
        new FitProbe(suite.workload(args[0]), quick ? 0 : SETTLING, quick ? 0 : OF_STAGE)
                .measure(suite.staged().contains(args[0]))
                .forEach(JavaProcess::print);
    }
}
