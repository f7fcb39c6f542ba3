package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
        System.out.println(Arrays.toString(next.mean()[0]) + " ± " + Arrays.toString(next.standardDeviation()[0]));
        // end

        assertThat(readme).contains(snippet());
        List<String> printed = fit.toString().lines().toList();
        // The last line tells the seconds, which differ.
        assertThat(readme).contains(String.join("\n", printed.subList(0, printed.size() - 1)));
    }

    /** The lines between the two marks above. */
    private static String snippet() throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/test/java/org/coregion/examples/ReadmeTest.java"));
        List<String> lines = source.stream().map(String::strip).toList();
        return String.join("\n", lines.subList(lines.indexOf("// README") + 1, lines.indexOf("// end")));
    }
}
