package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.covariance.CovarianceForm;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Precomputed;
import org.coregion.model.GpModel;
import org.coregion.optim.FitResult;
import org.jspecify.annotations.Nullable;

/**
 * What was fitted, in a model file: the forms and what is demanded of the parameters, as {@link GpModel} has them.
 *
 * @param absent why it is not here, in place of all the rest
 * @param kernel where the kernel starts, as an expression; absent if it is the given matrix of the file
 * @param kernelFixed whether it stays there; absent if not
 * @param coregionalization the form of K
 * @param noise the form of Σ
 * @param mean as {@link MeanForm} has it
 * @param constraints on single parameters; absent if there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelEntry(
        @Nullable String absent,
        @Nullable String kernel,
        @Nullable Boolean kernelFixed,
        @Nullable CovarianceEntry coregionalization,
        @Nullable CovarianceEntry noise,
        @Nullable String mean,
        @Nullable ConstraintsEntry constraints) {

    /** The model of a fit, or why it cannot be written. */
    static ModelEntry of(FitResult fit) {
        GpModel model = fit.model();
        try {
            return new ModelEntry(
                    null,
                    fit.parameters().kernel() instanceof Precomputed
                            ? null
                            : model.kernel().expression(fit.data().inputNames()),
                    model.isKernelFixed() ? true : null,
                    CovarianceEntry.of(model.coregionalization(), "K"),
                    CovarianceEntry.of(model.noise(), "the noise"),
                    MeanForm.of(fit).toString(),
                    ConstraintsEntry.of(model.constraints()));
        } catch (InvalidInputException problem) {
            return new ModelEntry(
                    String.valueOf(problem.getMessage()).lines().findFirst().orElse(""),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** Whether the kernel is the given matrix of the file. */
    boolean isOfMatrix() {
        return absent == null && kernel == null;
    }

    /**
     * The model.
     *
     * @param matrix the given kernel matrix of the file, if that is what the kernel is
     * @throws InvalidInputException if it is not here
     */
    GpModel model(Optional<Kernel> matrix) {
        if (absent != null) {
            throw new InvalidInputException(
                    "It does not hold the model that was fitted: " + absent, "state the GpModel again.");
        }
        KernelStart start = kernel == null
                ? matrix.orElseThrow(() -> missing("kernel", "\"matern52\""))
                : KernelExpression.parse(kernel);
        GpModel model = GpModel.withDefaults();
        model = Boolean.TRUE.equals(kernelFixed) ? model.withFixedKernel(start) : model.withKernel(start);
        model = model.withCoregionalization(form(coregionalization, "coregionalization", "coregionalization matrix"))
                .withNoise(form(noise, "noise", "noise covariance"));
        if (mean == null) {
            throw missing("mean", "\"constant\"");
        }
        model = model.withMean(MeanForm.parse(mean).mean());
        return constraints == null ? model : constraints.applied(model);
    }

    private static CovarianceForm form(@Nullable CovarianceEntry entry, String key, String name) {
        if (entry == null) {
            throw missing(key, "{\"form\": \"full\"}");
        }
        return entry.form(name);
    }

    private static InvalidInputException missing(String key, String example) {
        return new InvalidInputException(
                "The \"model\" has no \"" + key + "\".", "add \"" + key + "\": " + example + " to it.");
    }
}
