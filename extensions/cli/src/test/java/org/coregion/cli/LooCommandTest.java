package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LooCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    /** Two observations at one input: each predicts the other by hand, K = 4, noise 1, mean 10. */
    @BeforeEach
    void writeData() {
        cli = new Cli(folder);
        cli.write("d.csv", "x,y", "0,15", "0,10");
        cli.write(
                "m.json",
                "{\"inputs\":[\"x\"],\"outputs\":[\"y\"],\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},"
                        + "\"coregionalization\":[[4]],\"noise\":[[1]],\"mean\":[10]}");
    }

    @Test
    void everyRowIsPredictedFromTheOthers() {
        Cli.Run run = cli.run("loo", "--data", "@/d.csv", "--model", "@/m.json");

        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("row,y,y_mean,y_sd,y_standardized");
        double sd = Math.sqrt(4 - 16.0 / 5 + 1);
        assertThat(numbers(lines.get(1))).containsExactly(new double[] {1, 15, 10, sd, 5 / sd}, within(1e-12));
        assertThat(numbers(lines.get(2))).containsExactly(new double[] {2, 10, 14, sd, -4 / sd}, within(1e-12));
    }

    @Test
    void theSummaryScoresThem() {
        Cli.Run run = cli.run("loo", "--data", "@/d.csv", "--model", "@/m.json", "--summary");

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode output = run.json().get("outputs").get(0);
        assertThat(output.get("name").asString()).isEqualTo("y");
        assertThat(output.get("rootMeanSquareError").asDouble()).isCloseTo(Math.sqrt(20.5), within(1e-12));
        assertThat(output.get("coverage95").asDouble()).isZero();
        assertThat(run.json().get("logDensity").asDouble())
                .isCloseTo(-Math.log(2 * Math.PI * 1.8) - 41 / (2 * 1.8), within(1e-12));
    }

    /** The mean is estimated from the other row alone. */
    @Test
    void countsTheUncertaintyOfTheMeanIfAskedTo() {
        for (String[] words : new String[][] {
            {"loo", "--data", "@/d.csv", "--model", "@/m.json", "--mean-uncertainty"},
            {"loo", "--data", "@/d.csv", "--model", "@/m.json", "--mean-uncertainty", "--entries"}
        }) {
            Cli.Run run = cli.run(words);

            assertThat(run.status()).as(run.err()).isZero();
            List<String> lines = run.out().lines().toList();
            double sd = Math.sqrt(2);
            assertThat(numbers(lines.get(1))).containsExactly(new double[] {1, 15, 10, sd, 5 / sd}, within(1e-12));
            assertThat(numbers(lines.get(2))).containsExactly(new double[] {2, 10, 15, sd, -5 / sd}, within(1e-12));
        }
    }

    @Test
    void refusesToLeaveOutTheOnlyRowThatDeterminesTheMean() {
        cli.write("d.csv", "x,y", "0,15");

        Cli.Run run = cli.run("loo", "--data", "@/d.csv", "--model", "@/m.json", "--mean-uncertainty");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("value at row 1", "output \"y\"");
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
