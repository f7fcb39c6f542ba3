package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * k* = m(X, x*) of n new inputs, as an {@link EigenBasis} knows it.
 *
 * @param coordinates n×r, k*ᵀQ
 * @param values n×T, k*ᵀ itself, if k* has a part outside the basis: the root of rounding in a low-rank basis, for an
 *     x* far from the others; otherwise n×0
 */
record CrossCovariance(Matrix coordinates, Matrix values) {
    /** That of a basis in which every k* lies. */
    static CrossCovariance inside(Matrix coordinates) {
        return new CrossCovariance(coordinates, Matrix.zeros(coordinates.rows(), 0));
    }
}
