package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/** Sums of right-hand sides. Its workspace is that of one thread. */
final class CombinedColumns implements RowColumns {
    private final RowColumns columns;
    /** c×k, a column per sum. */
    private final Matrix combination;

    private final int outputs;
    private final double[] values;

    /** @param outputs D */
    CombinedColumns(RowColumns columns, Matrix combination, int outputs) {
        this.columns = columns;
        this.combination = combination;
        this.outputs = outputs;
        this.values = new double[outputs * combination.rows()];
    }

    @Override
    public int count() {
        return combination.columns();
    }

    @Override
    public void fill(int t, double[] target) {
        int c = combination.rows();
        int k = combination.columns();
        columns.fill(t, values);
        Arrays.fill(target, 0);
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < c; j++) {
                for (int l = 0; l < k; l++) {
                    target[i * k + l] += values[i * c + j] * combination.data()[j * k + l];
                }
            }
        }
    }
}
