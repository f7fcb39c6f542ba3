package org.coregion.optim;

import java.util.function.UnaryOperator;
import org.coregion.linalg.Matrix;

/**
 * Multiplies by the inverse of [C H; Hᵀ I], by elimination of the block I, which is known to be positive definite.
 * Where the curvature S = C − H I⁻¹ Hᵀ that is left for the first block is not, the sums of its rows' absolute values
 * take its place, so that the whole is definite.
 */
final class BorderedInverse implements UnaryOperator<double[]> {
    private final UnaryOperator<double[]> inner;
    /** p rows of H. */
    private final double[][] border;
    /** p rows of H I⁻¹. */
    private final double[][] solved;

    private final InverseInformation schur;

    /**
     * The inverse of the whole.
     *
     * @param corner C, p×p
     * @param border p rows of H
     * @param inner multiplies by I⁻¹
     */
    BorderedInverse(Matrix corner, double[][] border, UnaryOperator<double[]> inner) {
        this.inner = inner;
        this.border = border;
        int p = border.length;
        this.solved = new double[p][];
        Matrix left = Matrix.zeros(p, p);
        for (int i = 0; i < p; i++) {
            solved[i] = inner.apply(border[i]);
            for (int j = 0; j <= i; j++) {
                double element = (corner.get(i, j) + corner.get(j, i)) / 2 - Vectors.dot(border[j], solved[i]);
                left.set(i, j, element);
                left.set(j, i, element);
            }
        }
        this.schur = new InverseInformation(dominant(left));
    }

    @Override
    public double[] apply(double[] vector) {
        int p = border.length;
        double[] rest = new double[vector.length - p];
        System.arraycopy(vector, p, rest, 0, rest.length);
        double[] u = inner.apply(rest);
        double[] first = new double[p];
        for (int i = 0; i < p; i++) {
            first[i] = vector[i] - Vectors.dot(border[i], u);
        }
        first = schur.apply(first);
        for (int i = 0; i < p; i++) {
            u = Vectors.plus(u, -first[i], solved[i]);
        }
        return Vectors.concat(first, u);
    }

    /** The matrix itself if its diagonal dominates, which makes it definite; else a diagonal one that does. */
    private static Matrix dominant(Matrix s) {
        double[] sums = new double[s.rows()];
        boolean isDominant = true;
        for (int i = 0; i < s.rows(); i++) {
            for (int j = 0; j < s.rows(); j++) {
                sums[i] += Math.abs(s.get(i, j));
            }
            isDominant &= 2 * s.get(i, i) > sums[i];
        }
        return isDominant ? s : Matrix.diagonal(sums);
    }
}
