package org.coregion.prior;

/** {@link Prior#logNormal}. */
record LogNormal(double mu, double sigma) implements Prior {
    LogNormal {
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
