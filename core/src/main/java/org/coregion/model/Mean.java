package org.coregion.model;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/** The form of the mean function: basis functions of the inputs, each output with coefficients of its own. */
public enum Mean {
    /** No mean: the outputs are deviations already. */
    ZERO,
    /** A constant per output. */
    CONSTANT;

    /** The basis functions at the inputs: one row per input, one column per function. */
    public Matrix basis(Matrix inputs) {
        int n = inputs.rows();
        double[] ones = new double[this == CONSTANT ? n : 0];
        Arrays.fill(ones, 1);
        return Matrix.wrap(n, this == CONSTANT ? 1 : 0, ones);
    }
}
