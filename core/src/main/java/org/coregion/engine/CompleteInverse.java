package org.coregion.engine;

import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * A = U⁻¹ as if nothing were missing: (Q ⊗ W) Diag(1/H) (Q ⊗ W)ᵀ, and I ⊗ WWᵀ on the complement of Q. Immutable.
 *
 * @param basis Q
 * @param w W, D×D
 * @param shrinkage D×r, 1/H
 */
record CompleteInverse(EigenBasis basis, Matrix w, Matrix shrinkage) {
    /** A·values, for T×cD values side by side: O(T²cD) in a full basis. */
    Matrix apply(Matrix values) {
        Matrix series = eachTimes(values, w);
        Matrix coordinates = basis.project(series);
        Matrix result = basis.expand(shrunk(coordinates));
        if (hasComplement()) {
            result = result.plus(1, outside(series));
        }
        return eachTimes(result, w.transpose());
    }

    /** The coordinates of any number of D series, a series a row, times their 1/H. */
    Matrix shrunk(Matrix coordinates) {
        Matrix result = coordinates.copy();
        int count = shrinkage.data().length;
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] *= shrinkage.data()[i % count];
        }
        return result;
    }

    /** The diagonal D×D blocks of A, each as a row: T×D². */
    Matrix blocks() {
        int d = w.rows();
        Matrix weights = shrinkage.copy();
        double complement = hasComplement() ? 1 : 0;
        for (int i = 0; i < weights.data().length; i++) {
            weights.data()[i] -= complement;
        }
        Matrix diagonals = basis.expandSquares(weights);
        Matrix blocks = Matrix.zeros(basis.size(), d * d);
        for (int t = 0; t < basis.size(); t++) {
            for (int a = 0; a < d; a++) {
                for (int b = 0; b < d; b++) {
                    double sum = 0;
                    for (int i = 0; i < d; i++) {
                        sum += w.get(a, i) * (diagonals.get(t, i) + complement) * w.get(b, i);
                    }
                    blocks.set(t, a * d + b, sum);
                }
            }
        }
        return blocks;
    }

    /** Whether Q has fewer columns than rows. */
    boolean hasComplement() {
        return shrinkage.columns() < basis.size();
    }

    /** (I − QQᵀ)·columns; what a first projection leaves in rounding, a second takes away. */
    Matrix outside(Matrix columns) {
        return outside(basis, columns);
    }

    /** The same for any basis. */
    static Matrix outside(EigenBasis basis, Matrix columns) {
        Matrix rest = columns.plus(-1, basis.expand(basis.project(columns)));
        return rest.plus(-1, basis.expand(basis.project(rest)));
    }

    /** Every D columns times a D×D matrix. */
    static Matrix eachTimes(Matrix values, Matrix factor) {
        int d = factor.rows();
        // The rows of values are the rows of all blocks one after another.
        Matrix blocks = Matrix.wrap(values.rows() * (values.columns() / d), d, values.data());
        return Matrix.wrap(
                values.rows(),
                values.columns(),
                Products.multiply(blocks, factor).data());
    }
}
