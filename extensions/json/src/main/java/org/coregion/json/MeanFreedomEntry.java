package org.coregion.json;

import org.coregion.InvalidInputException;
import org.coregion.model.MeanFreedom;

/**
 * What is free of a mean with constraints or priors, in a model file, for who asks how uncertain the mean is.
 *
 * @param variable for each function one number per output: the variable that the coefficient is, from 0, or -1 for one
 *     that is known
 * @param priorMean one number per variable
 * @param priorPrecision inverse variances, one per variable; 0 without a prior
 */
record MeanFreedomEntry(int[] variable, double[] priorMean, double[] priorPrecision) {
    static MeanFreedomEntry of(MeanFreedom freedom) {
        return new MeanFreedomEntry(freedom.variable(), freedom.priorMean(), freedom.priorPrecision());
    }

    MeanFreedom freedom() {
        if (variable == null || priorMean == null || priorPrecision == null) {
            throw new InvalidInputException(
                    "The \"meanFreedom\" is not complete.",
                    "write {\"variable\": [0, -1], \"priorMean\": [0], \"priorPrecision\": [0]}.");
        }
        return MeanFreedom.of(variable, priorMean, priorPrecision);
    }
}
