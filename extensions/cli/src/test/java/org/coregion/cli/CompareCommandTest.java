package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CompareCommandTest {
    private static final String DATA = " --data @/d.csv --inputs a,b --outputs y1,y2 ";

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void writeData() {
        cli = new Cli(folder);
        cli.writeWaves();
    }

    @Test
    void everyCombinationIsFittedAndNamedByWhatDiffers() {
        String models = "--kernel se --kernel matern32 --noise diagonal --noise full --coregionalization rank:1";

        JsonNode json = run("compare" + DATA + models + " --json --by bic").json();

        assertThat(json.get("criterion").stringValue()).isEqualTo("BIC");
        List<JsonNode> ranked =
                StreamSupport.stream(json.get("models").spliterator(), false).toList();
        assertThat(ranked)
                .extracting(model -> model.get("name").stringValue())
                .containsExactlyInAnyOrder(
                        "se, noise diagonal", "se, noise full", "matern32, noise diagonal", "matern32, noise full");
        assertThat(ranked)
                .isSortedAccordingTo((one, other) -> Double.compare(
                        one.get("bic").doubleValue(), other.get("bic").doubleValue()));
        assertThat(ranked.stream()
                        .mapToDouble(model -> model.get("weight").doubleValue())
                        .sum())
                .isCloseTo(1, within(1e-12));
        JsonNode alone =
                run("fit" + DATA + "--kernel se --coregionalization rank:1").json();
        assertThat(ranked)
                .filteredOn(model -> model.get("name").stringValue().equals("se, noise diagonal"))
                .singleElement()
                .satisfies(
                        model -> assertThat(model.get("logMarginalLikelihood").doubleValue())
                                .isCloseTo(alone.get("logMarginalLikelihood").doubleValue(), within(1e-9)));
    }

    @Test
    void aModelHasItsWarningsAndBounds() {
        cli.write("few.csv", "a,y1,y2", "0,1,2", "1,2,2.5", "2,2,3.5", "3,1,3", "4,0,1", "5,1.5,0");
        List<String> command =
                new ArrayList<>(List.of("compare", "--data", "@/few.csv", "--inputs", "a", "--outputs", "y1,y2"));
        command.addAll(List.of("--noise", "diagonal", "--noise", "isotropic", "--bound", "lengthscale=:0.5"));

        String table = run(command).out();
        command.add("--json");
        JsonNode models = run(command).json().get("models");

        assertThat(models).hasSize(2);
        for (JsonNode model : models) {
            assertThat(model.get("warnings").valueStream().map(JsonNode::stringValue))
                    .anyMatch(warning -> warning.startsWith("12 values are few for"));
            assertThat(model.get("atBounds").get(0).stringValue()).isEqualTo("lengthscale at its upper bound 0.5");
        }
        assertThat(table.lines().skip(1)).allMatch(line -> line.contains(" warning") && line.endsWith("  at a bound"));
    }

    @Test
    void printsATable() {
        String table = run("compare" + DATA + "--mean constant --mean linear:a").out();

        assertThat(table.lines()).hasSize(3);
        assertThat(table).contains("AIC", "mean constant", "mean linear:a");
    }

    @Test
    void aSingleModelHasTheNameOfItsKernel() {
        assertThat(run("compare" + DATA).out()).contains("matern52");
    }

    private Cli.Run run(String command) {
        return run(List.of(command.strip().split(" +", -1)));
    }

    private Cli.Run run(List<String> words) {
        Cli.Run run = cli.run(words.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }
}
