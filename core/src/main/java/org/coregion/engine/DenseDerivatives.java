package org.coregion.engine;

import java.util.List;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * Derivatives whose r×r elements are all known: O(r²) for a trace.
 *
 * @param matrices D_a of every parameter, symmetric
 * @param backend who forms the products
 */
record DenseDerivatives(List<Matrix> matrices, Backend backend) implements KernelDerivatives {
    @Override
    public int count() {
        return matrices.size();
    }

    @Override
    public double[] diagonal(int a) {
        return matrices.get(a).diagonal();
    }

    @Override
    public double inner(int a, int b, double[] h) {
        double[] left = matrices.get(a).data();
        double[] right = matrices.get(b).data();
        int r = h.length;
        double sum = 0;
        for (int j = 0; j < r; j++) {
            double row = 0;
            for (int k = 0; k < r; k++) {
                row += left[j * r + k] * right[j * r + k] * h[k];
            }
            sum += h[j] * row;
        }
        return sum;
    }

    @Override
    public SplitRows times(SplitRows vectors, int a) {
        return new SplitRows(
                backend.multiply(vectors.inside(), matrices.get(a)), KernelDerivatives.nothingOutside(vectors));
    }
}
