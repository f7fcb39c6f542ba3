package org.coregion.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Precomputed;
import org.jspecify.annotations.Nullable;

/**
 * The input kernel in a model file: a family with its lengthscales (one for all input columns, or one each), or
 * {@code precomputed} with the path of its matrix, relative to the folder of the model file.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KernelEntry(
        String type,
        double @Nullable [] lengthscales,
        @Nullable String matrix) {
    private static final String PRECOMPUTED = "precomputed";

    /** The entry of a family at these lengthscales. */
    static KernelEntry of(Kernel kernel, double[] lengthscales) {
        return new KernelEntry(kernel.name(), lengthscales, null);
    }

    /** The entry of a given matrix. */
    static KernelEntry precomputed(Path matrix) {
        return new KernelEntry(PRECOMPUTED, null, matrix.toString());
    }

    @JsonIgnore
    boolean isPrecomputed() {
        return PRECOMPUTED.equals(type);
    }

    /** The kernel; a relative matrix path is resolved in {@code folder}. */
    Kernel kernel(Path folder) {
        if (isPrecomputed()) {
            if (matrix == null) {
                throw new InvalidInputException(
                        "The kernel of type \"precomputed\" has no \"matrix\".", "add the path of its CSV file.");
            }
            return Precomputed.of(Csv.readMatrix(folder.resolve(matrix)));
        }
        if (lengthscales == null) {
            throw new InvalidInputException(
                    "The kernel of type \"" + type + "\" has no \"lengthscales\".",
                    "add \"lengthscales\": [1.2], one for all input columns or one each.");
        }
        return KernelFamily.named(type).at(lengthscales);
    }
}
