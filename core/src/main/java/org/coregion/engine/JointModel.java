package org.coregion.engine;

import org.coregion.kernel.StateSpaceForm;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * All D outputs in one state, at one (K, Σ). With Σ = RRᵀ the outputs divided by R have noise of covariance I and
 * signals of covariance M ⊗ BBᵀ, BBᵀ = R⁻¹KR⁻ᵀ. Two states describe them:
 *
 * <ul>
 *   <li>r independent series of n states each, r the rank of K. The filter is theirs: a step adds I_r ⊗ Q, so that K is
 *       never inverted.
 *   <li>D series of n states each, B times those. The smoother's adjoints are theirs, since K matters in every
 *       direction for the gradient.
 * </ul>
 *
 * <p>State a of series k is number k·n + a. Immutable.
 *
 * @param form one series with unit variance
 * @param inputs T rows
 * @param table the steps between the rows
 * @param outputs T×D in ascending order of the input, NaN where one is missing
 * @param noise the factor R
 * @param loadings B, D×r
 */
record JointModel(
        StateSpaceForm form, SortedInputs inputs, StepTable table, Matrix outputs, Cholesky noise, Matrix loadings) {
    /**
     * The model at one (K, Σ).
     *
     * @param sigma Σ
     * @param w W, D×D: with P = RᵀW, R⁻¹KR⁻ᵀ = P·Diag(δ)·Pᵀ
     * @param delta δ
     */
    static JointModel of(
            StateSpaceForm form,
            SortedInputs inputs,
            StepTable table,
            Matrix outputs,
            Matrix sigma,
            Matrix w,
            double[] delta) {
        Cholesky noise = Cholesky.of(sigma, "noise covariance");
        Matrix p = Products.transposeMultiply(noise.lower(), w);
        int r = 0;
        for (double value : delta) {
            r += value > 0 ? 1 : 0;
        }
        Matrix b = Matrix.zeros(delta.length, r);
        int column = 0;
        for (int k = 0; k < delta.length; k++) {
            if (delta[k] > 0) {
                for (int i = 0; i < delta.length; i++) {
                    b.set(i, column, p.get(i, k) * Math.sqrt(delta[k]));
                }
                column++;
            }
        }
        return new JointModel(form, inputs, table, outputs, noise, b);
    }

    /** T. */
    int rows() {
        return outputs.rows();
    }

    /** D. */
    int outputCount() {
        return outputs.columns();
    }

    /** r. */
    int seriesCount() {
        return loadings.columns();
    }

    /** n. */
    int states() {
        return form.dimension();
    }

    /** (B ⊗ I)·x, from r·n values to D·n. */
    void load(double[] x, int from, double[] target) {
        int n = states();
        int r = seriesCount();
        double[] b = loadings.data();
        for (int i = 0; i < outputCount(); i++) {
            for (int a = 0; a < n; a++) {
                double sum = 0;
                for (int k = 0; k < r; k++) {
                    sum += b[i * r + k] * x[from + k * n + a];
                }
                target[i * n + a] = sum;
            }
        }
    }

    /** R⁻ᵀ·a·R⁻¹ of a symmetric D×D matrix: an adjoint or an inverse covariance, in outputs. */
    Matrix inOutputs(Matrix a) {
        return noise.solveUpper(noise.solveUpper(a).transpose());
    }
}
