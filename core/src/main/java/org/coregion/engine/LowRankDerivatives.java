package org.coregion.engine;

import java.util.List;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * Derivatives of a matrix of low rank: with its parameters its range turns, at a rate that does not vanish where the
 * rank is exact (a cosine), so that X_a counts. O(Tr) for a trace.
 *
 * @param inside D_a of every parameter
 * @param turns X_aᵀ of every parameter, T×r
 * @param backend who forms the products
 */
record LowRankDerivatives(DenseDerivatives inside, List<Matrix> turns, Backend backend) implements KernelDerivatives {
    @Override
    public int count() {
        return inside.count();
    }

    @Override
    public double[] diagonal(int a) {
        return inside.diagonal(a);
    }

    @Override
    public double inner(int a, int b, double[] h) {
        double[] left = turns.get(a).data();
        double[] right = turns.get(b).data();
        double sum = 0;
        for (int i = 0; i < left.length; i += h.length) {
            for (int k = 0; k < h.length; k++) {
                sum += left[i + k] * right[i + k] * h[k];
            }
        }
        return inside.inner(a, b, h) + 2 * sum;
    }

    @Override
    public SplitRows times(SplitRows vectors, int a) {
        if (vectors.outside().columns() == 0) {
            return inside.times(vectors, a);
        }
        return new SplitRows(
                inside.times(vectors, a).inside().plus(1, backend.multiply(vectors.outside(), turns.get(a))),
                backend.multiplyTranspose(vectors.inside(), turns.get(a)));
    }
}
