package org.coregion.prior;

import org.coregion.InvalidInputException;

/**
 * The density of a parameter θ in its natural unit: of a lengthscale or a variance itself, not of its logarithm. Those
 * are positive, and their priors too; a coefficient of the mean has a normal one. A maximum a posteriori estimate
 * maximises log likelihood + log density without any Jacobian, so it does not depend on how an optimiser measures θ.
 * Immutable.
 */
public sealed interface Prior permits LogNormal, Gamma, InverseGamma, Normal {
    /** log p(θ), normalised; minus infinity where the density is 0. */
    double logDensity(double value);

    /** d log p(θ)/dθ, where the density is not 0. */
    double slope(double value);

    /**
     * log θ is normal, log p(θ) = −log θ − (log θ − μ)²/(2σ²) − log(σ√(2π)), with its mode at e^(μ − σ²).
     *
     * @param mu the mean of log θ
     * @param sigma the standard deviation of log θ
     * @throws InvalidInputException if μ is not finite, or σ not positive and finite
     */
    static Prior logNormal(double mu, double sigma) {
        return new LogNormal(mu, sigma);
    }

    /**
     * p(θ) ∝ θ^(shape − 1) e^(−rate·θ), with its mode at (shape − 1)/rate; shape 1 is the exponential density.
     *
     * @param shape at least 1: below, the density has no maximum
     * @param rate in one over the unit of θ
     * @throws InvalidInputException if the shape is below 1, or either is not positive and finite
     */
    static Prior gamma(double shape, double rate) {
        return new Gamma(shape, rate);
    }

    /**
     * p(θ) ∝ θ^(−shape − 1) e^(−scale/θ), with its mode at scale/(shape + 1): it keeps θ away from 0.
     *
     * @param shape positive
     * @param scale in the unit of θ
     * @throws InvalidInputException if either is not positive and finite
     */
    static Prior inverseGamma(double shape, double scale) {
        return new InverseGamma(shape, scale);
    }

    /**
     * θ is normal: for coefficients of the mean alone.
     *
     * @param mean in the unit of θ
     * @param standardDeviation in the unit of θ
     * @throws InvalidInputException if the mean is not finite, or the deviation not positive and finite
     */
    static Prior normal(double mean, double standardDeviation) {
        return new Normal(mean, standardDeviation);
    }
}
