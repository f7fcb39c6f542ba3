package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * The T side of the likelihood: what depends on the inputs and their kernel, and not on the outputs' covariances.
 * Immutable; the expensive work is done when it is made.
 *
 * <p>After whitening by the noise (see {@code OutputSpectrum} of the likelihood package) the D outputs become D
 * independent series, series d with covariance B_d = δ_d M + I. An engine solves such series.
 */
public interface Engine {

    /**
     * A solver for these outputs, with a workspace of its own: one per thread.
     *
     * @param outputs T×D, not whitened
     * @param basis T×P, the mean's basis functions at the observations; P = 0 for a zero mean
     */
    SeriesSolver solver(Matrix outputs, Matrix basis);
}
