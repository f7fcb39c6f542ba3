package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.coregion.InvalidInputException;
import org.coregion.prior.Gamma;
import org.coregion.prior.InverseGamma;
import org.coregion.prior.LogNormal;
import org.coregion.prior.Normal;
import org.coregion.prior.Prior;
import org.jspecify.annotations.Nullable;

/** A prior in a model file, its numbers under the name of its density: {@code {"gamma": {"shape": 2, "rate": 1}}}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PriorEntry(
        @Nullable LogNormal lognormal,
        @Nullable Gamma gamma,
        @Nullable InverseGamma inversegamma,
        @Nullable Normal normal) {
    static PriorEntry of(Prior prior) {
        return new PriorEntry(
                prior instanceof LogNormal own ? own : null,
                prior instanceof Gamma own ? own : null,
                prior instanceof InverseGamma own ? own : null,
                prior instanceof Normal own ? own : null);
    }

    /** @param name of the parameter, for messages */
    Prior prior(String name) {
        List<Prior> stated = Stream.<@Nullable Prior>of(lognormal, gamma, inversegamma, normal)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        if (stated.size() != 1) {
            throw new InvalidInputException(
                    "The prior of the " + name + " has " + stated.size() + " densities.",
                    "write one, such as {\"gamma\": {\"shape\": 2, \"rate\": 1}}.");
        }
        return stated.get(0);
    }
}
