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

    /**
     * The covariances: nk×nk, a copy. The k outputs of an input stand side by side: output j at input i is at i·k + j,
     * both from 0.
     */
    public double[][] covariance() {
        return covariance.toArray();
    }
}
