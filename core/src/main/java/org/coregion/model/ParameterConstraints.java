package org.coregion.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.coregion.InvalidInputException;
import org.coregion.ParameterLimits;
import org.coregion.prior.Lkj;
import org.coregion.prior.Normal;
import org.coregion.prior.Prior;

/**
 * What is demanded of parameters by their names, in the user's units: bounds, ties and priors. Demands add up; those
 * that contradict each other are refused as soon as they are stated. Immutable.
 */
public final class ParameterConstraints {
    private static final ParameterConstraints NONE =
            new ParameterConstraints(new TreeMap<>(), List.of(), new TreeMap<>(), Optional.empty());

    private final SortedMap<String, Range> ranges;
    /** Disjoint sets of names. */
    private final List<Set<String>> ties;

    private final SortedMap<String, Prior> priors;
    private final Optional<Lkj> correlations;

    /**
     * What a parameter may be.
     *
     * @param lower where none is demanded 0, minus infinity of a coefficient of the mean
     * @param upper infinite where none is demanded
     */
    public record Range(double lower, double upper) {
        /** All values that a parameter can have. */
        static Range any(String name) {
            return new Range(ParameterNames.isMean(name) ? Double.NEGATIVE_INFINITY : 0, Double.POSITIVE_INFINITY);
        }

        /** Whether there is one value only. */
        public boolean isFixed() {
            return lower == upper;
        }

        Range and(Range other) {
            return new Range(Math.max(lower, other.lower), Math.min(upper, other.upper));
        }

        @Override
        public String toString() {
            return isFixed() ? "fixed at " + lower : "from " + lower + " to " + upper;
        }
    }

    private ParameterConstraints(
            SortedMap<String, Range> ranges,
            List<Set<String>> ties,
            SortedMap<String, Prior> priors,
            Optional<Lkj> correlations) {
        this.ranges = Collections.unmodifiableSortedMap(ranges);
        this.ties = List.copyOf(ties);
        this.priors = Collections.unmodifiableSortedMap(priors);
        this.correlations = correlations;
        for (Set<String> tie : ties) {
            Range common = Range.any(tie.iterator().next());
            for (String name : tie) {
                common = met(name, common, range(ranges, name));
            }
        }
        for (String name : priors.keySet()) {
            Range range = common(name);
            if (range.isFixed()) {
                throw new InvalidInputException(
                        "The " + name + " is " + range + " and has a prior, which cannot change it.",
                        "drop one of the two.");
            }
        }
    }

    /** Nothing is demanded. */
    static ParameterConstraints none() {
        return NONE;
    }

    ParameterConstraints withBounds(String name, double lower, double upper) {
        boolean isMean = ParameterNames.isMean(name);
        double least = lower == Double.NEGATIVE_INFINITY ? Range.any(name).lower : lower;
        boolean isPossible = isMean ? upper > Double.NEGATIVE_INFINITY : least >= 0 && upper > 0;
        if (!(isPossible && least <= upper && least < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "The bounds of the " + name + " are " + lower + " and " + upper + ".",
                    "give the lower one first, in the units of the data: infinity for none"
                            + (isMean ? "." : ", and none is negative."));
        }
        SortedMap<String, Range> changed = new TreeMap<>(ranges);
        changed.put(name, met(name, range(ranges, name), new Range(least, upper)));
        return new ParameterConstraints(changed, ties, priors, correlations);
    }

    ParameterConstraints withFixed(String name, double value) {
        if (ParameterNames.isMean(name) && !Double.isFinite(value)) {
            throw new InvalidInputException(
                    "The " + name + " is to be fixed at " + value + ", which is not finite.",
                    "it was computed from missing values.");
        }
        if (!ParameterNames.isMean(name) && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "The " + name + " is to be fixed at " + value + ", which is not positive and finite.",
                    "its logarithm was given.");
        }
        return withBounds(name, value, value);
    }

    ParameterConstraints withTied(List<String> names) {
        Set<String> tied = new LinkedHashSet<>(names);
        if (tied.size() < 2) {
            throw new InvalidInputException("A tie names " + names + ".", "name two parameters at least.");
        }
        for (String name : tied) {
            if (!ParameterNames.kind(name).equals(ParameterNames.kind(names.get(0)))) {
                throw new InvalidInputException(
                        "The " + names.get(0) + " and the " + name + " are unlike things, which cannot be tied.",
                        "fix one of them.");
            }
        }
        List<Set<String>> changed = new ArrayList<>();
        for (Set<String> other : ties) {
            if (Collections.disjoint(other, tied)) {
                changed.add(other);
            } else {
                tied.addAll(other);
            }
        }
        changed.add(Collections.unmodifiableSet(tied));
        return new ParameterConstraints(ranges, changed, priors, correlations);
    }

    ParameterConstraints withPrior(String name, Prior prior) {
        if (ParameterNames.isMean(name) != prior instanceof Normal) {
            throw new InvalidInputException(
                    "The prior of the " + name + " is " + prior + ", "
                            + (prior instanceof Normal
                                    ? "which allows negative values."
                                    : "which is one of a positive parameter."),
                    prior instanceof Normal
                            ? "choose a log-normal, gamma or inverse gamma one."
                            : "choose a normal one: a coefficient of the mean may be negative.");
        }
        SortedMap<String, Prior> changed = new TreeMap<>(priors);
        changed.put(name, prior);
        return new ParameterConstraints(ranges, ties, changed, correlations);
    }

    ParameterConstraints withCorrelations(Lkj prior) {
        return new ParameterConstraints(ranges, ties, priors, Optional.of(prior));
    }

    /**
     * Refuses a name that is none of a model's parameters.
     *
     * @throws InvalidInputException if there is one; its message lists those that are
     */
    public void requireAmong(List<String> names) {
        Set<String> used = new TreeSet<>(ranges.keySet());
        ties.forEach(used::addAll);
        used.addAll(priors.keySet());
        for (String name : used) {
            if (!names.contains(name)) {
                throw new InvalidInputException(
                        "The model fits no parameter \"" + name + "\"; those it fits are " + names + ".",
                        "the name is spelled differently, or the kernel, K or Σ is fixed as a whole.");
            }
        }
    }

    /** Whether anything is demanded of a parameter of this name. */
    public boolean concern(String name) {
        return ranges.containsKey(name)
                || priors.containsKey(name)
                || ties.stream().anyMatch(tie -> tie.contains(name));
    }

    /** The bounds and ties of some parameters, in the order of their names. */
    public ParameterLimits limits(List<String> names) {
        int n = names.size();
        double[] lower = new double[n];
        double[] upper = new double[n];
        int[] group = new int[n];
        int groups = 0;
        for (int i = 0; i < n; i++) {
            Range range = common(names.get(i));
            lower[i] = range.lower;
            upper[i] = range.upper;
            group[i] = -1;
            for (int j = 0; j < i && group[i] < 0; j++) {
                group[i] = tied(names.get(i)).contains(names.get(j)) ? group[j] : -1;
            }
            if (group[i] < 0) {
                group[i] = groups++;
            }
        }
        return new ParameterLimits(lower, upper, group);
    }

    /** The bounds by the names of their parameters, as they were stated: without those of parameters that are tied. */
    public Map<String, Range> ranges() {
        return ranges;
    }

    /** The names of parameters that are equal, no name twice. */
    public List<Set<String>> ties() {
        return ties;
    }

    /** The priors by the names of their parameters. */
    public Map<String, Prior> priors() {
        return priors;
    }

    /** The prior of the correlations of K. */
    public Optional<Lkj> correlations() {
        return correlations;
    }

    private Set<String> tied(String name) {
        return ties.stream().filter(tie -> tie.contains(name)).findFirst().orElse(Set.of(name));
    }

    /** What a parameter and those tied to it may be. */
    private Range common(String name) {
        return tied(name).stream().map(member -> range(ranges, member)).reduce(Range.any(name), Range::and);
    }

    private static Range range(SortedMap<String, Range> ranges, String name) {
        return ranges.getOrDefault(name, Range.any(name));
    }

    private static Range met(String name, Range old, Range added) {
        Range both = old.and(added);
        if (!(both.lower <= both.upper)) {
            throw new InvalidInputException(
                    "The " + name + " is " + added + ", but " + old + " by itself or a tie.", "drop one of the two.");
        }
        return both;
    }
}
