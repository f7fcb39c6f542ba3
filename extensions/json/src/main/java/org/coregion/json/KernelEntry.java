package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.StationaryKernel;
import org.coregion.linalg.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The input kernel in a model file: a plain family with its lengthscales (one for all input columns, or one each); any
 * kernel as an expression with all its values; or {@code precomputed} with the values of its matrix, or with the path
 * of its CSV file, relative to the folder of the model file.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KernelEntry(
        @Nullable String type,
        double @Nullable [] lengthscales,
        @Nullable String matrix,
        double @Nullable [] @Nullable [] values,
        @Nullable String expression) {
    private static final String PRECOMPUTED = "precomputed";

    /** The families that lengthscales alone make up. */
    private static final List<String> PLAIN = List.of("se", "matern12", "matern32", "matern52");

    /** The entry of a kernel of this data. */
    static KernelEntry of(Kernel kernel, MultiOutputData data) {
        if (kernel instanceof Precomputed) {
            return new KernelEntry(
                    PRECOMPUTED, null, null, kernel.matrix(data.inputs()).toArray(), null);
        }
        return kernel instanceof StationaryKernel stationary && PLAIN.contains(kernel.name())
                ? new KernelEntry(kernel.name(), stationary.lengthscales(), null, null, null)
                : new KernelEntry(null, null, null, null, kernel.expression(data.inputNames()));
    }

    /** The entry of a given matrix in the CSV file with this path. */
    static KernelEntry of(Kernel kernel, String path) {
        if (!(kernel instanceof Precomputed)) {
            throw new InvalidInputException(
                    "The kernel " + kernel + " is no given matrix, and is not in the file " + path + ".",
                    "drop SaveOptions.withKernelMatrix.");
        }
        return new KernelEntry(PRECOMPUTED, null, path, null, null);
    }

    boolean precomputed() {
        return PRECOMPUTED.equals(type);
    }

    /** Whether its matrix is in another file, and nothing of it here. */
    boolean elsewhere() {
        return precomputed() && matrix != null && values == null && lengthscales == null && expression == null;
    }

    /** The kernel of these input columns; a relative matrix path is resolved in {@code folder}. */
    Kernel kernel(List<String> inputNames, Folder folder) {
        if (expression != null) {
            if (type != null || lengthscales != null || matrix != null || values != null) {
                throw new InvalidInputException(
                        "The kernel with the \"expression\" '" + expression + "' has other keys beside it.",
                        "drop them: the expression is the whole kernel.");
            }
            return at(expression, inputNames);
        }
        return precomputed() ? Precomputed.of(matrix(folder)) : plain(inputNames);
    }

    private Kernel plain(List<String> inputNames) {
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
        if (matrix != null || values != null) {
            throw new InvalidInputException(
                    "The kernel of type \"" + type + "\" has a matrix beside its lengthscales.",
                    "drop \"matrix\" and \"values\", or write \"type\": \"precomputed\".");
        }
        return at(type + "(lengthscale=" + Arrays.toString(lengthscales) + ")", inputNames);
    }

    private double[][] matrix(Folder folder) {
        if (lengthscales != null || (matrix == null) == (values == null)) {
            throw new InvalidInputException(
                    "The kernel of type \"precomputed\" has "
                            + (matrix == null && values == null
                                    ? "no \"matrix\"."
                                    : "more than one of \"matrix\", \"values\" and \"lengthscales\"."),
                    "give the path of its CSV file as \"matrix\", or its rows as \"values\".");
        }
        return matrix == null ? values : Csv.readMatrix(folder.resolve(matrix));
    }

    /** A complete expression does not look at the inputs, but at their names. */
    private static Kernel at(String expression, List<String> inputNames) {
        return KernelExpression.parse(expression).requireComplete().at(Matrix.zeros(1, inputNames.size()), inputNames);
    }
}
