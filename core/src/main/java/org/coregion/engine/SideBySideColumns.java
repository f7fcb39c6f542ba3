package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * Right-hand sides of D columns each, side by side. Immutable.
 *
 * @param values T×cD in the original order
 * @param order the original row of every sorted one
 * @param outputs D
 */
record SideBySideColumns(Matrix values, int[] order, int outputs) implements RowColumns {
    @Override
    public int count() {
        return values.columns() / outputs;
    }

    @Override
    public void fill(int t, double[] target) {
        int c = count();
        int from = order[t] * values.columns();
        for (int j = 0; j < c; j++) {
            for (int i = 0; i < outputs; i++) {
                target[i * c + j] = values.data()[from + j * outputs + i];
            }
        }
    }
}
