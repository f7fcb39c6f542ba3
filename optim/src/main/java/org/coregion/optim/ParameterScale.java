package org.coregion.optim;

/** The scale on which an estimate is nearest to normal, so that no interval leaves the values a parameter can have. */
enum ParameterScale {
    /** Covariances and coefficients. */
    IDENTITY {
        @Override
        boolean isInside(double x) {
            return true;
        }

        @Override
        double moved(double x, double distance) {
            return x + distance;
        }
    },
    /** Positive numbers, by their logarithm: lengthscales, variances. */
    LOGARITHM {
        @Override
        boolean isInside(double x) {
            return x > 0;
        }

        @Override
        double moved(double x, double distance) {
            return x * Math.exp(distance / x);
        }
    },
    /** Correlations, by atanh (Fisher 1915). */
    FISHER {
        @Override
        boolean isInside(double x) {
            return Math.abs(x) < 1 - ROUNDING;
        }

        @Override
        double moved(double x, double distance) {
            double z = (Math.log1p(x) - Math.log1p(-x)) / 2;
            return Math.tanh(z + distance / (1 - x * x));
        }
    };

    /** A correlation this close to ±1 is at it. */
    private static final double ROUNDING = 1e-9;

    /** Whether x is not at the end of the values that it can have. */
    abstract boolean isInside(double x);

    /** The value that lies {@code distance} from x, of the size that it has at x, along this scale. */
    abstract double moved(double x, double distance);
}
