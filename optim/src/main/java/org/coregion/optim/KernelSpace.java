package org.coregion.optim;

import java.util.Arrays;
import org.coregion.Bounds;
import org.coregion.ParameterLimits;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/**
 * The map between the free vector of a kernel and its log parameters: log θ = B x(z), where x keeps the bounds of
 * {@link BoundTransform} and B, of zeros and ones, repeats what is tied; a fixed parameter has no element in z.
 */
final class KernelSpace {
    /** The element of z for each parameter, or −1 for a fixed one. */
    private final int[] variable;
    /** The logarithms of the parameters that are fixed. */
    private final double[] fixed;

    private final BoundTransform transform;
    private final Bounds bounds;

    private KernelSpace(int[] variable, double[] fixed, Bounds bounds) {
        this.variable = variable;
        this.fixed = fixed;
        this.bounds = bounds;
        this.transform = new BoundTransform(bounds);
    }

    /**
     * The space of a kernel's parameters. A bound that is demanded takes the place of the kernel's own; that of tied
     * parameters is the widest of theirs.
     */
    static KernelSpace of(Kernel kernel, Matrix inputs, ParameterLimits limits) {
        Bounds own = kernel.logBounds(inputs);
        int[] ofGroup = new int[limits.groupCount()];
        Arrays.fill(ofGroup, -1);
        int[] variable = new int[own.size()];
        double[] fixed = new double[own.size()];
        int count = 0;
        for (int i = 0; i < variable.length; i++) {
            fixed[i] = Math.log(limits.lower()[i]);
            int group = limits.group()[i];
            if (ofGroup[group] < 0 && !limits.isFixed(i)) {
                ofGroup[group] = count++;
            }
            variable[i] = ofGroup[group];
        }
        double[] lower = new double[count];
        double[] upper = new double[count];
        Arrays.fill(lower, Double.POSITIVE_INFINITY);
        Arrays.fill(upper, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < variable.length; i++) {
            if (variable[i] >= 0) {
                lower[variable[i]] = Math.min(lower[variable[i]], own.lower()[i]);
                upper[variable[i]] = Math.max(upper[variable[i]], own.upper()[i]);
            }
        }
        for (int i = 0; i < variable.length; i++) {
            int k = variable[i];
            if (k >= 0 && limits.lower()[i] > 0) {
                lower[k] = Math.log(limits.lower()[i]);
                upper[k] = Math.max(lower[k], upper[k]);
            }
            if (k >= 0 && limits.upper()[i] < Double.POSITIVE_INFINITY) {
                upper[k] = Math.log(limits.upper()[i]);
                lower[k] = Math.min(lower[k], upper[k]);
            }
        }
        return new KernelSpace(variable, fixed, new Bounds(lower, upper));
    }

    /** The number of elements of z. */
    int size() {
        return bounds.size();
    }

    /** The element of z for each parameter, or −1 for a fixed one. */
    int[] variables() {
        return variable.clone();
    }

    /** The log parameters at z. */
    double[] bounded(double[] z) {
        return repeated(transform.bounded(z));
    }

    /** z at log parameters, which are made admissible first and moved inside their bounds. */
    double[] free(double[] log) {
        return transform.free(means(log));
    }

    /** The nearest log parameters that keep ties and bounds. */
    double[] admissible(double[] log) {
        return repeated(bounds.clamp(means(log)));
    }

    /** The gradient in z, from that in the log parameters. */
    double[] pullback(double[] z, double[] gradient) {
        double[] sums = new double[size()];
        for (int i = 0; i < variable.length; i++) {
            if (variable[i] >= 0) {
                sums[variable[i]] += gradient[i];
            }
        }
        return transform.pullback(z, sums);
    }

    /** Whether parameter {@code i} lies at its lower bound; one without room never does. */
    boolean isAtLower(double log, int i) {
        return variable[i] >= 0 && transform.isAtLower(log, variable[i]);
    }

    /** Whether parameter {@code i} lies at its upper bound; one without room never does. */
    boolean isAtUpper(double log, int i) {
        return variable[i] >= 0 && transform.isAtUpper(log, variable[i]);
    }

    private double[] repeated(double[] x) {
        double[] log = fixed.clone();
        for (int i = 0; i < log.length; i++) {
            if (variable[i] >= 0) {
                log[i] = x[variable[i]];
            }
        }
        return log;
    }

    private double[] means(double[] log) {
        double[] mean = new double[size()];
        int[] members = new int[size()];
        for (int i = 0; i < log.length; i++) {
            if (variable[i] >= 0) {
                members[variable[i]]++;
                mean[variable[i]] += (log[i] - mean[variable[i]]) / members[variable[i]];
            }
        }
        return mean;
    }
}
