package org.coregion.model;

import java.util.Arrays;
import org.coregion.engine.Engine;
import org.coregion.engine.SeriesSolver;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;

/**
 * What complete data leaves uncertain of its mean. Of every series the P coefficients are estimated with the covariance
 * (ΦᵀB_d⁻¹Φ)⁻¹ = (L_dL_dᵀ)⁻¹; of these errors, made independent and of unit size, a prediction keeps the share
 *
 * <pre>
 *   (φ* − δ_d k*ᵀB_d⁻¹Φ) L_d⁻ᵀ = φ*L_d⁻ᵀ − δ_d k*ᵀF_d,      F_d = B_d⁻¹ΦL_d⁻ᵀ
 * </pre>
 *
 * <p>with which the other errors do not correlate (Matheron 1969). With P_d = B_d⁻¹ − F_dF_dᵀ in place of B_d⁻¹ the
 * formulas of a known mean hold for an estimated one (Dubrule 1983). Immutable; O(TDP) numbers.
 */
final class SeriesMeanErrors {
    private final Engine engine;
    private final MeanDesign design;
    private final double[] delta;
    /** L_d. */
    private final Cholesky[] normals;
    /** T×DP: the columns of F_d, series by series. */
    private final Matrix weights;

    private SeriesMeanErrors(Engine engine, MeanDesign design, double[] delta, Cholesky[] normals, Matrix weights) {
        this.engine = engine;
        this.design = design;
        this.delta = delta;
        this.normals = normals;
        this.weights = weights;
    }

    /**
     * Solves for the F_d: P right-hand sides of every series.
     *
     * @param normals ΦᵀB_d⁻¹Φ of every series, factorised
     */
    static SeriesMeanErrors of(Engine engine, MeanDesign design, double[] delta, Cholesky[] normals) {
        int p = design.size();
        Matrix phi = design.basis();
        Matrix weights = Matrix.zeros(phi.rows(), delta.length * p);
        if (p > 0) {
            SeriesSolver solver = engine.solver(phi, Matrix.zeros(phi.rows(), 0));
            for (int d = 0; d < delta.length; d++) {
                double[] repeated = new double[p];
                Arrays.fill(repeated, delta[d]);
                solver.solve(normals[d].solveUpper(Matrix.identity(p)), repeated);
                double[] own = solver.solution().data();
                for (int t = 0; t < phi.rows(); t++) {
                    System.arraycopy(own, t * p, weights.data(), t * weights.columns() + d * p, p);
                }
            }
        }
        return new SeriesMeanErrors(engine, design, delta, normals, weights);
    }

    /** The shares at new inputs, n×Q: n×DP. */
    Matrix at(Matrix newInputs) {
        int p = design.size();
        if (p == 0) {
            return Matrix.zeros(newInputs.rows(), 0);
        }
        Matrix phi = design.at(newInputs).transpose();
        Matrix sums = engine.kernelSums(newInputs, weights);
        Matrix result = Matrix.zeros(newInputs.rows(), sums.columns());
        for (int d = 0; d < delta.length; d++) {
            Matrix own = normals[d].solveLower(phi);
            for (int i = 0; i < result.rows(); i++) {
                for (int j = 0; j < p; j++) {
                    result.set(i, d * p + j, own.get(j, i) - delta[d] * sums.get(i, d * p + j));
                }
            }
        }
        return result;
    }

    /** The variances that these shares add to every series: n×D. */
    Matrix variances(Matrix newInputs) {
        return squares(at(newInputs));
    }

    /** The diagonals of every F_dF_dᵀ, T×D: what the mean takes from those of B_d⁻¹. */
    Matrix inverseDiagonal() {
        return squares(weights);
    }

    /** The sums of the squares of each series' P columns: from n×DP to n×D. */
    private Matrix squares(Matrix columns) {
        int p = design.size();
        Matrix result = Matrix.zeros(columns.rows(), delta.length);
        for (int i = 0; i < columns.data().length; i++) {
            result.data()[i / p] += columns.data()[i] * columns.data()[i];
        }
        return result;
    }
}
