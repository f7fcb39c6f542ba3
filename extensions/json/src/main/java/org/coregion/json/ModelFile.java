package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.optim.FitResult;
import org.jspecify.annotations.Nullable;

/**
 * A model as JSON, in the units of the data. Kernel, coregionalization and noise are what a file written by hand needs;
 * without a mean it is zero; one that depends on the inputs is a mean function in its place. The rest is what a fit
 * adds: the model that was fitted, its forms, bounds, ties and priors; what was found and how it went; the options; the
 * data.
 *
 * <p>The version counts changes after which an earlier program would take a file for another model. A key that it does
 * not know it refuses by name, so that keys may be added to a version.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelFile(
        @Nullable Integer schemaVersion,
        @Nullable String coregionVersion,
        KernelEntry kernel,
        double[][] coregionalization,
        double[][] noise,
        double @Nullable [] mean,
        @Nullable MeanEntry meanFunction,
        @Nullable MeanFreedomEntry meanFreedom,
        @Nullable List<String> inputs,
        @Nullable List<String> outputs,
        @Nullable String noiseScale,
        @Nullable ModelEntry model,
        @JsonUnwrapped SavedResults results,
        @Nullable OptionsEntry options,
        @Nullable DataEntry data) {

    /** The version of this format. */
    static final int SCHEMA_VERSION = 1;

    /**
     * The document of a fit.
     *
     * @param written how a path is written
     */
    static ModelFile of(FitResult fit, SaveOptions save, Function<Path, String> written) {
        MultiOutputData data = fit.data();
        GpParameters parameters = fit.parameters();
        boolean constant = parameters.isMeanConstant();
        Optional<Path> matrix = save.kernelMatrix();
        return new ModelFile(
                SCHEMA_VERSION,
                Optional.ofNullable(ModelFile.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                matrix.isPresent()
                        ? KernelEntry.of(parameters.kernel(), written.apply(matrix.get()))
                        : KernelEntry.of(parameters.kernel(), data),
                fit.coregionalization(),
                fit.noise(),
                constant ? fit.mean() : null,
                constant ? null : MeanEntry.of(fit.model().mean(), parameters),
                parameters.meanFreedom().map(MeanFreedomEntry::of).orElse(null),
                data.inputNames(),
                data.outputNames(),
                save.noiseScale().orElse(null),
                ModelEntry.of(fit),
                SavedResults.of(fit, save.standardErrors()),
                OptionsEntry.of(fit.options()),
                dataEntry(data, save, written));
    }

    private static @Nullable DataEntry dataEntry(
            MultiOutputData data, SaveOptions save, Function<Path, String> written) {
        if (save.isDataEmbedded()) {
            return DataEntry.of(data);
        }
        if (save.dataFile().isEmpty()) {
            return null;
        }
        Path file = save.dataFile().get();
        MultiOutputData there = Csv.readData(
                file, data.inputNames(), data.outputNames(), save.noiseScale().orElse(null));
        if (!Arrays.equals(there.inputs().data(), data.inputs().data())
                || !Arrays.equals(there.outputs().data(), data.outputs().data())
                || !Arrays.equals(there.relativeNoise(), data.relativeNoise())) {
            throw new InvalidInputException(
                    "The file " + file + " does not hold the data of the fit.",
                    "rows were dropped or transformed, or relative noise needs SaveOptions.withNoiseScale: "
                            + "embed the data instead.");
        }
        return DataEntry.of(file, written.apply(file));
    }

    /** Reads a model file and checks that it is complete. */
    static ModelFile read(Path file) {
        ModelFile model;
        try {
            model = Json.read(file, ModelFile.class);
        } catch (InvalidInputException problem) {
            // The keys of a later version are no misspellings.
            requireKnown(Json.number(file, "schemaVersion"), file);
            throw problem;
        }
        requireKnown(Optional.ofNullable(model.schemaVersion), file);
        require(model.kernel, "kernel", file);
        if (model.kernel.expression() == null) {
            require(model.kernel.type(), "kernel.type", file);
        }
        require(model.coregionalization, "coregionalization", file);
        require(model.noise, "noise", file);
        requireNames(model.inputs, "inputs", file);
        requireNames(model.outputs, "outputs", file);
        return model;
    }

    /** The parameters over these input columns. */
    GpParameters parameters(List<String> inputNames, Folder folder) {
        GpParameters parameters = withMean(inputNames, folder);
        return meanFreedom == null ? parameters : parameters.withMeanFreedom(meanFreedom.freedom());
    }

    private GpParameters withMean(List<String> inputNames, Folder folder) {
        if (meanFunction != null) {
            if (mean != null) {
                throw new InvalidInputException(
                        "There is both a \"mean\" and a \"meanFunction\".", "drop one of the two.");
            }
            return meanFunction.parameters(kernel.kernel(inputNames, folder), coregionalization, noise, inputNames);
        }
        double[] constants = mean == null ? new double[coregionalization.length] : mean;
        return GpParameters.of(kernel.kernel(inputNames, folder), coregionalization, noise, constants);
    }

    /** The model that was fitted. */
    GpModel model(List<String> inputNames, Folder folder) {
        if (model == null) {
            throw new InvalidInputException(
                    "It does not hold the model that was fitted, no forms, bounds, ties or priors.",
                    "it was written by hand or by an earlier program: state the GpModel again.");
        }
        return model.model(
                kernel.precomputed() && model.isOfMatrix()
                        ? Optional.of(kernel.kernel(inputNames, folder))
                        : Optional.empty());
    }

    private static void requireKnown(Optional<Integer> version, Path file) {
        if (version.isPresent() && version.get() != SCHEMA_VERSION) {
            throw new InvalidInputException(
                    "The model file " + file + " has schemaVersion " + version.get() + "; this program reads "
                            + SCHEMA_VERSION + ".",
                    version.get() > SCHEMA_VERSION
                            ? "it was written by a newer program."
                            : "it was edited by hand: versions are counted from 1.");
        }
    }

    private static void require(@Nullable Object value, String key, Path file) {
        if (value == null) {
            throw new InvalidInputException(
                    "The model file " + file + " has no \"" + key + "\".",
                    "write {\"kernel\": {\"type\": \"matern52\", \"lengthscales\": [1.2]}, \"coregionalization\": [[…]], "
                            + "\"noise\": [[…]], \"mean\": […]}.");
        }
    }

    private static void requireNames(@Nullable List<String> names, String key, Path file) {
        if (names != null && names.stream().anyMatch(name -> name == null)) {
            throw new InvalidInputException(
                    "The model file " + file + " has a null among its \"" + key + "\" " + names + ".",
                    "write the names of the columns.");
        }
    }
}
