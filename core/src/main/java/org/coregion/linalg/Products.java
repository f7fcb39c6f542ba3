package org.coregion.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Products of small matrices, on one thread; those of size T are the {@link Backend}'s. */
public final class Products {
    private Products() {}

    /** A·B. */
    public static Matrix multiply(Matrix a, Matrix b) {
        Matrix result = Matrix.zeros(a.rows(), b.columns());
        multiply(a, b, result);
        return result;
    }

    /** A·B into {@code result}, which must be neither A nor B. */
    public static void multiply(Matrix a, Matrix b, Matrix result) {
        CommonOps_DDRM.mult(ejml(a), ejml(b), ejml(result));
    }

    /** C + A·B, in place of C. */
    public static void add(Matrix a, Matrix b, Matrix c) {
        RowProducts.add(a, b, c, 1);
    }

    /** Aᵀ·B. */
    public static Matrix transposeMultiply(Matrix a, Matrix b) {
        Matrix result = Matrix.zeros(a.columns(), b.columns());
        CommonOps_DDRM.multTransA(ejml(a), ejml(b), ejml(result));
        return result;
    }

    /** A·Bᵀ. */
    public static Matrix multiplyTranspose(Matrix a, Matrix b) {
        Matrix result = Matrix.zeros(a.rows(), b.rows());
        CommonOps_DDRM.multTransB(ejml(a), ejml(b), ejml(result));
        return result;
    }

    /** (A⊙A)·Bᵀ, A's elements squared. */
    public static Matrix squaresMultiplyTranspose(Matrix a, Matrix b) {
        Matrix result = Matrix.zeros(a.rows(), b.rows());
        int n = a.columns();
        double[] q = a.data();
        double[] w = b.data();
        for (int i = 0; i < a.rows(); i++) {
            for (int k = 0; k < b.rows(); k++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += q[i * n + j] * q[i * n + j] * w[k * n + j];
                }
                result.set(i, k, sum);
            }
        }
        return result;
    }

    /** Σ a[i, j]·b[i, j]; for symmetric matrices tr(AB). */
    public static double inner(Matrix a, Matrix b) {
        double sum = 0;
        for (int i = 0; i < a.data().length; i++) {
            sum += a.data()[i] * b.data()[i];
        }
        return sum;
    }

    /** An EJML view of the same values. */
    static DMatrixRMaj ejml(Matrix matrix) {
        return DMatrixRMaj.wrap(matrix.rows(), matrix.columns(), matrix.data());
    }
}
