package org.coregion.optim;

/**
 * A smooth map from a free variable z onto a bounded one x, so that an unconstrained optimiser cannot leave the bounds
 * (James and Roos 1975, the transformations of MINUIT). Away from the bounds x moves as z does; at a bound dx/dz = 0,
 * so an optimum that presses against it is stationary.
 */
interface BoundedVariable {
    /** A start is moved at least this far from a bound, where the gradient vanishes. */
    double START_DISTANCE = 0.1;

    /** x(z). */
    double bounded(double z);

    /** dx/dz. */
    double slope(double z);

    /** z with x(z) = x, for an x that is moved inside the bounds first. */
    double free(double x);

    /** The map onto [lower, upper], either of which may be infinite; a variable without room stays where it is. */
    static BoundedVariable between(double lower, double upper) {
        if (lower == upper) {
            return new Fixed(lower);
        }
        if (lower > Double.NEGATIVE_INFINITY) {
            return upper < Double.POSITIVE_INFINITY
                    ? new Interval(lower + (upper - lower) / 2, (upper - lower) / 2)
                    : new HalfLine(lower, 1);
        }
        return upper < Double.POSITIVE_INFINITY ? new HalfLine(upper, -1) : new Free();
    }

    /** x = z. */
    record Free() implements BoundedVariable {
        @Override
        public double bounded(double z) {
            return z;
        }

        @Override
        public double slope(double z) {
            return 1;
        }

        @Override
        public double free(double x) {
            return x;
        }
    }

    /** x = value whatever z. */
    record Fixed(double value) implements BoundedVariable {
        @Override
        public double bounded(double z) {
            return value;
        }

        @Override
        public double slope(double z) {
            return 0;
        }

        @Override
        public double free(double x) {
            return 0;
        }
    }

    /** x = bound ± (√(1 + z²) − 1): to the right of the bound with direction 1, to the left with −1. */
    record HalfLine(double bound, double direction) implements BoundedVariable {
        @Override
        public double bounded(double z) {
            return bound + direction * (Math.sqrt(1 + z * z) - 1);
        }

        @Override
        public double slope(double z) {
            return direction * z / Math.sqrt(1 + z * z);
        }

        @Override
        public double free(double x) {
            double shifted = Math.max(direction * (x - bound), START_DISTANCE) + 1;
            return Math.sqrt(shifted * shifted - 1);
        }
    }

    /** x = centre + half·sin(z/half). */
    record Interval(double centre, double half) implements BoundedVariable {
        @Override
        public double bounded(double z) {
            return centre + half * Math.sin(z / half);
        }

        @Override
        public double slope(double z) {
            return Math.cos(z / half);
        }

        @Override
        public double free(double x) {
            double room = half - Math.min(START_DISTANCE, half / 10);
            return half * Math.asin(Math.max(-room, Math.min(room, x - centre)) / half);
        }
    }
}
