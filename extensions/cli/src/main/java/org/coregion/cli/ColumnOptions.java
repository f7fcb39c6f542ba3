package org.coregion.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.json.Csv;
import org.coregion.json.SavedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name columns of the data, shared by all commands. */
final class ColumnOptions {
    @Option(
            names = "--inputs",
            split = ",",
            paramLabel = "a,b",
            description = "Input columns. Not needed with a given kernel matrix or a model file that names them.")
    private @Nullable List<String> inputs;

    @Option(
            names = "--outputs",
            split = ",",
            paramLabel = "y1,y2",
            description = "Output columns, cells empty or NaN where one is missing. Not needed with a model file that "
                    + "names them.")
    private @Nullable List<String> outputs;

    @Option(
            names = "--noise-scale",
            paramLabel = "n",
            description = "Column of relative noise variances, positive: 1/r for the mean of r replicates.")
    private @Nullable String noiseScale;

    /** The column of relative noise variances, if there is one. */
    Optional<String> noiseScale() {
        return Optional.ofNullable(noiseScale);
    }

    /** The data of a fit, all columns named by options. */
    MultiOutputData read(Path file, boolean inputsNeeded) {
        return read(file, inputsNeeded, unquoted(inputs), unquoted(outputs), noiseScale);
    }

    /** The data of a model: the columns that options or the model file name, which must not contradict each other. */
    MultiOutputData read(Path file, SavedModel model) {
        return read(
                file,
                !model.isKernelMatrix(),
                agreed("--inputs", unquoted(inputs), model.inputNames().orElse(null)),
                agreed("--outputs", unquoted(outputs), model.outputNames().orElse(null)),
                noiseScale == null ? model.noiseScale().orElse(null) : noiseScale);
    }

    /** Refuses columns where there is no file to look for them. */
    void requireNone() {
        if (inputs != null || outputs != null || noiseScale != null) {
            throw new InvalidInputException(
                    "--inputs, --outputs and --noise-scale name columns, but there is no --data.",
                    "drop them: the model file has its data, and names them.");
        }
    }

    private static MultiOutputData read(
            Path file,
            boolean inputsNeeded,
            @Nullable List<String> x,
            @Nullable List<String> y,
            @Nullable String noise) {
        if (x == null && inputsNeeded) {
            throw new InvalidInputException("No input columns are named.", "add --inputs.");
        }
        if (y == null) {
            throw new InvalidInputException("No output columns are named.", "add --outputs.");
        }
        List<String> chosen = x == null ? List.of() : x;
        for (String name : chosen) {
            if (y.contains(name)) {
                throw new InvalidInputException(
                        "The column \"" + name + "\" is both an input and an output.", "drop it from one of the two.");
            }
        }
        return Csv.readData(file, chosen, y, noise);
    }

    private static @Nullable List<String> agreed(
            String option, @Nullable List<String> given, @Nullable List<String> ofModel) {
        if (given != null && ofModel != null && !given.equals(ofModel)) {
            throw new InvalidInputException(
                    option + " names " + given + " but the model file " + ofModel + ".",
                    "leave " + option + " out; if the columns were renamed, rename them in the model file.");
        }
        return given == null ? ofModel : given;
    }

    /** Column names as given; one that holds a comma stands in quotation marks. */
    private static @Nullable List<String> unquoted(@Nullable List<String> names) {
        return names == null
                ? null
                : names.stream()
                        .map(name -> name.replaceAll("^\"(.*)\"$", "$1").strip())
                        .toList();
    }
}
