package org.coregion.benchmarks;

import java.io.IOException;
import java.util.Map;

/** Something that is measured in processes of its own. */
interface Case {
    /** What the measurements are filed under. */
    String id();

    /**
     * Measures.
     *
     * @param quick whether numbers of no worth will do
     * @return the quantities; empty if a process failed, which says why on standard error
     */
    Map<String, String> measure(boolean quick) throws IOException, InterruptedException;
}
