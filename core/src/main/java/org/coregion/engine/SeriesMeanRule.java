package org.coregion.engine;

import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;

/** A {@link MeanRule} in terms of the whitened series, which are independent. */
@FunctionalInterface
public interface SeriesMeanRule {
    /** The coefficients of generalised least squares. */
    SeriesMeanRule LEAST_SQUARES = (leastSquares, normals) -> leastSquares;

    /**
     * The coefficients, P×D.
     *
     * @param leastSquares P×D, those of generalised least squares of every series
     * @param normals ΦᵀB_d⁻¹Φ of every series, P×P and factorised: not a copy
     */
    Matrix coefficients(Matrix leastSquares, Cholesky[] normals);
}
