package org.coregion.likelihood;

import java.util.Arrays;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * The definition, literally: U = M ⊗ K + N ⊗ Σ is formed, factorised and inverted, O((TD)³). N = I unless rows have
 * noise variances of their own. For audits and small problems, and the oracle that every fast path is held against.
 *
 * @param objective L = −½ log det U − vᵀU⁻¹v
 * @param noiseGradient ∂L/∂Σ = sum of the diagonal D×D blocks of −½U⁻¹ + wwᵀ, w = U⁻¹v, times n_t for each
 * @param coregionalizationGradient ∂L/∂K, D×D
 * @param kernelMatrixGradient ∂L/∂M, T×T
 */
public record DenseLikelihood(
        double objective, Matrix noiseGradient, Matrix coregionalizationGradient, Matrix kernelMatrixGradient) {

    /**
     * Evaluates the definition with N = I.
     *
     * @param kernelMatrix M, T×T
     * @param coregionalization K, D×D
     * @param noise Σ, D×D
     * @param outputs T×D, whose rows are the blocks of v: no mean is taken off
     * @throws org.coregion.InvalidInputException if U is not positive definite
     */
    public static DenseLikelihood evaluate(
            Matrix kernelMatrix, Matrix coregionalization, Matrix noise, Matrix outputs) {
        return evaluate(kernelMatrix, coregionalization, noise, ones(kernelMatrix.rows()), outputs);
    }

    /**
     * Evaluates the definition.
     *
     * @param kernelMatrix M, T×T
     * @param coregionalization K, D×D
     * @param noise Σ, D×D
     * @param relativeNoise the diagonal of N, T positive values
     * @param outputs T×D, whose rows are the blocks of v: no mean is taken off
     * @throws org.coregion.InvalidInputException if U is not positive definite
     */
    public static DenseLikelihood evaluate(
            Matrix kernelMatrix, Matrix coregionalization, Matrix noise, double[] relativeNoise, Matrix outputs) {
        int t = kernelMatrix.rows();
        int d = coregionalization.rows();
        Cholesky factor = Cholesky.of(
                jointCovariance(kernelMatrix, coregionalization, noise, relativeNoise), "joint covariance U");
        Matrix v = Matrix.wrap(t * d, 1, outputs.data().clone());
        Matrix w = factor.solve(v);
        // ∂L/∂U = −½ U⁻¹ + w wᵀ.
        Matrix adjoint = Products.multiplyTranspose(w, w).plus(-0.5, factor.solve(Matrix.identity(t * d)));
        return new DenseLikelihood(
                -factor.logDeterminant() / 2 - Products.transposeMultiply(v, w).get(0, 0),
                noiseGradient(adjoint, relativeNoise),
                coregionalizationGradient(adjoint, kernelMatrix, d),
                kernelMatrixGradient(adjoint, coregionalization, t));
    }

    /** U with N = I, TD×TD: block (t, u) is M[t, u]·K, and Σ is added to the diagonal blocks. */
    public static Matrix jointCovariance(Matrix kernelMatrix, Matrix coregionalization, Matrix noise) {
        return jointCovariance(kernelMatrix, coregionalization, noise, ones(kernelMatrix.rows()));
    }

    /** U = M ⊗ K + N ⊗ Σ, TD×TD: block (t, u) is M[t, u]·K, and n_t·Σ is added to the diagonal blocks. */
    public static Matrix jointCovariance(
            Matrix kernelMatrix, Matrix coregionalization, Matrix noise, double[] relativeNoise) {
        int t = kernelMatrix.rows();
        int d = coregionalization.rows();
        Matrix u = Matrix.zeros(t * d, t * d);
        for (int i = 0; i < t * d; i++) {
            for (int j = 0; j < t * d; j++) {
                double value = kernelMatrix.get(i / d, j / d) * coregionalization.get(i % d, j % d);
                u.set(i, j, i / d == j / d ? value + relativeNoise[i / d] * noise.get(i % d, j % d) : value);
            }
        }
        return u;
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The adjoint of Σ ↦ N ⊗ Σ: Σ_t n_t·(block (t, t)). */
    private static Matrix noiseGradient(Matrix adjoint, double[] relativeNoise) {
        int t = relativeNoise.length;
        Matrix gradient = Matrix.zeros(adjoint.rows() / t, adjoint.rows() / t);
        for (int k = 0; k < t; k++) {
            gradient = gradient.plus(relativeNoise[k], BlockDiagonal.block(adjoint, k, t));
        }
        return gradient;
    }

    /** The adjoint of K ↦ M ⊗ K: Σ_tu M[t, u]·(block (t, u)). */
    private static Matrix coregionalizationGradient(Matrix adjoint, Matrix kernelMatrix, int d) {
        Matrix gradient = Matrix.zeros(d, d);
        for (int i = 0; i < adjoint.rows(); i++) {
            for (int j = 0; j < adjoint.columns(); j++) {
                gradient.data()[(i % d) * d + j % d] += kernelMatrix.get(i / d, j / d) * adjoint.get(i, j);
            }
        }
        return gradient;
    }

    /** The adjoint of M ↦ M ⊗ K: element (t, u) is Σ_ij K[i, j]·(block (t, u))[i, j]. */
    private static Matrix kernelMatrixGradient(Matrix adjoint, Matrix coregionalization, int t) {
        int d = coregionalization.rows();
        Matrix gradient = Matrix.zeros(t, t);
        for (int i = 0; i < adjoint.rows(); i++) {
            for (int j = 0; j < adjoint.columns(); j++) {
                gradient.data()[(i / d) * t + j / d] += coregionalization.get(i % d, j % d) * adjoint.get(i, j);
            }
        }
        return gradient;
    }
}
