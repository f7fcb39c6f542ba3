package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoregionTest {
    private final Cli cli = new Cli(Path.of(""));

    @Test
    void helpListsTheCommands() {
        Cli.Run run = cli.run("--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("fit", "evaluate", "predict");
    }

    @Test
    void versionNamesTheProgram() {
        assertThat(cli.run("--version").out()).startsWith("coregion ");
    }

    @Test
    void anUnknownCommandIsBadUsage() {
        Cli.Run run = cli.run("guess");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("guess", "Maybe");
    }
}
