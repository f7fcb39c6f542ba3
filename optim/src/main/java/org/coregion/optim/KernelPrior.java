package org.coregion.optim;

import java.util.SortedMap;
import org.coregion.kernel.Kernel;
import org.coregion.prior.Prior;

/**
 * The priors of a kernel's parameters.
 *
 * @param priors by the index of the parameter
 */
record KernelPrior(SortedMap<Integer, Prior> priors) {
    double logDensity(Kernel kernel) {
        double[] log = kernel.logParameters();
        double sum = 0;
        for (var entry : priors.entrySet()) {
            sum += entry.getValue().logDensity(Math.exp(log[entry.getKey()]));
        }
        return sum;
    }

    /** The gradient in the log parameters, θ d log p/dθ. */
    double[] gradient(Kernel kernel) {
        double[] log = kernel.logParameters();
        double[] gradient = new double[log.length];
        for (var entry : priors.entrySet()) {
            double value = Math.exp(log[entry.getKey()]);
            gradient[entry.getKey()] = value * entry.getValue().slope(value);
        }
        return gradient;
    }
}
