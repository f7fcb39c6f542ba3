package org.coregion.benchmarks;

import java.util.List;

/** The page's table of the memory that fits take. */
final class MemorySection {
    /** What a fit may take beside four matrices of T×T, in bytes. */
    private static final double ALLOWANCE = 200e6;

    private MemorySection() {}

    /** The section in Markdown; empty if nothing of it was measured. */
    static String of(List<MemoryCase> cases, Measurements measurements) {
        List<MemoryCase> measured =
                cases.stream().filter(one -> measurements.has(one.id())).toList();
        if (measured.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("""
                ## Memory

                One fit by the spectral engine (Matérn-5/2 ARD, 2-D) in a process of its own, its data drawn without a
                matrix of T×T. *Resident* is the most that the whole process had of the machine's memory: heap, native
                memory, the JVM and the libraries. With the standard heap the collector leaves garbage while there is room.
                The *smallest heap* (`-Xmx`) is the first in which the fit succeeds among %s
                times the 8T² bytes of one such matrix and %d MB. What a process is to need at most is 4·8T² + 200 MB.

                | T | D | 4·8T² + 200 MB | smallest heap | resident in it | fit in it | resident, standard heap | fit |
                |--:|--:|--:|:--|--:|--:|--:|--:|
                """.formatted(
                String.join(
                        ", ", MemoryCase.LADDER.stream().map(String::valueOf).toList()),
                MemoryCase.BASE));
        for (MemoryCase one : measured) {
            String id = one.id();
            boolean small = measurements.has(id, "smallestHeap");
            text.append(Numbers.row(
                    Numbers.count(one.rows()),
                    String.valueOf(one.outputs()),
                    Numbers.bytes(4 * one.matrix() + ALLOWANCE),
                    small
                            ? Numbers.bytes(measurements.number(id, "smallestHeap")) + ", "
                                    + measurements.text(id, "multiple") + "·8T² + " + MemoryCase.BASE + " MB"
                            : "–",
                    small ? Numbers.bytes(measurements.number(id, "peakInSmallestHeap")) : "–",
                    small ? Numbers.duration(measurements.number(id, "secondsInSmallestHeap")) : "–",
                    Numbers.bytes(measurements.number(id, "peak")),
                    Numbers.duration(measurements.number(id, "seconds"))));
        }
        return text.append('\n').toString();
    }
}
