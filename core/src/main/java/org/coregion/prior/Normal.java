package org.coregion.prior;

/**
 * {@link Prior#normal}: the one prior of a coefficient of the mean, which may be negative.
 *
 * @param mean of the parameter
 * @param standardDeviation of the parameter, positive
 */
public record Normal(double mean, double standardDeviation) implements Prior {
    /**
     * @throws org.coregion.InvalidInputException if the mean is not finite, or the deviation not positive and finite
     */
    public Normal {
        Hyperparameter.require(Double.isFinite(mean), mean, "mean", "finite");
        Hyperparameter.requirePositive(standardDeviation, "standard deviation");
    }

    @Override
    public double logDensity(double value) {
        double u = (value - mean) / standardDeviation;
        return -u * u / 2 - Math.log(standardDeviation) - Math.log(2 * Math.PI) / 2;
    }

    @Override
    public double slope(double value) {
        return (mean - value) / standardDeviation / standardDeviation;
    }
}
