package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/**
 * U_oo, the covariance of the n_o observed values, as a function of K, Σ and the kernel, with its pullbacks. Immutable.
 *
 * @param kernel m
 * @param inputs T×Q
 * @param matrix M, T×T
 * @param entries where the values are
 */
record ObservedCovariance(Kernel kernel, Matrix inputs, Matrix matrix, ObservedEntries entries) {
    /** The lower triangle of U_oo. */
    Matrix of(Matrix k, Matrix sigma) {
        int n = entries.count();
        Matrix u = Matrix.zeros(n, n);
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double signal =
                        matrix.get(entries.row(a), entries.row(b)) * k.get(entries.output(a), entries.output(b));
                boolean sameRow = entries.row(a) == entries.row(b);
                u.set(a, b, sameRow ? signal + sigma.get(entries.output(a), entries.output(b)) : signal);
            }
        }
        return u;
    }

    /**
     * The adjoint of K, D×D.
     *
     * @param adjoint n_o×n_o, A with dL = Σ A[a, b] dU_oo[a, b]
     */
    Matrix pullbackToSignal(Matrix adjoint) {
        int d = entries.outputs();
        Matrix gradient = Matrix.zeros(d, d);
        for (int a = 0; a < entries.count(); a++) {
            for (int b = 0; b < entries.count(); b++) {
                gradient.data()[entries.output(a) * d + entries.output(b)] +=
                        matrix.get(entries.row(a), entries.row(b)) * adjoint.get(a, b);
            }
        }
        return gradient;
    }

    /**
     * The adjoint of Σ, D×D.
     *
     * @param adjoint n_o×n_o, A with dL = Σ A[a, b] dU_oo[a, b]
     */
    Matrix pullbackToNoise(Matrix adjoint) {
        int d = entries.outputs();
        Matrix gradient = Matrix.zeros(d, d);
        for (int a = 0; a < entries.count(); a++) {
            for (int b = 0; b < entries.count(); b++) {
                if (entries.row(a) == entries.row(b)) {
                    gradient.data()[entries.output(a) * d + entries.output(b)] += adjoint.get(a, b);
                }
            }
        }
        return gradient;
    }

    /**
     * ∂L/∂ log kernel parameter.
     *
     * @param adjoint n_o×n_o, A with dL = Σ A[a, b] dU_oo[a, b]; only its symmetric part matters
     * @param k K
     */
    double[] pullbackToKernel(Matrix adjoint, Matrix k) {
        int t = matrix.rows();
        Matrix gradient = Matrix.zeros(t, t);
        for (int a = 0; a < entries.count(); a++) {
            for (int b = 0; b < entries.count(); b++) {
                double half = k.get(entries.output(a), entries.output(b)) * adjoint.get(a, b) / 2;
                gradient.data()[entries.row(a) * t + entries.row(b)] += half;
                gradient.data()[entries.row(b) * t + entries.row(a)] += half;
            }
        }
        return kernel.pullback(inputs, gradient);
    }
}
