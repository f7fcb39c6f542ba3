package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * Solves heterotopic data, T×D outputs of which some are missing, at any (K, Σ). The D outputs do not become
 * independent series here, so everything is in their own coordinates. Immutable.
 */
public interface HeterotopicSolver {
    /**
     * Factorises the covariance of the observed outputs and takes the mean off by generalised least squares.
     *
     * @param coregionalization K, D×D positive semidefinite
     * @param noise Σ, D×D positive definite
     * @param w D×D, the whitening matrix W of the two: WᵀΣW = I
     * @param delta D eigenvalues δ ≥ 0: WᵀKW = Diag(δ)
     */
    default HeterotopicSolution solve(Matrix coregionalization, Matrix noise, Matrix w, double[] delta) {
        return solve(coregionalization, noise, w, delta, MeanRule.LEAST_SQUARES);
    }

    /**
     * The same with a mean whose coefficients a rule says, NaN standing for what an output without any value has none
     * of; not for the restricted likelihood, which knows none but those of least squares.
     *
     * @param coregionalization K, D×D positive semidefinite
     * @param noise Σ, D×D positive definite
     * @param w D×D, the whitening matrix W of the two: WᵀΣW = I
     * @param delta D eigenvalues δ ≥ 0: WᵀKW = Diag(δ)
     */
    HeterotopicSolution solve(Matrix coregionalization, Matrix noise, Matrix w, double[] delta, MeanRule rule);

    /**
     * The expected information at a (K, Σ), by the covariance of the observed values whatever the engine: O(n_o³) for
     * each parameter.
     *
     * @param coregionalization K, D×D positive semidefinite
     * @param noise Σ, D×D positive definite
     * @throws org.coregion.InvalidInputException if matrices of that size do not fit in the heap
     */
    HeterotopicInformation information(Matrix coregionalization, Matrix noise);
}
