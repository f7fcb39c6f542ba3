package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FitCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void writeData() {
        cli = new Cli(folder);
        cli.writeWaves();
    }

    @Test
    void printsTheModelAndWritesTheSame() throws Exception {
        Cli.Run run =
                cli.run("fit", "--data", "@/d.csv", "--inputs", "a,b", "--outputs", "y1,y2", "--model", "@/m.json");

        assertThat(run.status()).isZero();
        JsonNode json = run.json();
        assertThat(json.propertyNames())
                .containsExactly(
                        "schemaVersion",
                        "coregionVersion",
                        "kernel",
                        "coregionalization",
                        "noise",
                        "mean",
                        "inputs",
                        "outputs",
                        "model",
                        "standardErrors",
                        "parameterCount",
                        "aic",
                        "bic",
                        "missing",
                        "objective",
                        "logMarginalLikelihood",
                        "converged",
                        "stopReason",
                        "atBounds",
                        "warnings",
                        "runs",
                        "gradientNorm",
                        "gradientTolerance",
                        "evaluations",
                        "iterations",
                        "eigendecompositions",
                        "coarseEigendecompositions",
                        "engine",
                        "engineReason",
                        "search",
                        "searchReason",
                        "inputRank",
                        "backend",
                        "threads",
                        "seconds",
                        "options");
        assertThat(json.get("missing").intValue()).isZero();
        // Two lengthscales, three elements of K, two noise variances, two means.
        assertThat(json.get("parameterCount").intValue()).isEqualTo(9);
        assertThat(json.get("aic").doubleValue())
                .isCloseTo(18 - 2 * json.get("logMarginalLikelihood").doubleValue(), within(1e-9));
        assertThat(json.get("standardErrors").get(0).get("parameter").stringValue())
                .isEqualTo("lengthscale of a");
        assertThat(json.get("standardErrors").findValues("standardError")).isNotEmpty();
        assertThat(json.get("runs")).hasSize(1);
        assertThat(json.at("/options/seed").longValue()).isZero();
        assertThat(json.get("engine").stringValue()).isEqualTo("spectral");
        assertThat(json.get("inputRank").intValue()).isEqualTo(25);
        assertThat(json.get("backend").stringValue()).isEqualTo("openblas");
        assertThat(json.get("threads").intValue()).isPositive();
        assertThat(json.get("converged").booleanValue()).isTrue();
        assertThat(json.get("kernel").get("type").stringValue()).isEqualTo("matern52");
        assertThat(json.get("kernel").get("lengthscales")).hasSize(2);
        double objective = json.get("objective").doubleValue();
        assertThat(json.get("logMarginalLikelihood").doubleValue())
                .isCloseTo(objective - 25 * Math.log(2 * Math.PI), within(1e-10));
        assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("m.json"))))
                .isEqualTo(json);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("d.csv", "m.json");
    }

    @Test
    void backendAndThreadsAreThoseAskedForAndTheOptimumIsTheSame() {
        JsonNode ejml = fit("--backend", "ejml", "--threads", "1");
        JsonNode openblas = fit("--backend", "openblas", "--threads", "2");

        assertThat(ejml.get("backend").stringValue()).isEqualTo("ejml");
        assertThat(ejml.get("threads").intValue()).isOne();
        assertThat(openblas.get("backend").stringValue()).isEqualTo("openblas");
        assertThat(openblas.get("threads").intValue()).isEqualTo(2);
        assertThat(openblas.get("objective").doubleValue())
                .isCloseTo(ejml.get("objective").doubleValue(), within(1e-8));
    }

    @Test
    void theWrittenModelEvaluatesToTheSameObjectiveWithAVanishingGradient() {
        JsonNode fit = fit("--model", "@/m.json");

        JsonNode evaluation =
                cli.run("evaluate", "--data", "@/d.csv", "--model", "@/m.json").json();

        assertThat(evaluation.get("objective").doubleValue())
                .isCloseTo(fit.get("objective").doubleValue(), within(1e-9));
        JsonNode gradient = evaluation.get("gradient");
        for (String part : new String[] {"logVariances", "logKernelParameters"}) {
            assertThat(gradient.get(part))
                    .hasSize(2)
                    // The kernel's parameters are within a thousandth of a standard error.
                    .allSatisfy(value -> assertThat(value.doubleValue()).isCloseTo(0, within(1e-2)));
        }
    }

    @Test
    void everyOptionChangesWhatItSaysItChanges() {
        cli.write("K.csv", "1.5,-0.5", "-0.5,1.25");
        cli.write("S.csv", "0.25,0.0", "0.0,0.5");
        assertThat(fit("--kernel", "matern32").at("/kernel/type").stringValue()).isEqualTo("matern32");
        assertThat(fit("--isotropic").at("/kernel/lengthscales")).hasSize(1);
        assertThat(fit("--kernel", "se(isotropic)").at("/kernel/lengthscales")).hasSize(1);
        assertThat(fit("--kernel", "rq", "--isotropic").at("/kernel/expression").stringValue())
                .startsWith("rq(a, b, lengthscale=");
        assertThat(fit("--fix-lengthscales", "1.2,0.7")
                        .at("/kernel/lengthscales")
                        .toString())
                .isEqualTo("[1.2,0.7]");
        assertThat(fit("--coregionalization", "fixed:@/K.csv")
                        .at("/coregionalization/0/1")
                        .doubleValue())
                .isCloseTo(-0.5, within(1e-12));
        assertThat(fit("--noise", "fixed:@/S.csv").at("/noise/1/1").doubleValue())
                .isCloseTo(0.5, within(1e-12));
        assertThat(fit("--coregionalization", "diagonal")
                        .at("/coregionalization/0/1")
                        .doubleValue())
                .isZero();
        assertThat(fit("--noise", "full").at("/noise/0/1").doubleValue()).isNotZero();
        assertThat(fit("--mean", "zero").at("/mean").toString()).isEqualTo("[0.0,0.0]");
        double standardized = fit().get("objective").doubleValue();
        assertThat(fit("--no-standardize").get("objective").doubleValue()).isCloseTo(standardized, within(1e-6));
        JsonNode restarted = fit("--restarts", "2", "--seed", "3");
        assertThat(restarted.get("objective").doubleValue()).isGreaterThanOrEqualTo(standardized - 1e-9);
        assertThat(restarted.get("evaluations").intValue())
                .isNotEqualTo(
                        fit("--restarts", "2", "--seed", "4").get("evaluations").intValue());
    }

    @Test
    void standardErrorsCanBeLeftOut() {
        assertThat(fit("--no-standard-errors").has("standardErrors")).isFalse();
    }

    @Test
    void everyRunIsListed() {
        JsonNode fit = fit("--restarts", "2");

        assertThat(fit.get("runs")).hasSize(3);
        assertThat(fit.get("runs")
                        .valueStream()
                        .mapToDouble(run -> run.get("objective").doubleValue())
                        .max())
                .hasValue(fit.get("objective").doubleValue());
    }

    @Test
    void aKernelExpressionIsFittedWrittenAndReadAgain() {
        JsonNode fit = fit("--kernel", "matern32(a) * se(b) + 0.5*periodic(a, period=6)", "--model", "@/m.json");
        cli.write("new.csv", "b,a", "0.5,1.5");

        JsonNode evaluation =
                cli.run("evaluate", "--data", "@/d.csv", "--model", "@/m.json").json();
        Cli.Run prediction = cli.run("predict", "--data", "@/d.csv", "--model", "@/m.json", "--at", "@/new.csv");

        assertThat(fit.get("kernel").propertyNames()).containsExactly("expression");
        assertThat(fit.at("/kernel/expression").stringValue())
                .contains("matern32(a, lengthscale=", ") * se(b, lengthscale=", " * periodic(a, period=");
        assertThat(evaluation.get("objective").doubleValue())
                .isCloseTo(fit.get("objective").doubleValue(), within(1e-9));
        assertThat(evaluation.at("/gradient/logKernelParameters")).hasSize(5);
        assertThat(prediction.status()).as(prediction.err()).isZero();
        assertThat(prediction.out()).startsWith("a,b,y1_mean");
    }

    @Test
    void formsOfCovariancesAreThoseAskedFor() {
        JsonNode isotropic = fit("--noise", "isotropic", "--coregionalization", "rank:1");
        assertThat(isotropic.at("/noise/0/0").doubleValue())
                .isCloseTo(isotropic.at("/noise/1/1").doubleValue(), within(1e-14));
        double covariance = isotropic.at("/coregionalization/0/1").doubleValue();
        assertThat(covariance * covariance)
                .isCloseTo(
                        isotropic.at("/coregionalization/0/0").doubleValue()
                                * isotropic.at("/coregionalization/1/1").doubleValue(),
                        within(1e-10));
        JsonNode factors = fit("--noise", "rank:1+diagonal", "--coregionalization", "isotropic");
        assertThat(factors.at("/noise/0/1").doubleValue()).isNotZero();
        assertThat(factors.at("/coregionalization/0/1").doubleValue()).isZero();
    }

    @Test
    void constraintsHoldAndPriorsAreReported() {
        JsonNode fixed = fit("--fix", "lengthscale of b=2", "--fix", "noise variance of y1=0.25");
        assertThat(fixed.at("/kernel/lengthscales/1").doubleValue()).isCloseTo(2, within(1e-14));
        assertThat(fixed.at("/noise/0/0").doubleValue()).isCloseTo(0.25, within(1e-14));
        assertThat(fixed.has("logPrior")).isFalse();
        JsonNode tied = fit("--tie", "lengthscale of a,\"lengthscale of b\"", "--bound", "lengthscale of a=0.2:0.3");
        assertThat(tied.at("/kernel/lengthscales/0").doubleValue())
                .isEqualTo(tied.at("/kernel/lengthscales/1").doubleValue())
                .isBetween(0.2 - 1e-15, 0.3 + 1e-15);
        assertThat(fit("--bound", "noise variance of y2=1:").at("/noise/1/1").doubleValue())
                .isBetween(1 - 1e-12, 1.01);
        JsonNode estimate = fit(
                "--prior",
                "noise variance of y1=lognormal(0,0.001)",
                "--prior",
                "lengthscale of a=gamma(2,1)",
                "--prior",
                "signal variance of y2=inversegamma(2,1)",
                "--prior",
                "signal correlation=lkj(3)");
        assertThat(estimate.at("/noise/0/0").doubleValue()).isCloseTo(1, within(0.01));
        assertThat(estimate.get("logPrior").doubleValue()).isNotZero();
    }

    @Test
    void constraintsHoldForLowRanks() {
        JsonNode rank = fit("--coregionalization", "rank:1", "--fix", "signal variance of y1=0.8");
        assertThat(rank.at("/coregionalization/0/0").doubleValue()).isCloseTo(0.8, within(1e-14));
        double covariance = rank.at("/coregionalization/0/1").doubleValue();
        assertThat(covariance * covariance)
                .isCloseTo(0.8 * rank.at("/coregionalization/1/1").doubleValue(), within(1e-12));
        JsonNode factors = fit(
                "--coregionalization",
                "rank:1+diagonal",
                "--noise",
                "rank:1+diagonal",
                "--bound",
                "signal variance of y2=:0.01",
                "--tie",
                "noise variance of y1,noise variance of y2");
        assertThat(factors.at("/coregionalization/1/1").doubleValue()).isBetween(0.0, 0.01 * (1 + 1e-12));
        assertThat(factors.at("/noise/0/0").doubleValue())
                .isCloseTo(factors.at("/noise/1/1").doubleValue(), within(1e-14));
    }

    @Test
    void coefficientsOfTheMeanTakeConstraintsOfAnySign() {
        JsonNode fixed = fit("--fix", "mean of y1=-3.5", "--bound", "mean of y2=:-20");
        assertThat(fixed.at("/mean/0").doubleValue()).isEqualTo(-3.5);
        assertThat(fixed.at("/mean/1").doubleValue()).isEqualTo(-20);
        assertThat(fixed.get("atBounds").toString()).contains("mean of y2 at its upper bound -20.0");
        assertThat(fixed.get("standardErrors").toString())
                .contains("\"parameter\":\"mean of y1\",\"estimate\":-3.5,\"reason\":\"fixed\"");
        JsonNode tied =
                fit("--mean", "linear", "--tie", "mean of y1: a,mean of y2: a", "--bound", "mean of y1: b=-2:-1");
        assertThat(tied.at("/meanFunction/coefficients/1/0").doubleValue())
                .isEqualTo(tied.at("/meanFunction/coefficients/1/1").doubleValue());
        assertThat(tied.at("/meanFunction/coefficients/2/0").doubleValue()).isBetween(-2.0, -1.0);
        JsonNode estimate = fit("--prior", "mean of y1=normal(-7, 1e-6)");
        assertThat(estimate.at("/mean/0").doubleValue()).isCloseTo(-7, within(1e-6));
        assertThat(estimate.get("logPrior").doubleValue()).isNotZero();
    }

    @Test
    void aGivenKernelMatrixNeedsNoInputsAndIsFoundFromTheModelFile() throws Exception {
        StringBuilder identity = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            for (int j = 0; j < 25; j++) {
                identity.append(j == 0 ? "" : ",").append(Math.exp(-0.3 * Math.abs(i - j)));
            }
            identity.append('\n');
        }
        cli.write("M.csv", identity.toString().strip());
        Files.createDirectory(folder.resolve("models"));

        Cli.Run run = cli.run(
                "fit",
                "--data",
                "@/d.csv",
                "--outputs",
                "y1,y2",
                "--kernel-matrix",
                "@/M.csv",
                "--model",
                "@/models/m.json");

        assertThat(run.status()).isZero();
        assertThat(run.json().get("kernel").toString()).isEqualTo("{\"type\":\"precomputed\",\"matrix\":\"../M.csv\"}");
        JsonNode evaluation = cli.run("evaluate", "--data", "@/d.csv", "--model", "@/models/m.json")
                .json();
        assertThat(evaluation.get("objective").doubleValue())
                .isCloseTo(run.json().get("objective").doubleValue(), within(1e-9));
    }

    @Test
    void readsWhatSpreadsheetsWrite() {
        cli.write("excel.csv", "\uFEFF\"the x\",\"y, per cent\"\r", "1,2\r", "2,3\r", "3,2.5\r", "4,3.5\r");

        Cli.Run run = cli.run("fit", "--data", "@/excel.csv", "--inputs", "the x", "--outputs", "\"y, per cent\"");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/outputs/0").stringValue()).isEqualTo("y, per cent");
    }

    private JsonNode fit(String... options) {
        String[] words = new String[7 + options.length];
        System.arraycopy(
                new String[] {"fit", "--data", "@/d.csv", "--inputs", "a,b", "--outputs", "y1,y2"}, 0, words, 0, 7);
        System.arraycopy(options, 0, words, 7, options.length);
        Cli.Run run = cli.run(words);
        assertThat(run.status()).as(run.err()).isZero();
        return run.json();
    }

    @Test
    void fitsAMeanThatDependsOnTheInputs() {
        String[] data = {"--data", "@/d.csv", "--inputs", "a,b", "--outputs", "y1,y2"};
        Cli.Run run = cli.run(
                "fit",
                data[0],
                data[1],
                data[2],
                data[3],
                data[4],
                data[5],
                "--mean",
                "linear:b",
                "--reml",
                "--model",
                "@/m.json");

        JsonNode json = run.json();
        assertThat(json.has("mean")).isFalse();
        assertThat(json.get("meanFunction").get("form").stringValue()).isEqualTo("linear:b");
        assertThat(json.get("meanFunction").get("functions").get(1).stringValue())
                .isEqualTo("b");
        assertThat(json.get("meanFunction").get("coefficients")).hasSize(2);
        assertThat(json.get("standardErrors").findValuesAsString("parameter")).contains("mean of y1: b");
        assertThat(json.get("restrictedLogLikelihood").doubleValue())
                .isCloseTo(json.get("objective").doubleValue() - 23 * Math.log(2 * Math.PI), within(1e-10));

        JsonNode evaluation =
                cli.run("evaluate", "--data", "@/d.csv", "--model", "@/m.json").json();
        assertThat(evaluation.get("logMarginalLikelihood").doubleValue())
                .isCloseTo(json.get("logMarginalLikelihood").doubleValue(), within(1e-8));
    }

    @Test
    void remembersTheColumnOfRelativeNoise() {
        String fit = "fit --data @/d.csv --inputs a --outputs y1 --noise-scale b --model @/m.json";
        JsonNode json = cli.run(fit.split(" ")).json();
        JsonNode evaluation =
                cli.run("evaluate", "--data", "@/d.csv", "--model", "@/m.json").json();

        assertThat(json.get("noiseScale").stringValue()).isEqualTo("b");
        assertThat(evaluation.get("objective").doubleValue())
                .isCloseTo(json.get("objective").doubleValue(), within(1e-8));
    }
}
