package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * Which coefficients the mean has, where they need not be those of generalised least squares: given ones, or the best
 * within bounds. For given covariances the log density of the outputs is a quadratic in the coefficients, −½(β −
 * β̂)ᵀN(β − β̂) and a constant, so that β̂ and N are all that a rule needs. Where β maximises something with the
 * likelihood, the gradients at β as if it were given are those of the maximum (envelope theorem).
 */
@FunctionalInterface
public interface MeanRule {
    /** The coefficients of generalised least squares. */
    MeanRule LEAST_SQUARES = (leastSquares, precision) -> leastSquares;

    /**
     * The coefficients, P×D.
     *
     * @param leastSquares β̂, P×D
     * @param precision N, PD×PD, the D outputs of a function side by side
     */
    Matrix coefficients(Matrix leastSquares, Matrix precision);
}
