package org.coregion.engine;

import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;

/**
 * Solves the D whitened series of one data set. Mutable: {@link #solve} sets the state that every other method speaks
 * of, and allocates nothing of size T.
 */
public interface SeriesSolver {
    /**
     * Solves B_d z_d = residual of series d for every d, where the series are the columns of outputs·W, and the mean of
     * each series is taken off by generalised least squares.
     *
     * @param w D×D, the whitening matrix W
     * @param delta D eigenvalues δ ≥ 0
     */
    default SeriesStatistics solve(Matrix w, double[] delta) {
        return solve(w, delta, SeriesMeanRule.LEAST_SQUARES);
    }

    /**
     * The same with a mean whose coefficients a rule says; not for the restricted likelihood, which knows none but
     * those of least squares.
     *
     * @param w D×D, the whitening matrix W
     * @param delta D eigenvalues δ ≥ 0
     */
    SeriesStatistics solve(Matrix w, double[] delta, SeriesMeanRule rule);

    /** z = B_d⁻¹ residual, one column per series: T×D. */
    Matrix solution();

    /** The diagonals of every B_d⁻¹, one column per series: T×D. */
    Matrix inverseDiagonal();

    /** The normal matrices of the mean, ΦᵀB_d⁻¹Φ of every series, P×P and factorised: not a copy. */
    Cholesky[] normalMatrices();

    /** Traces of products of the inverses of every two series, as if the mean were known. */
    SeriesInformation information();

    /**
     * Traces of products of all parameters' derivatives, for the likelihood or the restricted one.
     *
     * @throws org.coregion.InvalidInputException if the matrices that the engine needs for it do not fit in the heap
     */
    KernelInformation kernelInformation();

    /**
     * ∂L/∂ log kernel parameter of L = −½ Σ_d log det B_d − Σ_d r_dᵀB_d⁻¹r_d, less ½ Σ_d log det ΦᵀB_d⁻¹Φ for the
     * restricted likelihood, in the order of {@link org.coregion.kernel.Kernel#logParameters()}.
     */
    double[] kernelGradient();

    /** What the series say about new inputs, n×Q. */
    SeriesPrediction predict(Matrix newInputs);
}
