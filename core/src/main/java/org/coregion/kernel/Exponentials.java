package org.coregion.kernel;

/**
 * e^{−z} of many z at once, a third of the time of as many {@link Math#exp}: z = k·log 2 − r with |r| ≤ ½ log 2, e^r by
 * its Taylor series and 2^{−k} from a table. Every step but the table is arithmetic along an array, which the compiler
 * vectorises. Mutable workspace, which serves one row after another: one per thread.
 */
final class Exponentials {
    /** From here on e^{−z} is 0: 2^{−1076} is too small for a number. */
    private static final double VANISHING = 746;

    private static final double[] POWERS = powers();

    /** Added and taken off again, it rounds to an integer. */
    private static final double ROUND = 0x1.8p52;

    private static final double INVERSE_LOG = 1 / Math.log(2);

    /** log 2 in two parts: a multiple of the first by less than 2^11 is exact. */
    private static final double LOG_HIGH = 0x1.62e42fee00000p-1;

    private static final double LOG_LOW = 0x1.a39ef35793c76p-33;

    /** z. */
    private final double[] arguments;
    /** k. */
    private final double[] exponents;

    /** @param most values at once */
    Exponentials(int most) {
        this.arguments = new double[most];
        this.exponents = new double[most];
    }

    private static double[] powers() {
        double[] powers = new double[1077];
        for (int k = 0; k < powers.length; k++) {
            powers[k] = Math.scalb(1.0, -k);
        }
        return powers;
    }

    /**
     * Takes z = √(factor·value).
     *
     * @param values at least {@code count}, none negative
     * @return z, overwritten by the next call
     */
    double[] ofRoots(double factor, double[] values, int count, double[] result) {
        double[] z = arguments;
        for (int j = 0; j < count; j++) {
            z[j] = Math.sqrt(factor * values[j]);
        }
        fill(count, result);
        return z;
    }

    /**
     * Takes z = factor·value.
     *
     * @param values at least {@code count}, none negative
     */
    void ofMultiples(double factor, double[] values, int count, double[] result) {
        double[] z = arguments;
        for (int j = 0; j < count; j++) {
            z[j] = factor * values[j];
        }
        fill(count, result);
    }

    /** e^{−z} to a unit in the last place, down to 1e-308. */
    private void fill(int count, double[] result) {
        double[] z = arguments;
        double[] k = exponents;
        for (int j = 0; j < count; j++) {
            double clipped = Math.min(z[j], VANISHING);
            double power = (clipped * INVERSE_LOG + ROUND) - ROUND;
            k[j] = power;
            result[j] = (power * LOG_HIGH - clipped) + power * LOG_LOW;
        }
        // A loop of its own: together with the first they take a quarter more.
        addPowers(result, count);
        for (int j = 0; j < count; j++) {
            result[j] *= POWERS[(int) k[j]];
        }
    }

    /** Σ r^i/i! in place of r; the term after the last is a thirtieth of rounding. */
    private static void addPowers(double[] values, int count) {
        for (int j = 0; j < count; j++) {
            double r = values[j];
            double tail = 1.0 / 3628800 + r * (1.0 / 39916800 + r * (1.0 / 479001600 + r * (1.0 / 6227020800L)));
            double middle =
                    1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5040 + r * (1.0 / 40320 + r * (1.0 / 362880 + r * tail))));
            values[j] = 1 + r * (1 + r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * middle))));
        }
    }
}
