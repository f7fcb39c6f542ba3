package org.coregion.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.coregion.model.MeanBasis;
import org.jspecify.annotations.Nullable;

/**
 * A mean that depends on the inputs, in a model file.
 *
 * @param form as for {@code --mean}
 * @param functions names of the functions, in the order of the coefficients; written for the reader
 * @param coefficients one row per function, one column per output
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MeanEntry(String form, @Nullable List<String> functions, double[][] coefficients) {
    private static final Pattern FORM = Pattern.compile("(linear|polynomial:(\\d{1,2}))(:(.+))?");

    static MeanEntry of(String form, GpParameters parameters) {
        return new MeanEntry(
                form,
                parameters.meanBasis().names(),
                parameters.meanCoefficients().toArray());
    }

    /** The form of the mean that {@code --mean} names. */
    static Mean form(String option) {
        if (option.equals("constant")) {
            return Mean.CONSTANT;
        }
        if (option.equals("zero")) {
            return Mean.ZERO;
        }
        Matcher matcher = FORM.matcher(option);
        if (!matcher.matches()) {
            throw new InvalidInputException(
                    "--mean does not know \"" + option + "\".",
                    "choose constant, zero, linear, polynomial:2, linear:a,b or polynomial:2:a,b.");
        }
        String degree = matcher.group(2);
        String columns = matcher.group(4);
        return Mean.polynomial(
                degree == null ? 1 : Integer.parseInt(degree), columns == null ? new String[0] : columns.split(","));
    }

    GpParameters parameters(Kernel kernel, double[][] coregionalization, double[][] noise, List<String> inputNames) {
        if (form == null || coefficients == null) {
            throw new InvalidInputException(
                    "The \"meanFunction\" of the model file has no \"" + (form == null ? "form" : "coefficients")
                            + "\".",
                    "write {\"form\": \"linear\", \"coefficients\": [[…], […]]}, one row per function.");
        }
        MeanBasis basis = form(form).over(inputNames);
        if (functions != null && !functions.equals(basis.names())) {
            throw new InvalidInputException(
                    "The mean \"" + form + "\" has the functions " + basis + " over the columns " + inputNames
                            + ", but the model file " + functions + ".",
                    "the input columns stand in another order.");
        }
        return GpParameters.of(kernel, coregionalization, noise, basis, coefficients);
    }
}
