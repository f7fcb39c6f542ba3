package org.coregion.engine;

import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;

/**
 * Generalised least squares of all outputs at once, β = N⁻¹XᵀŨ⁻¹y with the normal matrix N = XᵀŨ⁻¹X. Immutable.
 *
 * @param factor the Cholesky factor of N
 * @param coefficients β, one row per term
 */
record LeastSquares(Cholesky factor, Matrix coefficients) {
    /**
     * The estimate.
     *
     * @param normal N
     * @param right XᵀŨ⁻¹y
     * @throws org.coregion.InvalidInputException if N is not positive definite
     */
    static LeastSquares of(Matrix normal, Matrix right) {
        Cholesky factor = Cholesky.of(normal, "normal matrix of the mean");
        return new LeastSquares(factor, factor.solve(right));
    }

    /** log det N. */
    double logDeterminant() {
        return factor.logDeterminant();
    }

    /** N⁻¹. */
    Matrix covariance() {
        return factor.solve(Matrix.identity(coefficients.rows()));
    }

    /** One column per term, times N^(−½): their squares sum up to columns·N⁻¹·columnsᵀ. */
    Matrix normalized(Matrix columns) {
        return factor.solveLower(columns.transpose()).transpose();
    }
}
