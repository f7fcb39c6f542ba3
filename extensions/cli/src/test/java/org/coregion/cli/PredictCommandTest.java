package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    /** One observation, so that the posterior can be done by hand: K = 4, noise 1, mean 10, y = 15. */
    @BeforeEach
    void writeData() {
        cli = new Cli(folder);
        cli.write("d.csv", "x,y", "0,15");
        cli.write("new.csv", "unused,x", "7,0", "8,1");
        cli.write(
                "m.json",
                "{\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},\"coregionalization\":[[4]],\"noise\":[[1]],"
                        + "\"mean\":[10]}");
    }

    @Test
    void predictsMeanAndDeviationOfANewObservation() {
        double shrunk = Math.exp(-0.5);

        List<double[]> rows = predict();

        assertThat(rows.get(0))
                .containsExactly(new double[] {0, 10 + 5 * 0.8, Math.sqrt(4 - 16.0 / 5 + 1)}, within(1e-12));
        assertThat(rows.get(1))
                .containsExactly(
                        new double[] {1, 10 + 5 * 0.8 * shrunk, Math.sqrt(4 - 16 * shrunk * shrunk / 5 + 1)},
                        within(1e-12));
    }

    @Test
    void leavesTheNoiseOutIfAskedTo() {
        assertThat(predict("--noise-free").get(0)).containsExactly(new double[] {0, 14, Math.sqrt(0.8)}, within(1e-12));
    }

    /** The mean is 15 plus what signal and noise of the observation may have taken from it. */
    @Test
    void countsTheUncertaintyOfTheMeanIfAskedTo() {
        List<double[]> rows = predict("--mean-uncertainty");

        assertThat(rows.get(0)).containsExactly(new double[] {0, 15, Math.sqrt(2)}, within(1e-12));
        assertThat(rows.get(1))
                .containsExactly(new double[] {1, 15, Math.sqrt(2 * (4 - 4 * Math.exp(-0.5)) + 2)}, within(1e-12));
    }

    /** The mean 3 + 7x at x = 0 leaves a residual of 12; at x = 1 it is 10. */
    @Test
    void predictsAboutAMeanThatDependsOnTheInputs() {
        cli.write(
                "m.json",
                "{\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},\"coregionalization\":[[4]],\"noise\":[[1]],"
                        + "\"meanFunction\":{\"form\":\"linear:x\",\"coefficients\":[[3],[7]]}}");

        List<double[]> rows = predict();

        assertThat(rows.get(0)[1]).isCloseTo(3 + 12 * 0.8, within(1e-12));
        assertThat(rows.get(1)[1]).isCloseTo(10 + 12 * 0.8 * Math.exp(-0.5), within(1e-12));
    }

    /** Rows 2 and 4 have no output; row 4 is the mean of four replicates. */
    @Test
    void withoutNewInputsItPredictsWhatIsMissing() {
        cli.write("d.csv", "x,y,n", "0,15,1", "1,,1", "9,10,1", "2,NaN,0.25");
        cli.write("new.csv", "x", "1", "2");
        cli.write(
                "m.json",
                "{\"inputs\":[\"x\"],\"outputs\":[\"y\"],\"noiseScale\":\"n\",\"kernel\":{\"type\":\"se\","
                        + "\"lengthscales\":[1]},\"coregionalization\":[[4]],\"noise\":[[1]],\"mean\":[10]}");

        List<String> missing = cli.run("predict", "--data", "@/d.csv", "--model", "@/m.json")
                .out()
                .lines()
                .toList();
        List<String> chosen = cli.run("predict", "--data", "@/d.csv", "--model", "@/m.json", "--at", "@/new.csv")
                .out()
                .lines()
                .toList();

        assertThat(missing).hasSize(3);
        assertThat(missing.get(0)).isEqualTo("row,x,y_mean,y_sd");
        assertThat(numbers(missing.get(1))).containsExactly(numbers("2," + chosen.get(1)), within(1e-12));
        double[] fourth = numbers(missing.get(2));
        double[] single = numbers(chosen.get(2));
        assertThat(fourth[0]).isEqualTo(4);
        assertThat(fourth[2]).isCloseTo(single[1], within(1e-12));
        assertThat(fourth[3] * fourth[3]).isCloseTo(single[2] * single[2] - 0.75, within(1e-12));
    }

    /** The noise of an output tells of that of another: 0.5 of 1 each, beside a signal that no other row shares. */
    @Test
    void whatWasObservedStaysAndItsNoiseTellsOfWhatIsMissing() {
        cli.write("d.csv", "x,y1,y2", "0,15,", "1000,9,10");
        cli.write(
                "m.json",
                "{\"inputs\":[\"x\"],\"outputs\":[\"y1\",\"y2\"],\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},"
                        + "\"coregionalization\":[[4,0],[0,4]],\"noise\":[[1,0.5],[0.5,1]],\"mean\":[10,10]}");

        List<String> lines = cli.run("predict", "--data", "@/d.csv", "--model", "@/m.json")
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(2);
        double[] expected = {1, 0, 15, 0, 10 + 0.5 * 5 / 5, Math.sqrt(5 - 0.25 / 5)};
        assertThat(numbers(lines.get(1))).containsExactly(expected, within(1e-12));
    }

    /**
     * Relatedness ½ to the one that has a value, 4·½/(4 + 1) of whose deviation it takes; the covariate says nothing.
     */
    @Test
    void fillsInWhereNothingButARowOfAGivenMatrixIsKnown() {
        cli.write("d.csv", "x,y", "0,15", "1,");
        cli.write("M.csv", "1,0.5", "0.5,1");
        String start = "{\"outputs\":[\"y\"],\"kernel\":{\"type\":\"precomputed\",\"matrix\":\"M.csv\"},"
                + "\"coregionalization\":[[4]],\"noise\":[[1]],";
        cli.write("without.json", start + "\"mean\":[10]}");
        cli.write(
                "with.json",
                start + "\"inputs\":[\"x\"],\"meanFunction\":{\"form\":\"linear:x\",\"coefficients\":[[10],[0]]}}");

        for (String model : List.of("without", "with")) {
            Cli.Run run = cli.run("predict", "--data", "@/d.csv", "--model", "@/" + model + ".json");
            assertThat(run.status()).as(run.err()).isZero();
            List<String> lines = run.out().lines().toList();
            double[] second = numbers(lines.get(1));
            assertThat(lines).hasSize(2);
            assertThat(second[0]).isEqualTo(2);
            assertThat(second[second.length - 2]).isCloseTo(10 + 5 * 2.0 / 5, within(1e-12));
            assertThat(second[second.length - 1]).isCloseTo(Math.sqrt(4 - 4.0 / 5 + 1), within(1e-12));
        }
    }

    @Test
    void takesTheBackendThatTheModelWasFittedWith() {
        cli.writeWaves();
        for (String backend : List.of("ejml", "openblas")) {
            Cli.Run fit =
                    cli.run("fit", "--data", "@/d.csv", "--inputs", "a,b", "--outputs", "y1,y2", "--backend", backend);
            cli.write("fit.json", fit.out());
            for (String command : List.of("predict --at @/d.csv", "loo", "sample --at @/d.csv", "evaluate")) {
                String words = command + " --data @/d.csv --model @/fit.json";
                Cli.Run same = cli.run((words + " --backend " + backend).split(" ", -1));

                assertThat(same.status()).as(same.err()).isZero();
                assertThat(cli.run(words.split(" ", -1)).out()).isEqualTo(same.out());
            }
        }
    }

    @Test
    void takesAnotherBackendWhereThatOfTheModelIsNotThere() {
        cli.write(
                "m.json",
                "{\"inputs\":[\"x\"],\"outputs\":[\"y\"],\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},"
                        + "\"coregionalization\":[[4]],\"noise\":[[1]],\"mean\":[10],\"backend\":\"mkl\"}");

        assertThat(predict("--backend", "auto").get(0)).isEqualTo(predict().get(0));
        Cli.Run refused = cli.run("loo", "--data", "@/d.csv", "--model", "@/m.json", "--backend", "mkl");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("no backend \"mkl\"");
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private List<double[]> predict(String... options) {
        String[] words = {
            "predict",
            "--data",
            "@/d.csv",
            "--inputs",
            "x",
            "--outputs",
            "y",
            "--model",
            "@/m.json",
            "--at",
            "@/new.csv"
        };
        String[] all = Arrays.copyOf(words, words.length + options.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        Cli.Run run = cli.run(all);
        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("x,y_mean,y_sd");
        return lines.stream().skip(1).map(PredictCommandTest::numbers).toList();
    }

    /** Noise of 1/4: the weight of the observation is 4/(4 + 1/4). */
    @Test
    void weighsAnObservationByItsRelativeNoise() {
        cli.write("d.csv", "x,y,n", "0,15,0.25");

        assertThat(predict("--noise-scale", "n").get(0))
                .containsExactly(new double[] {0, 10 + 5 * 4 / 4.25, Math.sqrt(4 - 16 / 4.25 + 1)}, within(1e-12));
    }
}
