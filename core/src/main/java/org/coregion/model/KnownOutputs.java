package org.coregion.model;

import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Outputs at one point of which some are known: their density, and what they say about others. With the known ones
 * first, C = LLᵀ and u = L₁₁⁻¹ residual, the others lie L₂₁u from their means with covariance L₂₂L₂₂ᵀ, which no
 * rounding makes indefinite. O(D³).
 */
final class KnownOutputs {
    private final int known;
    private final Matrix lower;
    /** known×1: u. */
    private final Matrix scores;

    private KnownOutputs(int known, Matrix lower, Matrix scores) {
        this.known = known;
        this.lower = lower;
        this.scores = scores;
    }

    /**
     * Factorises the covariance of the outputs that are asked for.
     *
     * @param covariance D×D, positive definite on these outputs
     * @param residual D values less their means, of which those of the known outputs count
     * @param known which outputs are known
     * @param others which are not, but are of interest
     * @throws org.coregion.InvalidInputException if the covariance is not positive definite
     */
    static KnownOutputs of(Matrix covariance, double[] residual, int[] known, int[] others) {
        int[] order = new int[known.length + others.length];
        System.arraycopy(known, 0, order, 0, known.length);
        System.arraycopy(others, 0, order, known.length, others.length);
        Matrix lower = Cholesky.of(select(covariance, order, order), "predicted covariance of the outputs")
                .lower();
        Matrix own = Matrix.zeros(known.length, 1);
        for (int i = 0; i < known.length; i++) {
            own.set(i, 0, residual[known[i]]);
        }
        Matrix first = lower.rowsBetween(0, known.length).columns(0, known.length);
        return new KnownOutputs(known.length, lower, Cholesky.ofLower(first).solveLower(own));
    }

    /** The log density of the known outputs. */
    double logDensity() {
        double sum = known * Math.log(2 * Math.PI);
        for (int i = 0; i < known; i++) {
            sum += 2 * Math.log(lower.get(i, i)) + scores.get(i, 0) * scores.get(i, 0);
        }
        return -sum / 2;
    }

    /** How far the known outputs move the means of the others. */
    double[] shift() {
        return Products.multiply(lower.rowsBetween(known, lower.rows()).columns(0, known), scores)
                .data();
    }

    /** The covariance of the others, given the known ones. */
    Matrix covariance() {
        Matrix corner = lower.rowsBetween(known, lower.rows()).columns(known, lower.rows());
        return Products.multiplyTranspose(corner, corner);
    }

    /** Some rows and columns of a matrix, in this order. */
    static Matrix select(Matrix a, int[] rows, int[] columns) {
        Matrix result = Matrix.zeros(rows.length, columns.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                result.set(i, j, a.get(rows[i], columns[j]));
            }
        }
        return result;
    }
}
