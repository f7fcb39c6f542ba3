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
        boolean tells(double x, double error) {
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
        boolean tells(double x, double error) {
            return QUANTILE * error / x < Math.log(LARGEST_FACTOR);
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
        boolean tells(double x, double error) {
            double distance = QUANTILE * error;
            return error < 1 && moved(x, distance) - moved(x, -distance) < WIDEST;
        }

        @Override
        double moved(double x, double distance) {
            double z = (Math.log1p(x) - Math.log1p(-x)) / 2;
            return Math.tanh(z + distance / (1 - x * x));
        }
    };

    /** A correlation this close to ±1 is at it. */
    private static final double ROUNDING = 1e-9;

    /** At 95 % confidence. */
    private static final double QUANTILE = 1.96;

    /** What is known to no better than this either way has no known size. */
    private static final double LARGEST_FACTOR = 1e6;

    /** Of an interval of correlations, which lie within 2. */
    private static final double WIDEST = 1.9;

    /** Why an estimate with this standard error, which {@linkplain #tells says nothing}, has none. */
    String silence(double error) {
        return this == FISHER && 2 * QUANTILE * error < WIDEST
                ? "too near the end of its range for an interval"
                : "the data hardly determine it";
    }

    /** Whether x is not at the end of the values that it can have. */
    abstract boolean isInside(double x);

    /** Whether an estimate x with this standard error says more than that it is among the values that it can have. */
    abstract boolean tells(double x, double error);

    /** The value that lies {@code distance} from x, of the size that it has at x, along this scale. */
    abstract double moved(double x, double distance);
}
