package org.coregion.optim;

import java.util.function.UnaryOperator;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;

/** Multiplies by the inverse of an information matrix, made definite where the data say nothing. */
final class InverseInformation implements UnaryOperator<double[]> {
    /** Information below this share of the mean is not relied on: the step there would be far too long. */
    private static final double LEAST = 1e-3;

    /** What is added to the diagonal once that is scaled to 1. */
    private static final double RIDGE = 1e-6;

    /** The inverse square roots of the diagonal. */
    private final double[] scale;

    private final Cholesky factor;

    /** @param information n×n, positive semidefinite */
    InverseInformation(Matrix information) {
        int n = information.rows();
        double[] diagonal = information.diagonal();
        double mean = 0;
        for (double value : diagonal) {
            mean += value / n;
        }
        scale = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = 1 / Math.sqrt(diagonal[i] + LEAST * mean + Double.MIN_NORMAL);
        }
        Matrix scaled = information.scaled(scale, scale);
        for (int i = 0; i < n; i++) {
            scaled.set(i, i, 1 + RIDGE);
        }
        factor = Cholesky.of(scaled, "expected information");
    }

    @Override
    public double[] apply(double[] vector) {
        return Vectors.product(scale, factor.solve(Vectors.product(scale, vector)));
    }
}
