package org.coregion.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory that a fit by the spectral engine takes: with the standard heap, and with the smallest of some heaps in
 * which it succeeds.
 *
 * @param rows T
 * @param outputs D
 */
record MemoryCase(int rows, int outputs) implements Case {
    /** Heaps, as multiples of a matrix of T×T beyond {@link #BASE}. */
    static final List<Double> LADDER = List.of(0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0);

    /** Heap without any such matrix, in megabytes. */
    static final int BASE = 16;

    @Override
    public String id() {
        return "memory-" + rows;
    }

    /** Bytes of a matrix of T×T. */
    double matrix() {
        return 8.0 * rows * rows;
    }

    /** With the standard heap first: a fit that succeeds there fails later for want of memory only. */
    @Override
    public Map<String, String> measure(boolean quick) throws IOException, InterruptedException {
        Map<String, String> quantities = new LinkedHashMap<>();
        JavaProcess standard = fit(List.of());
        if (standard.status() != 0) {
            return Map.of();
        }
        quantities.put("seconds", standard.quantities().get("seconds"));
        quantities.put("peak", standard.quantities().get("peak"));
        int low = 0;
        int high = LADDER.size();
        while (low < high) {
            int middle = (low + high) / 2;
            long heap = heapMegabytes(LADDER.get(middle));
            JavaProcess small = fit(List.of("-Xmx" + heap + "m", "-XX:+ExitOnOutOfMemoryError"));
            if (small.status() == 0) {
                high = middle;
                quantities.put("multiple", String.valueOf(LADDER.get(middle)));
                quantities.put("smallestHeap", String.valueOf(heap << 20));
                quantities.put("peakInSmallestHeap", small.quantities().get("peak"));
                quantities.put("secondsInSmallestHeap", small.quantities().get("seconds"));
            } else {
                low = middle + 1;
            }
        }
        return quantities;
    }

    private long heapMegabytes(double multiple) {
        return BASE + (long) Math.ceil(multiple * matrix() / (1 << 20));
    }

    private JavaProcess fit(List<String> options) throws IOException, InterruptedException {
        return JavaProcess.run(MemoryProbe.class, options, List.of(String.valueOf(rows), String.valueOf(outputs)));
    }
}
