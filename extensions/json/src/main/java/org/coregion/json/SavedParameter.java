package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.coregion.optim.ParameterEstimate;
import org.jspecify.annotations.Nullable;

/**
 * A parameter with its standard error, in the units of the data.
 *
 * @param parameter its name
 * @param estimate its value
 * @param standardError null if there is none
 * @param lower95 the lower end of the 95 % confidence interval
 * @param upper95 its upper end
 * @param reason why there is no standard error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SavedParameter(
        String parameter,
        double estimate,
        @Nullable Double standardError,
        @Nullable Double lower95,
        @Nullable Double upper95,
        @Nullable String reason) {

    static SavedParameter of(ParameterEstimate estimate) {
        if (estimate.reason().isPresent()) {
            return new SavedParameter(
                    estimate.name(),
                    estimate.value(),
                    null,
                    null,
                    null,
                    estimate.reason().get());
        }
        ParameterEstimate.Interval interval = estimate.interval(0.95);
        return new SavedParameter(
                estimate.name(), estimate.value(), estimate.standardError(), interval.lower(), interval.upper(), null);
    }
}
