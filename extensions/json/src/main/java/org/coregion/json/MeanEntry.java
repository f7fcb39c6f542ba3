package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.coregion.model.MeanBasis;
import org.jspecify.annotations.Nullable;

/**
 * A mean that depends on the inputs, in a model file.
 *
 * @param form as {@link MeanForm} has it
 * @param functions names of the functions, in the order of the coefficients; written for the reader
 * @param coefficients one row per function, one column per output
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MeanEntry(String form, @Nullable List<String> functions, double[][] coefficients) {
    static MeanEntry of(Mean mean, GpParameters parameters) {
        return new MeanEntry(
                MeanForm.of(mean, parameters.meanBasis()).toString(),
                parameters.meanBasis().names(),
                parameters.meanCoefficients().toArray());
    }

    GpParameters parameters(Kernel kernel, double[][] coregionalization, double[][] noise, List<String> inputNames) {
        if (form == null || coefficients == null) {
            throw new InvalidInputException(
                    "The \"meanFunction\" has no \"" + (form == null ? "form" : "coefficients") + "\".",
                    "write {\"form\": \"linear\", \"coefficients\": [[…], […]]}, one row per function.");
        }
        MeanForm parsed = MeanForm.parse(form);
        if (parsed.functionCount(inputNames.size()) != coefficients.length) {
            throw new InvalidInputException(
                    "The \"coefficients\" of the \"meanFunction\" are " + coefficients.length
                            + " rows, but \"" + form + "\" has "
                            + String.format(Locale.ROOT, "%.0f", parsed.functionCount(inputNames.size()))
                            + " functions over the columns " + inputNames + ".",
                    "a row was left out, or the form is another one.");
        }
        MeanBasis basis = parsed.mean().over(inputNames);
        if (functions != null && !functions.equals(basis.names())) {
            throw new InvalidInputException(
                    "The mean \"" + form + "\" has the functions " + basis + " over the columns " + inputNames
                            + ", but the model file " + functions + ".",
                    "the input columns stand in another order.");
        }
        return GpParameters.of(kernel, coregionalization, noise, basis, coefficients);
    }
}
