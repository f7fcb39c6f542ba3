package org.coregion.kernel;

import org.coregion.linalg.Matrix;

/**
 * A kernel of one input as a linear Gaussian state-space model (Hartikainen and Särkkä 2010): f(x) is the first of n
 * states with stationary covariance P∞, and over a distance a the states go to Φ(a)·states + noise of covariance Q(a) =
 * P∞ − Φ(a)P∞Φ(a)ᵀ. Then m(x, x′) = (Φ(|x − x′|)P∞)[0, 0], and what costs O(T³) for any kernel costs O(T).
 *
 * <p>States are scaled to be free of units, so that P∞ is of order 1 whatever the lengthscale. Every n×n array is
 * stored row by row.
 */
public interface StateSpaceForm {
    /** The number of states, n. */
    int dimension();

    /** P∞, n×n positive definite; its first element is m(x, x). */
    Matrix stationaryCovariance();

    /** Whether the states turn without noise: P∞ = I, Φ is orthogonal, C = I and d = 0. */
    default boolean isRotation() {
        return false;
    }

    /**
     * Fills in the step over a distance, accurate to rounding however short it is: C and d with Q = C·Diag(d)·Cᵀ rather
     * than Q, whose elements differ by orders of magnitude.
     *
     * @param distance ≥ 0, in the units of the input
     * @param transition Φ, n×n
     * @param factor C, n×n
     * @param weights d, n values ≥ 0
     */
    void step(double distance, double[] transition, double[] factor, double[] weights);

    /**
     * Adds to the gradient what a step contributes.
     *
     * @param distance ≥ 0, in the units of the input
     * @param transitionAdjoint n×n, A with dL = Σ A[i, j] dΦ[i, j]
     * @param noiseAdjoint n×n symmetric, A with dL = Σ A[i, j] dQ[i, j]
     * @param gradient ∂L/∂ log parameter, in the order of {@link Kernel#logParameters()}
     */
    void pullback(double distance, double[] transitionAdjoint, double[] noiseAdjoint, double[] gradient);

    /**
     * Adds to the gradient what the stationary covariance contributes.
     *
     * @param adjoint n×n symmetric, A with dL = Σ A[i, j] dP∞[i, j]
     * @param gradient ∂L/∂ log parameter, in the order of {@link Kernel#logParameters()}
     */
    void pullbackStationary(double[] adjoint, double[] gradient);
}
