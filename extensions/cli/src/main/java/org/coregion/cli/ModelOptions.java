package org.coregion.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.json.ModelFiles;
import org.coregion.json.SavedModel;
import org.coregion.linalg.Cholesky;
import org.coregion.model.GpParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a model file and the data that it is conditioned on. */
final class ModelOptions {
    @Option(names = "--model", required = true, paramLabel = "m.json", description = "The model file.")
    private Path modelFile = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "d.csv",
            description = "Observations: CSV with a header line. Not needed with a model file that has its data; where "
                    + "it is given, the data of the model file are not looked at.")
    private @Nullable Path data;

    @Mixin
    private ColumnOptions columns = new ColumnOptions();

    /**
     * A model and the data that it is conditioned on.
     *
     * @param backend that it was fitted with, if its file says so
     */
    record Conditioned(MultiOutputData observations, GpParameters parameters, Optional<String> backend) {}

    /** Reads both files. */
    Conditioned read() {
        SavedModel model = ModelFiles.load(modelFile);
        MultiOutputData observations = observations(model);
        GpParameters parameters = model.parameters(observations.inputNames());
        requireDefiniteNoise(parameters);
        return new Conditioned(
                observations, parameters, Optional.ofNullable(model.results().backend()));
    }

    private void requireDefiniteNoise(GpParameters parameters) {
        try {
            Cholesky.of(parameters.noise(), "noise covariance");
        } catch (InvalidInputException problem) {
            throw problem.about("The model file " + modelFile + ": ");
        }
    }

    private MultiOutputData observations(SavedModel model) {
        if (data != null) {
            return columns.read(data, model);
        }
        MultiOutputData saved = model.data()
                .orElseThrow(() -> new InvalidInputException(
                        "The model file " + modelFile + " has no data, and there is no --data.",
                        "add --data, or fit with --with-data."));
        columns.requireNone();
        return saved;
    }
}
