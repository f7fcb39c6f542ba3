package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where do {@code datasets/synthetic} and {@code datasets/soil-metals} come from? This program draws both from the
 * model itself, at parameters written next to the data, and writes the same files whenever it runs.
 */
public final class SyntheticData {
    private static final MathContext TEN_DIGITS = new MathContext(10);

    /** Four outputs in different units: two move together, one against them, one nearly by itself. */
    static final Simulation SERIES = new Simulation(
            List.of("t"),
            List.of("y1", "y2", "y3", "y4"),
            new double[] {3},
            Simulation.covariance(new double[] {1, 2, 0.5, 10}, new double[][] {
                {1, 0.8, -0.6, 0.1},
                {0.8, 1, -0.4, 0.3},
                {-0.6, -0.4, 1, 0.2},
                {0.1, 0.3, 0.2, 1}
            }),
            new double[] {0.04, 0.25, 0.01, 9},
            new double[] {0, 5, -2, 100});

    /** Four metals in topsoil: strongly correlated, cadmium measured worst and zinc best. */
    static final Simulation SOIL = new Simulation(
            List.of("easting", "northing"),
            List.of("cadmium", "copper", "lead", "zinc"),
            new double[] {4, 2.5},
            Simulation.covariance(new double[] {0.3, 0.22, 0.25, 0.26}, new double[][] {
                {1, 0.85, 0.8, 0.9},
                {0.85, 1, 0.75, 0.9},
                {0.8, 0.75, 1, 0.85},
                {0.9, 0.9, 0.85, 1}
            }),
            new double[] {0.04, 0.01, 0.0144, 0.0016},
            new double[] {-0.1, 1.4, 1.8, 2.2});

    private SyntheticData() {}

    /**
     * Writes both sets.
     *
     * @param args the directory to write to; by default the project's {@code datasets}
     */
    public static void main(String[] args) throws IOException {
        run(args.length > 0 ? Path.of(args[0]) : Datasets.directory(), System.out);
    }

    static void run(Path directory, PrintStream out) throws IOException {
        double[][] times = times(200, new Random(1));
        write(directory.resolve("synthetic"), SERIES, times, SERIES.draw(times, new Random(2)), out);
        double[][] sites = sites(250, new Random(3));
        write(directory.resolve("soil-metals"), SOIL, sites, SOIL.draw(sites, new Random(4)), out);
    }

    /** Irregular times: one at random in each interval of a quarter, but never two closer than a twentieth. */
    private static double[][] times(int count, Random random) {
        double[][] times = new double[count][];
        for (int i = 0; i < count; i++) {
            times[i] = new double[] {rounded(0.25 * i + 0.2 * random.nextDouble(), 1000)};
        }
        return times;
    }

    /** Sites at random in a district 20 km wide and 15 km high, to 10 m. */
    private static double[][] sites(int count, Random random) {
        double[][] sites = new double[count][];
        for (int i = 0; i < count; i++) {
            sites[i] = new double[] {rounded(20 * random.nextDouble(), 100), rounded(15 * random.nextDouble(), 100)};
        }
        return sites;
    }

    private static double rounded(double value, double parts) {
        return Math.rint(value * parts) / parts;
    }

    private static void write(Path directory, Simulation truth, double[][] inputs, double[][] outputs, PrintStream out)
            throws IOException {
        Files.createDirectories(directory);
        replace(directory.resolve("data.csv"), csv(truth, inputs, outputs));
        replace(directory.resolve("truth.json"), json(truth));
        out.printf(
                Locale.ROOT,
                "%s: %d rows of %s at %s%n",
                directory,
                inputs.length,
                truth.outputNames(),
                truth.inputNames());
    }

    private static String csv(Simulation truth, double[][] inputs, double[][] outputs) {
        StringBuilder text = new StringBuilder();
        text.append(String.join(",", truth.inputNames())).append(',');
        text.append(String.join(",", truth.outputNames())).append('\n');
        for (int t = 0; t < inputs.length; t++) {
            text.append(Stream.of(inputs[t], outputs[t])
                    .flatMapToDouble(Arrays::stream)
                    .mapToObj(SyntheticData::number)
                    .collect(Collectors.joining(",", "", "\n")));
        }
        return text.toString();
    }

    /** A model file, so that the command line evaluates the truth as it does a fit. */
    private static String json(Simulation truth) {
        double[] variances = truth.noiseVariances();
        double[][] noise = new double[variances.length][variances.length];
        for (int d = 0; d < variances.length; d++) {
            noise[d][d] = variances[d];
        }
        return String.join(
                "\n",
                "{",
                "  \"inputs\": " + names(truth.inputNames()) + ",",
                "  \"outputs\": " + names(truth.outputNames()) + ",",
                "  \"kernel\": {\"type\": \"matern52\", \"lengthscales\": " + array(truth.lengthscales()) + "},",
                "  \"coregionalization\": " + rows(truth.coregionalization()) + ",",
                "  \"noise\": " + rows(noise) + ",",
                "  \"mean\": " + array(truth.mean()),
                "}",
                "");
    }

    private static String rows(double[][] matrix) {
        return Arrays.stream(matrix)
                .map(SyntheticData::array)
                .collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }

    private static String names(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "[", "]"));
    }

    private static String array(double[] values) {
        return Arrays.stream(values).mapToObj(SyntheticData::number).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String number(double value) {
        return new BigDecimal(value).round(TEN_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** Whoever reads the file meanwhile sees the old text or the new one, never half of it. */
    private static void replace(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
