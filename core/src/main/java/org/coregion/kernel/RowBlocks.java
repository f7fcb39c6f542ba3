package org.coregion.kernel;

import java.util.function.BiFunction;
import org.coregion.linalg.Matrix;

/** Pullbacks a block of rows at a time, where intermediate matrices of all rows would take too much memory. */
final class RowBlocks {
    /** Elements of all intermediate matrices together, 8 MB. */
    private static final int ELEMENTS = 1 << 20;

    private RowBlocks() {}

    /**
     * The sum of the gradients of blocks of rows.
     *
     * @param left n×Q
     * @param adjoint n×k
     * @param matrices how many matrices as wide as the adjoint one block needs at once
     * @param parameters the length of the gradient
     * @param gradientOf from rows of {@code left} and their adjoint to their gradient
     */
    static double[] sum(
            Matrix left,
            Matrix adjoint,
            int matrices,
            int parameters,
            BiFunction<Matrix, Matrix, double[]> gradientOf) {
        double[] gradient = new double[parameters];
        int rows = Math.max(1, ELEMENTS / Math.max(1, matrices * adjoint.columns()));
        for (int from = 0; from < left.rows(); from += rows) {
            int to = Math.min(left.rows(), from + rows);
            double[] part = gradientOf.apply(left.rowsBetween(from, to), adjoint.rowsBetween(from, to));
            for (int i = 0; i < parameters; i++) {
                gradient[i] += part[i];
            }
        }
        return gradient;
    }
}
