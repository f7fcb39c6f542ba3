package org.coregion.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.json.Csv;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.Precomputed;
import org.coregion.model.GpModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that choose input kernels, one or several. */
final class KernelOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--kernel",
            defaultValue = "matern52",
            paramLabel = "expression",
            description = "Input kernel (${DEFAULT-VALUE}): se, matern12, matern32, matern52, rq, wendland, periodic, "
                    + "cosine, linear, polynomial or constant, or an expression of them such as "
                    + "'matern32(x, y) + 0.5 * periodic(t, period=12)'. Values given are where the fit starts.")
    private List<String> kernels = List.of();

    @Option(names = "--isotropic", description = "One lengthscale for all input columns, of a kernel by its name.")
    private boolean isotropic;

    @Option(
            names = "--fix-lengthscales",
            split = ",",
            paramLabel = "1.2,…",
            description =
                    "Lengthscales, of a kernel by its name, that are not fitted: one for all input columns, or one each.")
    private double @Nullable [] fixedLengthscales;

    @Option(
            names = "--kernel-matrix",
            paramLabel = "M.csv",
            description = "A given kernel matrix, T×T without a header, in place of a kernel of the inputs.")
    private @Nullable Path kernelMatrix;

    /** The kernels as text. */
    List<String> kernels() {
        return kernels;
    }

    /** The file of the given kernel matrix, if there is one. */
    Optional<Path> matrix() {
        return Optional.ofNullable(kernelMatrix);
    }

    /** The model with one of the kernels, or the given matrix. */
    GpModel applied(GpModel model, String kernel) {
        if (kernelMatrix != null) {
            if (isKernelChosen() || isotropic || fixedLengthscales != null) {
                throw new InvalidInputException(
                        "--kernel-matrix leaves no kernel to choose or fit.",
                        "drop --kernel, --isotropic and --fix-lengthscales, or --kernel-matrix.");
            }
            return model.withFixedKernel(Precomputed.of(Csv.readMatrix(kernelMatrix)));
        }
        if (fixedLengthscales == null) {
            return model.withKernel(
                    KernelExpression.parse(isotropic ? calledWith(kernel, "isotropic", "--isotropic") : kernel));
        }
        if (isotropic && fixedLengthscales.length != 1) {
            throw new InvalidInputException(
                    "--isotropic goes with one lengthscale, but --fix-lengthscales gives " + fixedLengthscales.length
                            + ".",
                    "drop --isotropic.");
        }
        String lengthscales = "lengthscale=" + Arrays.toString(fixedLengthscales);
        return model.withFixedKernel(KernelExpression.parse(calledWith(kernel, lengthscales, "--fix-lengthscales"))
                .requireComplete());
    }

    /** The kernel, which must be a name, with what an option adds to it. */
    private static String calledWith(String kernel, String argument, String option) {
        if (!kernel.strip().matches("\\w+")) {
            throw new InvalidInputException(
                    option + " goes with a kernel by its name, not with the expression '" + kernel + "'.",
                    "write it into the expression, as in matern52(" + argument + ").");
        }
        return kernel + "(" + argument + ")";
    }

    private boolean isKernelChosen() {
        return spec != null && spec.commandLine().getParseResult().hasMatchedOption("--kernel");
    }
}
