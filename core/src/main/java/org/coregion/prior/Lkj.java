package org.coregion.prior;

import org.coregion.InvalidInputException;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;

/**
 * The density of a D×D correlation matrix R, p(R) ∝ (det R)^(η − 1): all correlations alike with η = 1, small ones more
 * likely the larger η (Lewandowski, Kurowicka and Joe 2009).
 *
 * @param eta η, at least 1: below, the density of singular correlations has no bound
 */
public record Lkj(double eta) {
    /** @throws InvalidInputException if η is below 1 or not finite */
    public Lkj {
        Hyperparameter.require(
                eta >= 1 && eta < Double.POSITIVE_INFINITY, eta, "concentration η", "finite, at least 1");
    }

    /**
     * log p(R), normalised, of the correlations R of a covariance.
     *
     * @param covariance D×D
     * @throws InvalidInputException if it is singular and η above 1
     */
    public double logDensity(Matrix covariance) {
        if (eta == 1) {
            return -logNormalizer(covariance.rows());
        }
        double logDeterminant =
                Cholesky.of(covariance, "coregionalization matrix").logDeterminant();
        for (double variance : covariance.diagonal()) {
            logDeterminant -= Math.log(variance);
        }
        return (eta - 1) * logDeterminant - logNormalizer(covariance.rows());
    }

    /**
     * The symmetric G with d log p = Σ G[i, j] dC[i, j], G = (η − 1)(C⁻¹ − Diag(1/C_dd)).
     *
     * @param covariance C, D×D
     * @throws InvalidInputException if it is singular and η above 1
     */
    public Matrix gradient(Matrix covariance) {
        int d = covariance.rows();
        if (eta == 1) {
            return Matrix.zeros(d, d);
        }
        Matrix inverse = Cholesky.of(covariance, "coregionalization matrix").solve(Matrix.identity(d));
        for (int i = 0; i < d; i++) {
            inverse.set(i, i, inverse.get(i, i) - 1 / covariance.get(i, i));
        }
        return inverse.times(eta - 1);
    }

    /** log ∫ (det R)^(η − 1) dR over all correlation matrices. */
    private double logNormalizer(int d) {
        double sum = 0;
        for (int k = 1; k < d; k++) {
            double left = d - k;
            double half = eta + (left - 1) / 2;
            sum += (2 * eta - 2 + left) * left * Math.log(2);
            sum += left * (2 * LogGamma.of(half) - LogGamma.of(2 * half));
        }
        return sum;
    }
}
