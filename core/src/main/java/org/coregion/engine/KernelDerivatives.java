package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * dM_a for every log kernel parameter a, as an eigenbasis of M sees it, in the parts that traces of products are made
 * of: D_a = QᵀdM_aQ, r×r, and X_a = QᵀdM_a(I − QQᵀ), which is 0 for a basis that does not move outside itself. Between
 * vectors that are both outside, dM_a is 0. Immutable.
 */
interface KernelDerivatives {
    /** The number of parameters. */
    int count();

    /** The diagonal of D_a, r values. */
    double[] diagonal(int a);

    /** tr(C dM_a C dM_b) with C = Q Diag(h) Qᵀ + (I − QQᵀ). */
    double inner(int a, int b, double[] h);

    /** dM_a times every one of the vectors. */
    SplitRows times(SplitRows vectors, int a);

    /** Nothing, outside a basis that {@code vectors} may leave. */
    static Matrix nothingOutside(SplitRows vectors) {
        return Matrix.zeros(vectors.outside().rows(), vectors.outside().columns());
    }
}
