package org.coregion.optim;

import java.util.ArrayList;
import java.util.List;
import org.coregion.ParameterLimits;
import org.coregion.kernel.Kernel;

/** The parameters that ended at a bound, in words and in the user's units. */
final class ReachedBounds {
    /** A variance this close to a bound, relative to it, counts as at it. */
    private static final double NEAR = 1e-3;

    private final List<String> found = new ArrayList<>();

    /** @param names of the kernel's parameters */
    void addKernel(Kernel kernel, KernelSpace space, List<String> names) {
        double[] log = kernel.logParameters();
        for (int i = 0; i < log.length; i++) {
            if (space.isAtLower(log[i], i)) {
                add(names.get(i), "lower", Math.exp(log[i]));
            } else if (space.isAtUpper(log[i], i)) {
                add(names.get(i), "upper", Math.exp(log[i]));
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

    void add(String words) {
        found.add(words);
    }

    List<String> found() {
        return found;
    }

    private void add(String name, String side, double bound) {
        add(name + " at its " + side + " bound " + bound);
    }
}
