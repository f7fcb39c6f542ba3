package org.coregion.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.coregion.data.MultiOutputData;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name the data of a fit. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "d.csv",
            description = "Observations: CSV with a header line.")
    private Path data = Path.of("");

    @Mixin
    private ColumnOptions columns = new ColumnOptions();

    /** The file with the observations. */
    Path file() {
        return data;
    }

    /** The column of relative noise variances, if there is one. */
    Optional<String> noiseScale() {
        return columns.noiseScale();
    }

    /** The data. */
    MultiOutputData read(boolean inputsNeeded) {
        return columns.read(data, inputsNeeded);
    }
}
