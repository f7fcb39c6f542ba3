package org.coregion.prior;

/**
 * {@link Prior#inverseGamma}.
 *
 * @param shape positive
 * @param scale in the unit of θ
 */
public record InverseGamma(double shape, double scale) implements Prior {
    /** @throws org.coregion.InvalidInputException if either is not positive and finite */
    public InverseGamma {
        Hyperparameter.requirePositive(shape, "shape");
        Hyperparameter.requirePositive(scale, "scale");
    }

    @Override
    public double logDensity(double value) {
        if (!(value > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        return shape * Math.log(scale) - LogGamma.of(shape) - (shape + 1) * Math.log(value) - scale / value;
    }

    @Override
    public double slope(double value) {
        return (scale / value - shape - 1) / value;
    }
}
