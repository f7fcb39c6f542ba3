package org.coregion.cli;

import java.nio.file.Path;
import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the data, shared by all commands. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "d.csv",
            description = "Observations: CSV with a header line.")
    private Path data = Path.of("");

    @Option(
            names = "--inputs",
            split = ",",
            paramLabel = "a,b",
            description = "Input columns. Not needed with a given kernel matrix, or if the model file names them.")
    private @Nullable List<String> inputs;

    @Option(
            names = "--outputs",
            split = ",",
            paramLabel = "y1,y2",
            description = "Output columns. Not needed if the model file names them.")
    private @Nullable List<String> outputs;

    /** The data of a fit, all columns named by options. */
    MultiOutputData read(boolean inputsNeeded) {
        if (inputs == null && inputsNeeded) {
            throw new InvalidInputException("No input columns are named.", "add --inputs.");
        }
        if (outputs == null) {
            throw new InvalidInputException("No output columns are named.", "add --outputs.");
        }
        return Csv.readData(data, inputs == null ? List.of() : inputs, outputs);
    }

    /** The data of a model: options first, then the names that the model file holds. */
    MultiOutputData read(ModelFile model) {
        boolean given = model.kernel().isPrecomputed();
        inputs = inputs == null ? model.inputs() : inputs;
        outputs = outputs == null ? model.outputs() : outputs;
        return read(!given);
    }
}
