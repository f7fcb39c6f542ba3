package org.coregion.engine;

import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Generalised least squares of all outputs at once, β = N⁻¹XᵀŨ⁻¹y with the normal matrix N = XᵀŨ⁻¹X. Immutable.
 *
 * @param factor the Cholesky factor of N
 * @param coefficients β, or what a rule puts in its place, one row per term
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

    /** The same with the coefficients that a rule says. */
    LeastSquares under(MeanRule rule, HeterotopicMean mean) {
        if (rule == MeanRule.LEAST_SQUARES) {
            return this;
        }
        Matrix normal = Products.multiplyTranspose(factor.lower(), factor.lower());
        Matrix chosen = rule.coefficients(mean.coefficients(coefficients.data()), mean.pairs(normal));
        return new LeastSquares(factor, mean.values(chosen));
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

    /**
     * The residual, and for the restricted likelihood XN^(−½), as sums of the outputs and the terms.
     *
     * @return (1 + terms)×(1 + k)
     */
    Matrix residuals(boolean restricted) {
        int terms = coefficients.rows();
        Matrix restriction = restricted ? normalized(Matrix.identity(terms)) : Matrix.zeros(terms, 0);
        Matrix result = Matrix.zeros(1 + terms, 1 + restriction.columns());
        result.set(0, 0, 1);
        for (int j = 0; j < terms; j++) {
            result.set(1 + j, 0, -coefficients.get(j, 0));
            for (int k = 0; k < restriction.columns(); k++) {
                result.set(1 + j, 1 + k, restriction.get(j, k));
            }
        }
        return result;
    }
}
