package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.model.Prediction;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;
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

        assertThat(readme).contains(snippet());
        List<String> printed = fit.toString().lines().toList();
        // The last line tells the seconds, which differ.
        String shown = String.join("\n", printed.subList(0, printed.size() - 1));
        String prediction = String.format(
                Locale.ROOT, "y1 at 50.5: %.3f ± %.3f", next.mean()[0][0], next.standardDeviation()[0][0]);
        assertThat(readme).contains(shown + "\n…\n" + prediction + "\n");
    }

    /** The lines between the two marks above. */
    private static String snippet() throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/test/java/org/coregion/examples/ReadmeTest.java"));
        List<String> lines = source.stream().map(String::strip).toList();
        return String.join("\n", lines.subList(lines.indexOf("// README") + 1, lines.indexOf("// end")));
    }
}
