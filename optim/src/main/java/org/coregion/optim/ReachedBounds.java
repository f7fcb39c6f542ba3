package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coregion.ParameterLimits;
import org.coregion.covariance.CovarianceForm;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;

/** The parameters that ended at a bound, in words and in the user's units. */
final class ReachedBounds {
    /** A variance this close to a bound, relative to it, counts as at it. */
    private static final double NEAR = 1e-3;

    /** A noise variance up to this many times its floor is at it. */
    private static final double AT_FLOOR = 1.01;

    private final List<Reached> found = new ArrayList<>();

    /**
     * One of them.
     *
     * @param parameter its name
     * @param where "at its lower bound 0.1"
     */
    record Reached(String parameter, String where) {
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
     * Adds the noise variances at the floor, where no lower bound that was demanded took its place; of a combination of
     * outputs if no single one is. With limits on the variances, that of a combination has its floor by the share that
     * is each output's own.
     *
     * @param noise Σ in standardised units
     * @param floor D smallest variances in these units
     * @param share of each output's variance that the floor is
     */
    void addFloors(Matrix noise, double[] floor, double share, ParameterLimits limits, List<String> names) {
        boolean isFound = false;
        for (int d = 0; d < floor.length; d++) {
            if (limits.lower()[d] == 0 && noise.get(d, d) <= AT_FLOOR * floor[d]) {
                found.add(new Reached(names.get(d), "at its lower bound, " + share + " of the output's variance"));
                isFound = true;
            }
        }
        boolean isLimited = !limits.isNone();
        double[] inverse = Arrays.stream(isLimited ? noise.diagonal() : floor)
                .map(variance -> 1 / Math.sqrt(variance))
                .toArray();
        double[] ratios = SymmetricEigen.ofGradedSemidefinite(noise.scaled(inverse, inverse), "noise covariance")
                .values();
        double least = isLimited ? CovarianceForm.LEAST_OWN_SHARE : 1;
        if (!isFound && ratios[ratios.length - 1] <= AT_FLOOR * least) {
            found.add(new Reached(
                    "noise variance of a combination of outputs",
                    "at its lower bound, "
                            + (isLimited ? least + " of their noise" : share + " of the outputs' variance")));
        }
    }

    List<Reached> found() {
        return List.copyOf(found);
    }

    private void add(String name, String side, double bound) {
        found.add(new Reached(name, "at its " + side + " bound " + bound));
    }
}
