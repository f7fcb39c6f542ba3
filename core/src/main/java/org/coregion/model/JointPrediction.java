package org.coregion.model;

import org.coregion.linalg.Matrix;

/** Gaussian predictions of k outputs at n inputs with all their covariances, in the units of the outputs. Immutable. */
public final class JointPrediction {
    /** n×k. */
    private final Matrix mean;
    /** nk×nk. */
    private final Matrix covariance;

    JointPrediction(Matrix mean, Matrix covariance) {
        this.mean = mean;
        this.covariance = covariance;
    }

    /** The number of inputs, n. */
    public int size() {
        return mean.rows();
    }

    /** The means: n×k, a copy. */
    public double[][] mean() {
        return mean.toArray();
    }

    /** The standard deviations: n×k. */
    public double[][] standardDeviation() {
        int k = mean.columns();
        double[][] result = new double[size()][k];
        for (int i = 0; i < mean.data().length; i++) {
            // Rounding may leave a variance that is 0 slightly below it.
            result[i / k][i % k] = Math.sqrt(Math.max(0, covariance.get(i, i)));
        }
        return result;
    }

    /**
     * The quantiles of each value by itself: n×k. Those at 0.025 and 0.975 are the ends of its 95 % intervals.
     *
     * @param probability of a smaller value, between 0 and 1
     * @throws org.coregion.InvalidInputException if it is not between 0 and 1
     */
    public double[][] quantile(double probability) {
        return StandardNormal.quantiles(mean(), standardDeviation(), probability);
    }

    /**
     * The covariances: nk×nk, a copy. The k outputs of an input stand side by side: output j at input i is at i·k + j,
     * both from 0.
     */
    public double[][] covariance() {
        return covariance.toArray();
    }
}
