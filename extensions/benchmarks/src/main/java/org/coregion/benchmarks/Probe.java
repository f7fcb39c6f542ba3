package org.coregion.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A case in a Java process of its own, so that neither the compiler nor the memory remembers another: {@link #main} is
 * that process, {@link #measure} waits for it.
 */
final class Probe {
    private static final String MARK = "result,";

    /** Seconds of repetition. */
    private static final double SETTLING = 4;

    private Probe() {}

    /** Prints what it measures: the case's id, and whether it is one of the quick suite. */
    public static void main(String[] args) throws IOException {
        boolean quick = Boolean.parseBoolean(args[1]);
        Suite suite = quick ? Suite.quick() : Suite.full();
        new FitProbe(suite.byId(args[0]), quick ? 0 : SETTLING)
                .measure(suite.staged().contains(args[0]))
                .forEach((quantity, value) -> System.out.println(MARK + quantity + "," + value));
    }

    /**
     * Measures a case.
     *
     * @return the quantities; empty if the process failed, which says why on standard error
     */
    static Map<String, String> measure(Workload workload, boolean quick) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + workload.heapGigabytes() + "g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName(),
                        workload.id(),
                        String.valueOf(quick)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, String> quantities = new LinkedHashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(",", 3);
                if (line.startsWith(MARK) && parts.length == 3) {
                    quantities.put(parts[1], parts[2]);
                }
            }
        }
        return process.waitFor() == 0 ? quantities : Map.of();
    }
}
