package org.coregion.linalg;

import java.util.Arrays;
import org.coregion.NumericalFailureException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The backend that is always there: EJML, in Java.
 *
 * <p>EJML's eigensolver gives up on some semidefinite matrices with many equal eigenvalues, so A + I is decomposed and
 * the shift taken off again: that fails on none of the known cases, and is faster and closer to orthogonal besides.
 */
final class EjmlBackend implements Backend {
    private final int threads;

    EjmlBackend(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "ejml";
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public double[] symmetricEigen(Matrix a, String name) {
        int n = a.rows();
        for (int i = 0; i < n; i++) {
            a.set(i, i, a.get(i, i) + 1);
        }
        EigenDecomposition_F64<DMatrixRMaj> solver = DecompositionFactory_DDRM.eig(n, true, true);
        if (!solver.decompose(Products.ejml(a))) {
            throw new NumericalFailureException(
                    "The symmetric eigensolver did not converge on the " + name + " (" + n + "×" + n + ").");
        }
        double[] values = new double[n];
        for (int k = 0; k < n; k++) {
            values[k] = solver.getEigenvalue(k).getReal() - 1;
            System.arraycopy(solver.getEigenVector(k).data, 0, a.data(), k * n, n);
        }
        return values;
    }

    @Override
    public Matrix multiply(Matrix a, Matrix b) {
        return Products.multiply(a, b);
    }

    @Override
    public Matrix transposeMultiply(Matrix a, Matrix b) {
        return Products.transposeMultiply(a, b);
    }

    @Override
    public Matrix multiplyTranspose(Matrix a, Matrix b) {
        return Products.multiplyTranspose(a, b);
    }

    @Override
    public void addGram(Matrix a, double[] weights, Matrix c) {
        double[] ones = new double[a.rows()];
        Arrays.fill(ones, 1);
        Matrix product = Products.multiplyTranspose(a.scaled(ones, weights), a);
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j <= i; j++) {
                double sum = c.get(i, j) + product.get(i, j);
                c.set(i, j, sum);
                c.set(j, i, sum);
            }
        }
    }
}
