package org.coregion.optim;

import java.util.Optional;
import java.util.SortedMap;
import org.coregion.linalg.Matrix;
import org.coregion.prior.Lkj;
import org.coregion.prior.Prior;

/**
 * The priors of a D×D covariance, which are in the user's units, at a covariance in standardised ones.
 *
 * @param variances by the index of the output
 * @param scale D standard units of the outputs
 * @param correlations of all outputs
 */
record CovariancePrior(SortedMap<Integer, Prior> variances, double[] scale, Optional<Lkj> correlations) {
    /**
     * The log density.
     *
     * @throws org.coregion.InvalidInputException if the covariance is singular and its correlations have a prior
     */
    double logDensity(Matrix covariance) {
        double sum = correlations.map(prior -> prior.logDensity(covariance)).orElse(0.0);
        for (var entry : variances.entrySet()) {
            sum += entry.getValue().logDensity(variance(covariance, entry.getKey()));
        }
        return sum;
    }

    /** The adjoint of the covariance, plus the gradient of the log density. */
    Matrix plusGradient(Matrix adjoint, Matrix covariance) {
        Matrix sum = correlations
                .map(prior -> adjoint.plus(1, prior.gradient(covariance)))
                .orElse(adjoint);
        if (variances.isEmpty()) {
            return sum;
        }
        double[] slopes = new double[scale.length];
        for (var entry : variances.entrySet()) {
            int d = entry.getKey();
            slopes[d] = scale[d] * scale[d] * entry.getValue().slope(variance(covariance, d));
        }
        return sum.plus(1, Matrix.diagonal(slopes));
    }

    private double variance(Matrix covariance, int d) {
        return scale[d] * scale[d] * covariance.get(d, d);
    }
}
