package org.coregion.prior;

/**
 * {@link Prior#gamma}.
 *
 * @param shape at least 1
 * @param rate in one over the unit of θ
 */
public record Gamma(double shape, double rate) implements Prior {
    /** @throws org.coregion.InvalidInputException if the shape is below 1, or either is not positive and finite */
    public Gamma {
        Hyperparameter.require(shape >= 1 && shape < Double.POSITIVE_INFINITY, shape, "shape", "finite and at least 1");
        Hyperparameter.requirePositive(rate, "rate");
    }

    @Override
    public double logDensity(double value) {
        double power = shape == 1 ? 0 : (shape - 1) * Math.log(value);
        return shape * Math.log(rate) - LogGamma.of(shape) + power - rate * value;
    }

    @Override
    public double slope(double value) {
        return (shape == 1 ? 0 : (shape - 1) / value) - rate;
    }
}
