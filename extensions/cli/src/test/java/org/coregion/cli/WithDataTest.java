package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model file with its data stands for both. */
class WithDataTest {
    private static final List<String> COMMANDS =
            List.of("evaluate", "loo", "predict --at @/new.csv", "sample --at @/new.csv --count 3");

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void writeData() {
        cli = new Cli(folder);
        cli.writeWaves();
        cli.write("new.csv", "a,b", "0.5,0.5", "20,1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--with-data", "--with-data=embedded", "--with-data=reference"})
    void everyCommandSaysTheSameWithoutTheData(String option) {
        String fit =
                "fit --data @/d.csv --inputs a --outputs y1,y2 --noise-scale b --kernel matern32 --model @/m.json ";
        String printed = run(fit + option);

        assertThat(printed).doesNotContain("\"data\"", "d.csv");
        for (String command : COMMANDS) {
            assertThat(run(command + " --model @/m.json")).isEqualTo(run(command + " --model @/m.json --data @/d.csv"));
        }
    }

    @Test
    void theDataGivenTakeThePlaceOfTheModels() throws IOException {
        run("fit --data @/d.csv --inputs a,b --outputs y1,y2 --with-data --model @/m.json");
        List<String> lines = Files.readAllLines(folder.resolve("d.csv"));
        cli.write("less.csv", lines.subList(0, 20).toArray(String[]::new));

        assertThat(run("loo --model @/m.json").lines()).hasSize(26);
        assertThat(run("loo --model @/m.json --data @/less.csv").lines()).hasSize(20);
    }

    @Test
    void aReferenceHoldsAsLongAsTheFileDoes() {
        run("fit --data @/d.csv --inputs a,b --outputs y1,y2 --with-data=reference --model @/m.json");
        cli.write("d.csv", "a,b,y1,y2", "1,2,3,4");

        Cli.Run run = cli.run("loo", "--model", "@/m.json");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("d.csv has changed", "Maybe");
    }

    private String run(String command) {
        Cli.Run run = cli.run(command.strip().split(" +", -1));
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }
}
