package org.coregion.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coregion.InvalidInputException;
import org.coregion.model.GpParameters;

/**
 * The standard errors of all parameters: those of the kernel; the variances, covariances and correlations of K and of
 * Σ; the mean's coefficients, as if the others were known (asymptotically they are uncorrelated with them). The inverse
 * of the information matrix is the asymptotic covariance of the estimates (Mardia and Marshall 1984), carried over to
 * each parameter by the delta method. Where the likelihood is flat in a parameter or nearly so, or it was held at a
 * bound, is the correlation of a combination that is, or belongs to a signal that vanished, the standard error is
 * unavailable and its estimate says why; those of the others are conditional on it.
 */
public final class StandardErrors {
    private final Information information;
    private final List<ParameterEstimate> parameters;

    private StandardErrors(Information information, List<ParameterEstimate> parameters) {
        this.information = information;
        this.parameters = List.copyOf(parameters);
    }

    /**
     * The standard errors where a fit ended.
     *
     * @param at its parameters
     * @param atBounds the parameters that ended at a bound, by name, with the reason
     * @param information which of the two
     * @throws InvalidInputException if the expected information is asked for and its matrices do not fit in the heap
     */
    static StandardErrors of(FitSetup setup, GpParameters at, Map<String, String> atBounds, Information information) {
        Map<String, String> held = Boundary.reasons(setup, at);
        held.putAll(atBounds);
        Surface surface = new Surface(setup, at).directed(held.keySet());
        InformationInverse inverse =
                InformationInverse.of(information == Information.EXPECTED ? surface.expected() : surface.observed());
        List<ParameterEstimate> estimates = new ArrayList<>();
        for (Quantity quantity : surface.quantities()) {
            estimates.add(inverse.estimate(quantity, held));
        }
        estimates.addAll(surface.meanEstimates(held));
        return new StandardErrors(information, estimates);
    }

    /** Where they come from. */
    public Information information() {
        return information;
    }

    /** All parameters: those of the kernel, of K, of Σ, of the mean. */
    public List<ParameterEstimate> parameters() {
        return parameters;
    }

    /**
     * A parameter by name.
     *
     * @throws InvalidInputException if there is none of this name
     */
    public ParameterEstimate of(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "There is no parameter \"" + name + "\".",
                        "it is one of "
                                + parameters.stream()
                                        .map(ParameterEstimate::name)
                                        .toList() + "."));
    }

    @Override
    public String toString() {
        int width = parameters.stream().mapToInt(p -> p.name().length()).max().orElse(0);
        Lines lines = new Lines();
        String name = "%-" + Math.max(width, "parameter".length()) + "s";
        lines.add(name + " %12s %12s %12s %12s", "parameter", "estimate", "std. error", "95 % from", "to");
        for (ParameterEstimate parameter : parameters) {
            ParameterEstimate.Interval interval = parameter.interval(0.95);
            lines.add(
                    name + " %12.5g %s",
                    parameter.name(),
                    parameter.value(),
                    parameter
                            .reason()
                            .orElseGet(() -> String.format(
                                    Locale.ROOT,
                                    "%12.2g %12.5g %12.5g",
                                    parameter.standardError(),
                                    interval.lower(),
                                    interval.upper())));
        }
        return lines.toString();
    }
}
