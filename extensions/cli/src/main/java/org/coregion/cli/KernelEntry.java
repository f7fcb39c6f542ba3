package org.coregion.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.StationaryKernel;
import org.jspecify.annotations.Nullable;

/**
 * The input kernel in a model file: a plain family with its lengthscales (one for all input columns, or one each), any
 * kernel as an expression with all its values, or {@code precomputed} with the path of its matrix, relative to the
 * folder of the model file.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KernelEntry(
        @Nullable String type,
        double @Nullable [] lengthscales,
        @Nullable String matrix,
        @Nullable String expression) {
    private static final String PRECOMPUTED = "precomputed";

    /** The families that lengthscales alone make up. */
    private static final List<String> PLAIN = List.of("se", "matern12", "matern32", "matern52");

    /** The entry of a kernel of these inputs. */
    static KernelEntry of(Kernel kernel, List<String> inputNames) {
        return kernel instanceof StationaryKernel stationary && PLAIN.contains(kernel.name())
                ? new KernelEntry(kernel.name(), stationary.lengthscales(), null, null)
                : new KernelEntry(null, null, null, kernel.expression(inputNames));
    }

    /** The entry of a given matrix. */
    static KernelEntry precomputed(Path matrix) {
        return new KernelEntry(PRECOMPUTED, null, matrix.toString(), null);
    }

    @JsonIgnore
    boolean isPrecomputed() {
        return PRECOMPUTED.equals(type);
    }

    /** The kernel of the data; a relative matrix path is resolved in {@code folder}. */
    Kernel kernel(MultiOutputData data, Path folder) {
        if (expression != null) {
            if (type != null || lengthscales != null || matrix != null) {
                throw new InvalidInputException(
                        "The kernel with the \"expression\" '" + expression + "' has other keys beside it.",
                        "drop them: the expression is the whole kernel.");
            }
            return at(expression, data);
        }
        if (isPrecomputed()) {
            if (matrix == null) {
                throw new InvalidInputException(
                        "The kernel of type \"precomputed\" has no \"matrix\".", "add the path of its CSV file.");
            }
            return Precomputed.of(Csv.readMatrix(folder.resolve(matrix)));
        }
        if (!PLAIN.contains(type)) {
            throw new InvalidInputException(
                    "There is no kernel \"" + type + "\" of lengthscales alone.",
                    "choose one of " + PLAIN + ", or write {\"expression\": \"…\"}.");
        }
        if (lengthscales == null) {
            throw new InvalidInputException(
                    "The kernel of type \"" + type + "\" has no \"lengthscales\".",
                    "add \"lengthscales\": [1.2], one for all input columns or one each.");
        }
        return at(type + "(lengthscale=" + Arrays.toString(lengthscales) + ")", data);
    }

    private static Kernel at(String expression, MultiOutputData data) {
        return KernelExpression.parse(expression).requireComplete().at(data.inputs(), data.inputNames());
    }
}
