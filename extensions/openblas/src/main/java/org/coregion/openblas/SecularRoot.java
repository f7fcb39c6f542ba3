package org.coregion.openblas;

/**
 * Finds a root of 1/ρ + Σ z²/(d − λ), for one thread: between two poles, or beyond the last. Each step fits a constant
 * and two poles to the sums left and right (the middle way of Li 1993), within a bracket that is halved where that
 * gains too little.
 */
final class SecularRoot {
    /** A step has to leave no more than this share of the sum. */
    private static final double PROGRESS = 0.1;

    private final double[] d;
    private final double[] z;
    private final double inverseRho;

    /** The poles' distances from the origin, and z over those from λ. */
    private final double[] gaps;

    private final double[] ratios;

    private int origin;
    private double distance;

    // At the distance last evaluated: the sums over the poles left of the root and the others, and their slopes.
    private double psi;
    private double psiSlope;
    private double phi;
    private double phiSlope;

    SecularRoot(double[] d, double[] z, double rho) {
        this.d = d;
        this.z = z;
        inverseRho = 1 / rho;
        gaps = new double[d.length];
        ratios = new double[d.length];
    }

    /** The pole nearest to the root found last. */
    int origin() {
        return origin;
    }

    /** How far above that pole it is. */
    double distance() {
        return distance;
    }

    /**
     * Finds root {@code i} of k.
     *
     * @param reach ρzᵀz, how far beyond the last pole the last root may be
     */
    void find(int i, double reach) {
        int k = d.length;
        if (k == 1) {
            origin = 0;
            distance = reach;
            return;
        }
        boolean last = i == k - 1;
        int left = last ? k - 2 : i;
        double width = last ? reach : d[i + 1] - d[i];
        measureFrom(i);
        double w = evaluate(width / 2, left);
        // The constant that the poles beside the root are left with.
        double c = w - square(z[left]) / (gaps[left] - width / 2) - square(z[left + 1]) / (gaps[left + 1] - width / 2);
        double low = 0;
        double high = width;
        if (last) {
            // The root may be in either half, and there is one origin.
            if (w > 0) {
                high = width / 2;
            } else {
                low = width / 2;
            }
        } else if (w > 0) {
            high = width / 2;
        } else {
            measureFrom(i + 1);
            low = -width / 2;
            high = 0;
        }
        iterate(left, last, low, high, firstGuess(left, last, c));
    }

    private void measureFrom(int pole) {
        origin = pole;
        double from = d[pole];
        for (int j = 0; j < gaps.length; j++) {
            gaps[j] = d[j] - from;
        }
    }

    /**
     * The root of c and the two poles: c(g − τ)(h − τ) + z²(h − τ) + y²(g − τ) = 0, one of the gaps g and h being 0.
     */
    private double firstGuess(int left, boolean last, double c) {
        double g = gaps[left];
        double h = gaps[left + 1];
        double a = c * (g + h) + square(z[left]) + square(z[left + 1]);
        double b = c * g * h + square(z[left]) * h + square(z[left + 1]) * g;
        return zero(a, b, c, last);
    }

    /** The zero of cτ² − aτ + b that is between the poles, or beyond both. */
    private static double zero(double a, double b, double c, boolean beyond) {
        double root = Math.sqrt(Math.abs(a * a - 4 * b * c));
        if (beyond) {
            return a >= 0 ? (a + root) / (2 * c) : 2 * b / (a - root);
        }
        return a <= 0 ? (a - root) / (2 * c) : 2 * b / (a + root);
    }

    private void iterate(int left, boolean last, double from, double to, double guess) {
        double low = from;
        double high = to;
        double before = Double.POSITIVE_INFINITY;
        double tau = inside(guess, low, high) ? guess : (low + high) / 2;
        while (true) {
            double w = evaluate(tau, left);
            double slope = psiSlope + phiSlope;
            double rounding = 8 * (Math.abs(phi) + Math.abs(psi)) + 2 * inverseRho + Math.abs(tau) * slope;
            distance = tau;
            if (Math.abs(w) <= Math.ulp(1.0) / 2 * rounding) {
                return;
            }
            if (w < 0) {
                low = tau;
            } else {
                high = tau;
            }
            double next = (low + high) / 2;
            if (Math.abs(w) <= PROGRESS * before) {
                double step = step(w, slope, gaps[left] - tau, gaps[left + 1] - tau, last);
                next = inside(tau + step, low, high) ? tau + step : next;
            }
            if (!inside(next, low, high)) {
                return;
            }
            before = Math.abs(w);
            tau = next;
        }
    }

    private double step(double w, double slope, double left, double right, boolean last) {
        double c = w - left * psiSlope - right * phiSlope;
        double step = zero((left + right) * w - left * right * slope, left * right * w, last ? Math.abs(c) : c, last);
        return w * step < 0 ? step : -w / slope;
    }

    private static boolean inside(double value, double low, double high) {
        return value > low && value < high;
    }

    /** The sum at a distance from the origin, with ψ that of the poles up to {@code left}. */
    private double evaluate(double tau, int left) {
        for (int j = 0; j < ratios.length; j++) {
            ratios[j] = z[j] / (gaps[j] - tau);
        }
        sum(0, left + 1);
        psi = phi;
        psiSlope = phiSlope;
        sum(left + 1, ratios.length);
        return inverseRho + psi + phi;
    }

    /** Sums in four strands, which a processor adds side by side. */
    private void sum(int from, int to) {
        double[] y = z;
        double[] r = ratios;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        int j = from;
        for (; j + 3 < to; j += 4) {
            s0 += y[j] * r[j];
            t0 += r[j] * r[j];
            s1 += y[j + 1] * r[j + 1];
            t1 += r[j + 1] * r[j + 1];
            s2 += y[j + 2] * r[j + 2];
            t2 += r[j + 2] * r[j + 2];
            s3 += y[j + 3] * r[j + 3];
            t3 += r[j + 3] * r[j + 3];
        }
        for (; j < to; j++) {
            s0 += y[j] * r[j];
            t0 += r[j] * r[j];
        }
        phi = s0 + s1 + (s2 + s3);
        phiSlope = t0 + t1 + (t2 + t3);
    }

    private static double square(double value) {
        return value * value;
    }
}
