package org.coregion.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coregion.InvalidInputException;

/**
 * How the time of a fit grows: measures fits, their memory and the operations in them, and writes
 * {@code docs/performance.md}, its picture and its numbers, after every case, so that an interrupted run can be taken
 * up again.
 */
public final class Scaling {
    /** What runs this class. */
    static final String COMMAND = "mvn -q -pl extensions/benchmarks -am -DskipTests package exec:exec";

    private final ScalingOptions options;
    private final Suite suite;
    private final PrintStream log;

    private Scaling(ScalingOptions options, PrintStream log) {
        this.options = options;
        this.suite = options.quick() ? Suite.quick() : Suite.full();
        this.log = log;
    }

    /**
     * Measures and writes. Takes the options {@code --quick} for a few small cases, {@code --only CASE},
     * {@code --resume}, {@code --render} and {@code --to FOLDER}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int status = run(System.err, arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** The exit status: 0 if every case was measured, 1 if one failed, 2 for options that make no sense. */
    static int run(PrintStream log, String... arguments) throws IOException, InterruptedException {
        try {
            return new Scaling(ScalingOptions.of(arguments), log).run();
        } catch (InvalidInputException problem) {
            log.println(problem.getMessage());
            return 2;
        }
    }

    private int run() throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        Path file = options.folder().resolve("performance.csv");
        List<Case> chosen = options.only().isEmpty()
                ? suite.all()
                : options.only().stream().map(suite::byId).toList();
        Measurements measurements = options.keepsOthers() ? Measurements.read(file) : new Measurements();
        if (options.render()) {
            requireMeasured(file, measurements);
            write(file, measurements);
            return 0;
        }
        Map<String, String> facts = Machine.facts();
        requireSameMachine(file, measurements, facts);
        measurements.put(Machine.ID, facts);
        int failures = 0;
        for (Case one : chosen) {
            if (!options.resume() || !measurements.has(one.id())) {
                long began = System.nanoTime();
                Map<String, String> quantities = new LinkedHashMap<>(one.measure(options.quick()));
                String elapsed = String.valueOf((System.nanoTime() - began) * 1e-9);
                if (quantities.isEmpty()) {
                    failures++;
                } else {
                    quantities.put("elapsed", elapsed);
                    measurements.put(one.id(), quantities);
                    write(file, measurements);
                }
                log.println(one.id() + ": "
                        + (quantities.isEmpty()
                                ? "FAILED"
                                : Numbers.duration(measurements.number(one.id(), "elapsed"))));
            }
        }
        return failures == 0 ? 0 : 1;
    }

    private static void requireMeasured(Path file, Measurements measurements) {
        if (!measurements.has(Machine.ID)) {
            throw new InvalidInputException("There are no measurements in " + file + ".", "leave --render out.");
        }
    }

    private static void requireSameMachine(Path file, Measurements measurements, Map<String, String> facts) {
        if (measurements.has(Machine.ID) && !Machine.isSame(measurements.of(Machine.ID), facts)) {
            throw new InvalidInputException(
                    "The numbers in " + file + " are of another machine: " + measurements.of(Machine.ID) + ".",
                    "measure all cases here, without --only or --resume.");
        }
    }

    private void write(Path file, Measurements measurements) throws IOException {
        WholeFile.write(file, measurements.text());
        WholeFile.write(file.resolveSibling("performance.png"), PerformanceChart.png(suite, measurements));
        WholeFile.write(file.resolveSibling("performance.md"), Page.of(suite, measurements));
    }
}
