package org.coregion.prior;

/**
 * {@link Prior#logNormal}.
 *
 * @param mu the mean of log θ
 * @param sigma the standard deviation of log θ
 */
public record LogNormal(double mu, double sigma) implements Prior {
    /** @throws org.coregion.InvalidInputException if μ is not finite, or σ not positive and finite */
    public LogNormal {
        Hyperparameter.require(Double.isFinite(mu), mu, "mean μ", "finite");
        Hyperparameter.requirePositive(sigma, "standard deviation σ");
    }

    @Override
    public double logDensity(double value) {
        if (!(value > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        double u = (Math.log(value) - mu) / sigma;
        return -Math.log(value) - u * u / 2 - Math.log(sigma) - Math.log(2 * Math.PI) / 2;
    }

    @Override
    public double slope(double value) {
        return -(1 + (Math.log(value) - mu) / (sigma * sigma)) / value;
    }
}
