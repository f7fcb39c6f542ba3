package org.coregion.covariance;

import org.coregion.linalg.Matrix;

/**
 * WWᵀ + Diag(own) near correlations, by principal factors: W from what the diagonal leaves, the diagonal from what W
 * leaves, in turn (Thomson 1934). The diagonals approach their limit in proportion, slowly where an output hardly
 * shares; every second step is therefore followed by a squared extrapolation of the two (Varadhan and Roland 2008).
 *
 * @param w D×R
 * @param own D variances
 */
record PrincipalFactors(Matrix w, double[] own) {
    /** Pairs of alternations between W and the diagonal, at most. */
    private static final int PAIRS = 200;

    /** An extrapolation may set back this much, as those that lead far do for a while. */
    private static final double MOST = 10;

    private static final double ROUNDING = 1e-16;

    /** @param least D variances that the diagonal has at least */
    static PrincipalFactors of(Matrix correlations, TrapezoidalFactor shape, double[] least) {
        double[] own = least.clone();
        double[] next = left(correlations, shape, least, own);
        double change = distance(own, next);
        for (int k = 0; k < PAIRS && change > ROUNDING; k++) {
            double[] second = left(correlations, shape, least, next);
            double[] far = extrapolated(own, next, second, least);
            double[] beyond = left(correlations, shape, least, far);
            boolean isUseful = distance(far, beyond) < MOST * distance(own, next);
            own = isUseful ? far : next;
            next = isUseful ? beyond : second;
            change = distance(own, next);
        }
        return new PrincipalFactors(shape.leading(correlations.plus(-1, Matrix.diagonal(next))), next);
    }

    /** What the W to a diagonal leaves of the variances. */
    private static double[] left(Matrix correlations, TrapezoidalFactor shape, double[] least, double[] own) {
        Matrix w = shape.leading(correlations.plus(-1, Matrix.diagonal(own)));
        double[] left = correlations.diagonal();
        for (int i = 0; i < left.length; i++) {
            for (double value : w.row(i)) {
                left[i] -= value * value;
            }
            left[i] = Math.max(least[i], left[i]);
        }
        return left;
    }

    /** x − 2αr + α²v with r the first step, v the second less the first, and α = −|r|/|v|, within [least, …). */
    private static double[] extrapolated(double[] x, double[] first, double[] second, double[] least) {
        double squaredR = 0;
        double squaredV = 0;
        for (int i = 0; i < x.length; i++) {
            double r = first[i] - x[i];
            double v = second[i] - 2 * first[i] + x[i];
            squaredR += r * r;
            squaredV += v * v;
        }
        double alpha = squaredV > 0 ? -Math.sqrt(squaredR / squaredV) : -1;
        double[] far = new double[x.length];
        for (int i = 0; i < far.length; i++) {
            double r = first[i] - x[i];
            double v = second[i] - 2 * first[i] + x[i];
            far[i] = Math.max(least[i], x[i] - 2 * alpha * r + alpha * alpha * v);
        }
        return far;
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
