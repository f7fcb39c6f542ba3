package org.coregion.kernel;

import org.coregion.linalg.Matrix;

/** How far the inputs reach, which is where lengthscales and periods start. */
final class InputRanges {
    private InputRanges() {}

    /** Largest minus smallest value of each column. */
    static double[] of(Matrix inputs) {
        double[] ranges = new double[inputs.columns()];
        for (int q = 0; q < ranges.length; q++) {
            double min = inputs.get(0, q);
            double max = min;
            for (int t = 1; t < inputs.rows(); t++) {
                min = Math.min(min, inputs.get(t, q));
                max = Math.max(max, inputs.get(t, q));
            }
            ranges[q] = max - min;
        }
        return ranges;
    }
}
