package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * The outputs, then the terms of their mean, each a function of one output. Immutable.
 *
 * @param outputs T×D in ascending order of the input
 * @param basis T×P in the same order
 * @param mean the terms
 */
record DesignColumns(Matrix outputs, Matrix basis, HeterotopicMean mean) implements RowColumns {
    @Override
    public int count() {
        return 1 + mean.size();
    }

    @Override
    public void fill(int t, double[] target) {
        int d = outputs.columns();
        int c = count();
        Arrays.fill(target, 0);
        for (int i = 0; i < d; i++) {
            target[i * c] = outputs.data()[t * d + i];
        }
        for (int j = 0; j < mean.size(); j++) {
            target[mean.output(j) * c + 1 + j] = basis.data()[t * basis.columns() + mean.function(j)];
        }
    }
}
