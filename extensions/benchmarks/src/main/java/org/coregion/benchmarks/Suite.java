package org.coregion.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coregion.InvalidInputException;
import org.coregion.engine.EngineName;

/**
 * What is measured.
 *
 * @param fits the fits of the first table
 * @param series fits at growing T, by engine
 * @param staged the fits whose stages are measured too
 * @param memory the fits whose memory is measured
 * @param benchmarks single operations
 */
record Suite(
        List<Workload> fits,
        Map<EngineName, List<Workload>> series,
        List<String> staged,
        List<MemoryCase> memory,
        Microbenchmarks benchmarks) {
    /** Heap of the largest, in gigabytes. */
    private static final int LARGE_HEAP = 6;

    private static final int SERIES_OUTPUTS = 4;

    /** All of the page. */
    static Suite full() {
        List<Workload> fits = List.of(
                Workload.line("se-200", true, 200, 4, EngineName.AUTO),
                Workload.line("se-500", true, 500, 6, EngineName.AUTO),
                Workload.isotropic("isotropic-500", 500, 6, EngineName.AUTO),
                Workload.plane("plane-500", 500, 6, EngineName.AUTO),
                Workload.line("se-1000", true, 1000, 8, EngineName.AUTO),
                Workload.isotropic("isotropic-1000", 1000, 8, EngineName.AUTO),
                Workload.plane("plane-1000", 1000, 8, EngineName.AUTO),
                Workload.line("se-2000", true, 2000, 10, EngineName.AUTO),
                Workload.isotropic("isotropic-2000", 2000, 10, EngineName.AUTO),
                Workload.plane("plane-2000", 2000, 10, EngineName.AUTO),
                Workload.line("se-4000", true, 4000, 4, EngineName.AUTO),
                Workload.line("se-20000", true, 20_000, 8, EngineName.AUTO),
                Workload.line("series-10000", false, 10_000, 10, EngineName.AUTO),
                Workload.line("series-100000", false, 100_000, 10, EngineName.AUTO),
                Workload.line("series-1000000", false, 1_000_000, 10, EngineName.AUTO)
                        .withHeap(LARGE_HEAP),
                Workload.grid("grid-2000000", List.of(200, 200, 50), 3).withHeap(LARGE_HEAP));
        Map<EngineName, List<Workload>> series = new LinkedHashMap<>();
        series.put(EngineName.DENSE, series(EngineName.DENSE, 50, 100, 200));
        series.put(EngineName.SPECTRAL, series(EngineName.SPECTRAL, 125, 250, 500, 1000, 2000, 4000));
        series.put(EngineName.LOW_RANK, series(EngineName.LOW_RANK, 500, 2000, 8000, 32_000, 128_000));
        series.put(EngineName.STATE_SPACE, series(EngineName.STATE_SPACE, 1000, 4000, 16_000, 64_000, 256_000));
        series.put(EngineName.GRID, series(EngineName.GRID, 625, 2500, 10_000, 40_000, 160_000, 640_000));
        return new Suite(
                fits,
                series,
                List.of("plane-1000", "plane-2000", "series-1000000"),
                List.of(new MemoryCase(1000, 8), new MemoryCase(2000, 10)),
                Microbenchmarks.full());
    }

    /** One small fit of every kind, to see that the program runs. */
    static Suite quick() {
        return new Suite(
                List.of(
                        Workload.plane("plane-60", 60, 2, EngineName.AUTO),
                        Workload.line("series-1200", false, 1200, 2, EngineName.AUTO)),
                Map.of(EngineName.GRID, List.of(Workload.typical(EngineName.GRID, 36, 2))),
                List.of("plane-60", "series-1200"),
                List.of(new MemoryCase(60, 2)),
                Microbenchmarks.quick());
    }

    private static List<Workload> series(EngineName engine, int... rows) {
        List<Workload> series = new ArrayList<>();
        for (int t : rows) {
            series.add(Workload.typical(engine, t, SERIES_OUTPUTS));
        }
        return series;
    }

    /** All fits whose time is measured, in the order of the page. */
    List<Workload> workloads() {
        List<Workload> all = new ArrayList<>(fits);
        series.values().forEach(all::addAll);
        return all;
    }

    /** Everything, in the order of the page. */
    List<Case> all() {
        List<Case> all = new ArrayList<>(workloads());
        all.addAll(memory);
        all.addAll(benchmarks.all());
        return all;
    }

    /**
     * One of the fits.
     *
     * @throws InvalidInputException if there is none by this id
     */
    Workload workload(String id) {
        return byId(workloads(), id);
    }

    /**
     * One of all.
     *
     * @throws InvalidInputException if there is none by this id
     */
    Case byId(String id) {
        return byId(all(), id);
    }

    private static <T extends Case> T byId(List<T> cases, String id) {
        return cases.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "There is no case \"" + id + "\".",
                        "choose one of "
                                + String.join(", ", cases.stream().map(Case::id).toList())
                                + "."));
    }
}
