package org.coregion.cli;

import java.nio.file.Path;
import org.coregion.data.MultiOutputData;
import org.coregion.model.GpParameters;
import org.coregion.model.Posterior;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a model file and the data that it is conditioned on. */
final class ModelOptions {
    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--model", required = true, paramLabel = "m.json", description = "The model file.")
    private Path modelFile = Path.of("");

    /** The data, in the columns of the model. */
    MultiOutputData observations() {
        return data.read(ModelFile.read(modelFile));
    }

    /** The parameters in the model file, over the inputs of its data. */
    GpParameters parameters(MultiOutputData observations) {
        return ModelFile.read(modelFile).parameters(observations, ModelFile.folder(modelFile));
    }

    /** The model given the data. */
    Posterior posterior(MultiOutputData observations) {
        return Posterior.of(observations, parameters(observations));
    }
}
