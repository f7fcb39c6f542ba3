package org.coregion.cli;

import java.nio.file.Path;
import java.util.Arrays;
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
            description = "Input columns. Not needed with a given kernel matrix or a model file that names them.")
    private @Nullable List<String> inputs;

    @Option(
            names = "--outputs",
            split = ",",
            paramLabel = "y1,y2",
            description = "Output columns. Not needed with a model file that names them.")
    private @Nullable List<String> outputs;

    @Option(
            names = "--noise-scale",
            paramLabel = "n",
            description = "Column of relative noise variances, positive: 1/r for the mean of r replicates.")
    private @Nullable String noiseScale;

    /** The column of relative noise variances, if there is one. */
    @Nullable
    String noiseScale() {
        return noiseScale;
    }

    /** The file with the observations. */
    Path file() {
        return data;
    }

    /** The data of a fit, all columns named by options. */
    MultiOutputData read(boolean inputsNeeded) {
        return read(inputsNeeded, unquoted(inputs), unquoted(outputs), noiseScale);
    }

    /** The data of a model: the columns that options or the model file name, which must not contradict each other. */
    MultiOutputData read(ModelFile model) {
        return read(
                !model.kernel().isPrecomputed(),
                agreed("--inputs", unquoted(inputs), model.inputs()),
                agreed("--outputs", unquoted(outputs), model.outputs()),
                noiseScale == null ? model.noiseScale() : noiseScale);
    }

    private MultiOutputData read(
            boolean inputsNeeded, @Nullable List<String> x, @Nullable List<String> y, @Nullable String noise) {
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
        MultiOutputData observations = Csv.readData(data, chosen, y);
        if (noise == null) {
            return observations;
        }
        double[][] column = Csv.readColumns(data, List.of(noise));
        return observations.withRelativeNoise(
                Arrays.stream(column).mapToDouble(row -> row[0]).toArray());
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
