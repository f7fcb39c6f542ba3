package org.coregion.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.model.GpParameters;
import org.jspecify.annotations.Nullable;

/**
 * A model as JSON, in the units of the data. Kernel, coregionalization and noise are what a file written by hand needs;
 * without a mean it is zero; one that depends on the inputs is a mean function in its place. The rest is what a fit
 * adds.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelFile(
        @Nullable Integer schemaVersion,
        KernelEntry kernel,
        double[][] coregionalization,
        double[][] noise,
        double @Nullable [] mean,
        @Nullable MeanEntry meanFunction,
        double @Nullable [] @Nullable [] meanStandardErrors,
        @Nullable List<String> inputs,
        @Nullable List<String> outputs,
        @Nullable String noiseScale,
        @Nullable Double objective,
        @Nullable Double logMarginalLikelihood,
        @Nullable Double restrictedLogLikelihood,
        @Nullable Double logPrior,
        @Nullable Boolean converged,
        @Nullable String stopReason,
        @Nullable List<String> atBounds,
        @Nullable List<String> warnings,
        @Nullable Double gradientNorm,
        @Nullable Integer evaluations,
        @Nullable Integer iterations,
        @Nullable Integer eigendecompositions,
        @Nullable Integer coarseEigendecompositions,
        @Nullable String engine,
        @Nullable String engineReason,
        @Nullable Integer inputRank,
        @Nullable String backend,
        @Nullable Integer threads,
        @Nullable Double seconds) {

    /** The version of this format. */
    static final int SCHEMA_VERSION = 1;

    /** Reads a model file and checks that it is complete. */
    static ModelFile read(Path file) {
        ModelFile model = Json.read(file, ModelFile.class);
        Integer version = model.schemaVersion;
        if (version != null && version != SCHEMA_VERSION) {
            throw new InvalidInputException(
                    "The model file " + file + " has schemaVersion " + version + "; this program reads "
                            + SCHEMA_VERSION + ".",
                    "it was written by a newer program.");
        }
        require(model.kernel, "kernel", file);
        if (model.kernel.expression() == null) {
            require(model.kernel.type(), "kernel.type", file);
        }
        require(model.coregionalization, "coregionalization", file);
        require(model.noise, "noise", file);
        return model;
    }

    /** The folder of a model file, which paths in it are relative to. */
    static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /**
     * The parameters for this data.
     *
     * @param folder what a relative path of a kernel matrix is relative to
     */
    GpParameters parameters(MultiOutputData data, Path folder) {
        if (meanFunction != null) {
            if (mean != null) {
                throw new InvalidInputException(
                        "The model file has both a \"mean\" and a \"meanFunction\".", "drop one of the two.");
            }
            return meanFunction.parameters(kernel.kernel(data, folder), coregionalization, noise, data.inputNames());
        }
        double[] constants = mean == null ? new double[coregionalization.length] : mean;
        return GpParameters.of(kernel.kernel(data, folder), coregionalization, noise, constants);
    }

    private static void require(@Nullable Object value, String key, Path file) {
        if (value == null) {
            throw new InvalidInputException(
                    "The model file " + file + " has no \"" + key + "\".",
                    "write {\"kernel\": {\"type\": \"matern52\", \"lengthscales\": [1.2]}, \"coregionalization\": [[…]], "
                            + "\"noise\": [[…]], \"mean\": […]}.");
        }
    }
}
