package org.coregion.model;

import org.coregion.linalg.Matrix;

/** How the covariance of D outputs at one point is stored as a row of numbers. Immutable. */
interface CovarianceLayout {
    /** D. */
    int outputs();

    /** The D variances. */
    double[] variances(double[] stored);

    /** The covariance, D×D. */
    Matrix covariance(double[] stored);

    /** The log density of all D outputs, given how far they lie from their means. */
    double logDensity(double[] residual, double[] stored);
}
