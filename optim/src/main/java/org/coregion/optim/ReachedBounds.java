package org.coregion.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.coregion.ParameterLimits;
import org.coregion.covariance.CovarianceForm;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/** The parameters that ended at a bound, in words and in the user's units. */
final class ReachedBounds {
    /** A variance this close to a bound, relative to it, counts as at it. */
    private static final double NEAR = 1e-3;

    /** How words of a noise at its floor begin. */
    private static final String FLOOR = "at its lower bound, ";

    private final List<Reached> found = new ArrayList<>();

    /**
     * One of them.
     *
     * @param parameter its name
     * @param where "at its lower bound 0.1"
     */
    record Reached(String parameter, String where) {
        /** What to do about it. */
        String advice() {
            if (where.startsWith(FLOOR)) {
                return "Maybe the output is without noise, or follows from the others: leave it out, or raise the floor";
            }
            return "Maybe the data want more than the bound allows: widen it if it was demanded, else fix the parameter, "
                    + "or leave out what it belongs to";
        }

        @Override
        public String toString() {
            return parameter + " " + where;
        }
    }

    /**
     * Adds the kernel's parameters at bounds, those that were demanded as they were.
     *
     * @param limits that were demanded
     * @param names of the kernel's parameters
     */
    void addKernel(Kernel kernel, KernelSpace space, ParameterLimits limits, List<String> names) {
        double[] log = kernel.logParameters();
        for (int i = 0; i < log.length; i++) {
            if (space.isAtLower(log[i], i)) {
                add(names.get(i), "lower", limits.lower()[i] > 0 ? limits.lower()[i] : Math.exp(log[i]));
            } else if (space.isAtUpper(log[i], i)) {
                boolean isDemanded = limits.upper()[i] < Double.POSITIVE_INFINITY;
                add(names.get(i), "upper", isDemanded ? limits.upper()[i] : Math.exp(log[i]));
            }
        }
    }

    /**
     * Adds the variances at bounds that were demanded.
     *
     * @param variances in the user's units
     */
    void addVariances(double[] variances, ParameterLimits limits, List<String> names) {
        for (int d = 0; d < variances.length; d++) {
            if (limits.isFixed(d)) {
                continue;
            }
            if (variances[d] <= (1 + NEAR) * limits.lower()[d]) {
                add(names.get(d), "lower", limits.lower()[d]);
            } else if (variances[d] >= (1 - NEAR) * limits.upper()[d]) {
                add(names.get(d), "upper", limits.upper()[d]);
            }
        }
    }

    /**
     * Adds the mean's coefficients at bounds, where they are exactly.
     *
     * @param coefficients in the user's units
     */
    void addMean(double[] coefficients, ParameterLimits limits, List<String> names) {
        for (int i = 0; i < coefficients.length; i++) {
            if (!limits.isFixed(i) && coefficients[i] == limits.lower()[i]) {
                add(names.get(i), "lower", limits.lower()[i]);
            } else if (!limits.isFixed(i) && coefficients[i] == limits.upper()[i]) {
                add(names.get(i), "upper", limits.upper()[i]);
            }
        }
    }

    /**
     * Adds the noise variances at the floor; that of a combination of outputs if no single one is.
     *
     * @param noise Σ in standardised units
     * @param floor D smallest variances in these units
     * @param share of each output's variance that the floor is
     */
    void addFloors(Matrix noise, double[] floor, double share, ParameterLimits limits, List<String> names) {
        NoiseFloor at = NoiseFloor.of(noise, floor, limits);
        for (int d : at.outputs()) {
            found.add(new Reached(names.get(d), FLOOR + share + " of the output's variance"));
        }
        if (at.combination().length > 0) {
            found.add(new Reached(
                    "noise variance of a combination of outputs",
                    FLOOR
                            + (limits.isNone()
                                    ? share + " of the outputs' variance"
                                    : CovarianceForm.LEAST_OWN_SHARE + " of their noise")));
        }
    }

    /** All that ended at bounds, in a sentence for each kind of advice. */
    static List<String> sentences(List<Reached> all) {
        Map<String, List<Reached>> byAdvice =
                all.stream().collect(Collectors.groupingBy(Reached::advice, LinkedHashMap::new, Collectors.toList()));
        return byAdvice.entrySet().stream()
                .map(kind -> kind.getValue().stream().map(Reached::toString).collect(Collectors.joining("; ")) + ". "
                        + kind.getKey())
                .toList();
    }

    List<Reached> found() {
        return List.copyOf(found);
    }

    private void add(String name, String side, double bound) {
        found.add(new Reached(name, "at its " + side + " bound " + bound));
    }
}
