package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * k vectors of length T, one per row, in two orthogonal parts. Immutable.
 *
 * @param inside k×r, their coordinates in a basis
 * @param outside k×T, what lies outside it; k×0 for a basis of all T dimensions
 */
record SplitRows(Matrix inside, Matrix outside) {
    /** No vectors. */
    static SplitRows none(int r) {
        return new SplitRows(Matrix.zeros(0, r), Matrix.zeros(0, 0));
    }

    /** The number of vectors. */
    int count() {
        return inside.rows();
    }

    /** The inner products with other vectors, k×k. */
    Matrix products(SplitRows other) {
        return Products.multiplyTranspose(inside, other.inside)
                .plus(1, Products.multiplyTranspose(outside, other.outside));
    }

    /** The same vectors with their coordinates times factors. */
    SplitRows scaled(double[] factors) {
        return new SplitRows(inside.scaledColumns(factors), outside);
    }

    /** Σ of the inner products of each vector with its like. */
    double inner(SplitRows other) {
        return Products.inner(inside, other.inside) + Products.inner(outside, other.outside);
    }

    /** For every coordinate, the sum of its squares over all vectors. */
    double[] squares() {
        double[] sums = new double[inside.columns()];
        for (int i = 0; i < inside.data().length; i++) {
            sums[i % sums.length] += inside.data()[i] * inside.data()[i];
        }
        return sums;
    }

    /** The sum of squares outside the basis. */
    double squareOutside() {
        return Arrays.stream(outside.data()).map(value -> value * value).sum();
    }
}
