package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.KernelExpression;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.model.Prediction;
import org.coregion.optim.FitOptions;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;
import org.coregion.prior.Prior;
import org.junit.jupiter.api.Test;

/** What README.md shows is what runs and what it prints. */
class ReadmeTest {
    private final String readme = Files.readString(Path.of("..", "README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void showsTheCodeThatRunsAndItsResult() throws IOException {
        MultiOutputData synthetic = Datasets.read(Datasets.csv("synthetic"), List.of("t"));
        double[][] x = synthetic.inputs().toArray();
        double[][] y = synthetic.outputs().toArray();
        // README
        FitResult fit = Fitter.fit(MultiOutputData.of(x, y));
        System.out.println(fit);
        Prediction next = fit.posterior().predict(new double[][] {{50.5}});
        System.out.printf(Locale.ROOT, "y1 at 50.5: %.3f ± %.3f%n", next.mean()[0][0], next.standardDeviation()[0][0]);
        // end

        assertThat(stripped(readme)).contains(snippet("// README"));
        List<String> printed = fit.toString().lines().toList();
        // The last line tells the seconds, which differ.
        String shown = String.join("\n", printed.subList(0, printed.size() - 1));
        String prediction = String.format(
                Locale.ROOT, "y1 at 50.5: %.3f ± %.3f", next.mean()[0][0], next.standardDeviation()[0][0]);
        assertThat(readme).contains(shown + "\n…\n" + prediction + "\n");
    }

    @Test
    void showsAModelThatCanBeFitted() throws IOException {
        Random random = new Random(1);
        double[][] inputs = new double[60][3];
        double[][] metals = new double[60][3];
        for (int t = 0; t < 60; t++) {
            inputs[t] = new double[] {random.nextDouble(), random.nextDouble(), t};
            double wave = Math.sin(inputs[t][0] * 6) + Math.cos(Math.PI * t / 6);
            metals[t] = new double[] {wave + 0.3 * random.nextGaussian(), random.nextGaussian(), 2 * wave};
        }
        MultiOutputData data =
                MultiOutputData.of(inputs, metals).withNames(List.of("x", "y", "t"), List.of("zinc", "lead", "copper"));
        // README model
        GpModel model = GpModel.withDefaults()
                .withKernel(KernelExpression.parse("matern32(x, y) + 0.5 * periodic(t, period=12)"))
                .withCoregionalization(CovarianceForm.lowRankPlusDiagonal(2))
                .withMean(Mean.linear("t"))
                .withFixed("period of t of term 2", 12)
                .withPrior("noise variance of zinc", Prior.inverseGamma(2, 1));
        // end

        FitResult fit = Fitter.fit(data, model, FitOptions.withDefaults().withMaxEvaluations(50));

        assertThat(fit.parameters().kernel().expression(data.inputNames())).contains("periodic(t, period=12.0,");
        assertThat(fit.logPrior()).isNotZero();
        assertThat(stripped(readme)).contains(snippet("// README model"));
    }

    /** The lines between a mark above and the end after it. */
    private static String snippet(String mark) throws IOException {
        String source = stripped(Files.readString(Path.of("src/test/java/org/coregion/examples/ReadmeTest.java")));
        int from = source.indexOf(mark + "\n") + mark.length() + 1;
        return source.substring(from, source.indexOf("// end", from));
    }

    private static String stripped(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
