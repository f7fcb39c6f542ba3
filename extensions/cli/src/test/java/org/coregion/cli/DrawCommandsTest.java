package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sample} and {@code simulate}. */
class DrawCommandsTest {
    private static final String[] SAMPLE = {
        "sample", "--data", "@/d.csv", "--model", "@/m.json", "--at", "@/new.csv", "--count", "400"
    };

    private static final String[] SIMULATE = {"simulate", "--model", "@/m.json", "--at", "@/new.csv", "--count", "400"};

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    /** One observation, so that the posterior can be done by hand: K = 4, noise 1, mean 10, y = 15. */
    @BeforeEach
    void writeData() {
        cli = new Cli(folder);
        cli.write("d.csv", "x,y", "0,15");
        cli.write("new.csv", "x", "0", "100");
        cli.write(
                "m.json",
                "{\"inputs\":[\"x\"],\"outputs\":[\"y\"],\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},"
                        + "\"coregionalization\":[[4]],\"noise\":[[1]],\"mean\":[10]}");
    }

    @Test
    void samplesHaveTheMomentsOfThePosterior() {
        List<double[]> rows = rows(run(SAMPLE), "draw,x,y");

        assertThat(rows).hasSize(800);
        assertThat(mean(rows, 0)).isCloseTo(14, within(0.3));
        assertThat(mean(rows, 100)).isCloseTo(10, within(0.5));
        assertThat(deviation(rows, 0)).isCloseTo(Math.sqrt(1.8), within(0.2));
        assertThat(deviation(rows, 100)).isCloseTo(Math.sqrt(5), within(0.4));
    }

    @Test
    void withoutNoiseTheyAreNarrower() {
        List<double[]> rows = rows(run(with(SAMPLE, "--noise-free")), "draw,x,y");

        assertThat(deviation(rows, 0)).isCloseTo(Math.sqrt(0.8), within(0.15));
    }

    /** The mean is that of the one observation, wrong by its signal and noise. */
    @Test
    void theUncertaintyOfTheMeanIsDrawnIfAskedFor() {
        List<double[]> rows = rows(run(with(SAMPLE, "--mean-uncertainty")), "draw,x,y");

        assertThat(mean(rows, 0)).isCloseTo(15, within(0.3));
        assertThat(mean(rows, 100)).isCloseTo(15, within(0.7));
        assertThat(deviation(rows, 0)).isCloseTo(Math.sqrt(2), within(0.2));
        assertThat(deviation(rows, 100)).isCloseTo(Math.sqrt(10), within(0.5));
    }

    @Test
    void simulationsHaveTheMomentsOfTheModel() {
        List<double[]> rows = rows(run(SIMULATE), "draw,x,y");

        assertThat(rows).hasSize(800);
        assertThat(mean(rows, 0)).isCloseTo(10, within(0.5));
        assertThat(deviation(rows, 0)).isCloseTo(Math.sqrt(5), within(0.4));
    }

    @Test
    void theSeedDecides() {
        assertThat(run(SAMPLE)).isEqualTo(run(SAMPLE)).isNotEqualTo(run(with(SAMPLE, "--seed", "1")));
        assertThat(run(SIMULATE)).isEqualTo(run(SIMULATE)).isNotEqualTo(run(with(SIMULATE, "--seed", "1")));
    }

    @Test
    void aModelThatDoesNotNameItsColumnsCannotBeSimulated() {
        cli.write(
                "m.json",
                "{\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},\"coregionalization\":[[4]],\"noise\":[[1]]}");

        Cli.Run run = cli.run(SIMULATE);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("does not name its inputs");
    }

    @Test
    void noDrawsAreRefused() {
        Cli.Run run = cli.run("simulate", "--model", "@/m.json", "--at", "@/new.csv", "--count", "0");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--count is 0");
    }

    private String run(String... words) {
        Cli.Run run = cli.run(words);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }

    private static String[] with(String[] words, String... more) {
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    private static List<double[]> rows(String csv, String header) {
        List<String> lines = csv.lines().toList();
        assertThat(lines.get(0)).isEqualTo(header);
        return lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private static double[] at(List<double[]> rows, double x) {
        return rows.stream()
                .filter(row -> row[1] == x)
                .mapToDouble(row -> row[2])
                .toArray();
    }

    private static double mean(List<double[]> rows, double x) {
        return Arrays.stream(at(rows, x)).average().orElseThrow();
    }

    private static double deviation(List<double[]> rows, double x) {
        double mean = mean(rows, x);
        return Math.sqrt(Arrays.stream(at(rows, x))
                .map(y -> (y - mean) * (y - mean))
                .average()
                .orElseThrow());
    }
}
