package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.coregion.kernel.Matern52;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A model file written by hand, against the dense definition. */
class EvaluateCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void writeData() {
        cli = new Cli(folder);
        cli.write("d.csv", "x,y1,y2", "0.0,1.0,2.0", "0.5,1.5,1.0", "2.0,0.5,3.0");
    }

    @Test
    void agreesWithTheDefinition() {
        cli.write(
                "m.json",
                "{\"kernel\":{\"type\":\"matern52\",\"lengthscales\":[1.2]},",
                "\"coregionalization\":[[2,0.5],[0.5,1]],\"noise\":[[0.3,0.1],[0.1,0.4]],\"mean\":[1,2]}");
        double root = Math.sqrt(0.5);
        DenseLikelihood dense = DenseLikelihood.evaluate(
                new Matern52(1.2).matrix(Matrix.copyOf(new double[][] {{0}, {0.5}, {2}}, "x")),
                Matrix.copyOf(new double[][] {{2, 0.5}, {0.5, 1}}, "K"),
                Matrix.copyOf(new double[][] {{0.3, 0.1}, {0.1, 0.4}}, "noise"),
                Matrix.copyOf(new double[][] {{0, 0}, {0.5, -1}, {-0.5, 1}}, "residuals")
                        .times(root));

        Cli.Run run =
                cli.run("evaluate", "--data", "@/d.csv", "--inputs", "x", "--outputs", "y1,y2", "--model", "@/m.json");

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode json = run.json();
        assertThat(json.propertyNames()).containsExactly("objective", "logMarginalLikelihood", "gradient", "backend");
        assertThat(json.get("objective").doubleValue()).isCloseTo(dense.objective(), within(1e-12));
        assertThat(json.get("logMarginalLikelihood").doubleValue())
                .isCloseTo(dense.objective() - 3 * Math.log(2 * Math.PI), within(1e-12));
        JsonNode gradient = json.get("gradient");
        for (int i = 0; i < 2; i++) {
            double noise = new double[] {0.3, 0.4}[i];
            assertThat(gradient.get("logVariances").get(i).doubleValue())
                    .isCloseTo(noise * dense.noiseGradient().get(i, i), within(1e-12));
            for (int j = 0; j < 2; j++) {
                assertThat(gradient.get("noise").get(i).get(j).doubleValue())
                        .isCloseTo(dense.noiseGradient().get(i, j), within(1e-12));
                assertThat(gradient.get("coregionalization").get(i).get(j).doubleValue())
                        .isCloseTo(dense.coregionalizationGradient().get(i, j), within(1e-12));
            }
        }
        assertThat(gradient.get("logKernelParameters")).hasSize(1);
    }

    @Test
    void aSingularNoiseIsSaidToBeInTheModelFile() {
        cli.write(
                "m.json",
                "{\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},\"coregionalization\":[[1,0],[0,1]],",
                "\"noise\":[[1,1],[1,1]]}");

        for (String command : List.of("evaluate", "loo")) {
            Cli.Run run =
                    cli.run(command, "--data", "@/d.csv", "--inputs", "x", "--outputs", "y1,y2", "--model", "@/m.json");

            assertThat(run.status()).isNotZero();
            assertThat(run.err()).contains("m.json: The noise covariance is not positive definite", "Maybe");
        }
    }

    @Test
    void saysWhoComputedIt() {
        cli.write(
                "m.json",
                "{\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},\"coregionalization\":[[1,0],[0,1]],",
                "\"noise\":[[1,0],[0,1]],\"inputs\":[\"x\"],\"outputs\":[\"y1\",\"y2\"]}");

        for (String backend : List.of("ejml", "openblas")) {
            Cli.Run run = cli.run("evaluate", "--data", "@/d.csv", "--model", "@/m.json", "--backend", backend);

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.json().get("backend").stringValue()).isEqualTo(backend);
        }
    }

    @Test
    void withoutAMeanItIsZero() {
        String body = "{\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},\"coregionalization\":[[1,0],[0,1]],"
                + "\"noise\":[[1,0],[0,1]]";
        cli.write("without.json", body + "}");
        cli.write("zero.json", body + ",\"mean\":[0,0]}");

        assertThat(evaluate("without.json")).isEqualTo(evaluate("zero.json"));
    }

    @Test
    void theMatrixOfAPrecomputedKernelLiesBesideTheModelFile() {
        cli.write("M.csv", "1,0.5,0.1", "0.5,1,0.2", "0.1,0.2,1");
        cli.write(
                "m.json",
                "{\"kernel\":{\"type\":\"precomputed\",\"matrix\":\"M.csv\"},",
                "\"coregionalization\":[[1,0],[0,1]],\"noise\":[[1,0],[0,1]],\"mean\":[0,0]}");

        Cli.Run run = cli.run("evaluate", "--data", "@/d.csv", "--outputs", "y1,y2", "--model", "@/m.json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().get("gradient").get("logKernelParameters")).isEmpty();
    }

    /** With a single output, a row whose output is missing tells nothing. */
    @Test
    void aMissingOutputIsAsIfItHadNotBeenThere() {
        cli.write(
                "m.json",
                "{\"inputs\":[\"x\"],\"outputs\":[\"y1\"],\"kernel\":{\"type\":\"matern52\",\"lengthscales\":[1.2]},",
                "\"coregionalization\":[[2]],\"noise\":[[0.3]],\"mean\":[1]}");
        cli.write("gaps.csv", "x,y1", "0.0,1.0", "0.25,", "0.5,1.5", "1.0,NaN", "2.0,0.5");

        JsonNode gaps = cli.run("evaluate", "--data", "@/gaps.csv", "--model", "@/m.json")
                .json();
        JsonNode whole =
                cli.run("evaluate", "--data", "@/d.csv", "--model", "@/m.json").json();

        assertThat(gaps.get("logMarginalLikelihood").doubleValue())
                .isCloseTo(whole.get("logMarginalLikelihood").doubleValue(), within(1e-12));
        assertThat(gaps.at("/gradient/logVariances/0").doubleValue())
                .isCloseTo(whole.at("/gradient/logVariances/0").doubleValue(), within(1e-12));
    }

    private String evaluate(String model) {
        return cli.run("evaluate", "--data", "@/d.csv", "--inputs", "x", "--outputs", "y1,y2", "--model", "@/" + model)
                .out();
    }
}
