package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coregion.InvalidInputException;
import org.coregion.model.GpModel;
import org.coregion.model.ParameterConstraints;
import org.coregion.prior.Lkj;
import org.jspecify.annotations.Nullable;

/**
 * What a model demands of single parameters, in a model file: by their names, in the units of the data.
 *
 * @param fixed values that are not fitted
 * @param bounds of those that are
 * @param tied names of parameters that are equal
 * @param priors of parameters
 * @param correlations the prior of the correlations of K
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ConstraintsEntry(
        @Nullable SortedMap<String, Double> fixed,
        @Nullable SortedMap<String, Range> bounds,
        @Nullable List<List<String>> tied,
        @Nullable SortedMap<String, PriorEntry> priors,
        @Nullable Lkj correlations) {

    /** What a parameter may be; a side that is absent is free. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Range(@Nullable Double lower, @Nullable Double upper) {
        static Range of(ParameterConstraints.Range range) {
            return new Range(finite(range.lower()), finite(range.upper()));
        }

        private static @Nullable Double finite(double bound) {
            return Double.isFinite(bound) ? bound : null;
        }

        GpModel applied(GpModel model, String name) {
            return model.withBounds(
                    name,
                    lower == null ? Double.NEGATIVE_INFINITY : lower,
                    upper == null ? Double.POSITIVE_INFINITY : upper);
        }
    }

    /** The entry; null if nothing is demanded. */
    static @Nullable ConstraintsEntry of(ParameterConstraints constraints) {
        SortedMap<String, Double> fixed = new TreeMap<>();
        SortedMap<String, Range> bounds = new TreeMap<>();
        constraints.ranges().forEach((name, range) -> {
            if (range.isFixed()) {
                fixed.put(name, range.lower());
            } else {
                bounds.put(name, Range.of(range));
            }
        });
        SortedMap<String, PriorEntry> priors = new TreeMap<>();
        constraints.priors().forEach((name, prior) -> priors.put(name, PriorEntry.of(prior)));
        List<List<String>> tied = constraints.ties().stream().map(List::copyOf).toList();
        boolean isNone = fixed.isEmpty()
                && bounds.isEmpty()
                && tied.isEmpty()
                && priors.isEmpty()
                && constraints.correlations().isEmpty();
        return isNone
                ? null
                : new ConstraintsEntry(
                        fixed, bounds, tied, priors, constraints.correlations().orElse(null));
    }

    /** The model with all of them. */
    GpModel applied(GpModel model) {
        GpModel changed = model;
        for (Map.Entry<String, Double> entry : required(fixed, "fixed").entrySet()) {
            changed = changed.withFixed(entry.getKey(), entry.getValue());
        }
        for (Map.Entry<String, Range> entry : required(bounds, "bounds").entrySet()) {
            changed = entry.getValue().applied(changed, entry.getKey());
        }
        for (List<String> names : tied == null ? List.<List<String>>of() : tied) {
            if (names == null || names.contains(null)) {
                throw nullIn("tied");
            }
            changed = changed.withTied(names.toArray(String[]::new));
        }
        for (Map.Entry<String, PriorEntry> entry : required(priors, "priors").entrySet()) {
            changed = changed.withPrior(entry.getKey(), entry.getValue().prior(entry.getKey()));
        }
        return correlations == null ? changed : changed.withCorrelationPrior(correlations);
    }

    private static <T> Map<String, T> required(@Nullable SortedMap<String, T> entries, String key) {
        if (entries == null) {
            return Map.of();
        }
        if (entries.containsValue(null)) {
            throw nullIn(key);
        }
        return entries;
    }

    private static InvalidInputException nullIn(String key) {
        return new InvalidInputException(
                "The model has a null among its \"" + key + "\".",
                "leave the parameter out: nothing is demanded of it.");
    }
}
