package org.coregion.linalg;

import org.coregion.NumericalFailureException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.eig.symm.SymmetricQREigenHelper_DDRM;
import org.ejml.dense.row.decomposition.eig.symm.SymmetricQrAlgorithm_DDRM;
import org.ejml.dense.row.decomposition.hessenberg.TridiagonalDecompositionHouseholder_DDRM;
import org.ejml.dense.row.decomposition.hessenberg.TridiagonalDecomposition_DDRB_to_DDRM;
import org.ejml.interfaces.decomposition.TridiagonalSimilarDecomposition_F64;

/**
 * The backend that is always there: EJML, in Java.
 *
 * <p>EJML's eigensolver gives up on some semidefinite matrices with many equal eigenvalues, so A + I is decomposed and
 * the shift taken off again: that fails on none of the known cases, and is faster and closer to orthogonal besides. Its
 * steps are called one by one, on one thread, which saves a copy of the eigenvectors: beside the matrix itself they
 * take n², and three times that where it works by blocks.
 */
final class EjmlBackend implements Backend {
    /** Columns of a result from which sums of rows are faster than inner products. */
    private static final int WIDE = 32;

    /** Size from which the tridiagonal form by blocks is faster; EJML itself changes at 1800. */
    private static final int BLOCKED = 1000;

    private final int threads;

    EjmlBackend(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return BackendChoice.EJML;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public int matricesOnHeap() {
        return 4;
    }

    @Override
    public double[] symmetricEigen(Matrix a, String name) {
        int n = a.rows();
        for (int i = 0; i < n; i++) {
            a.set(i, i, a.get(i, i) + 1);
        }
        TridiagonalSimilarDecomposition_F64<DMatrixRMaj> tridiagonal = n < BLOCKED
                ? new TridiagonalDecompositionHouseholder_DDRM()
                : new TridiagonalDecomposition_DDRB_to_DDRM();
        SymmetricQREigenHelper_DDRM state = new SymmetricQREigenHelper_DDRM();
        SymmetricQrAlgorithm_DDRM iteration = new SymmetricQrAlgorithm_DDRM(state);
        double[] diagonal = new double[n];
        double[] offDiagonal = new double[n];
        boolean converged = tridiagonal.decompose(Products.ejml(a));
        tridiagonal.getDiagonal(diagonal, offDiagonal);
        // The values alone first: they are the shifts that then take the vectors there in fewest steps.
        iteration.setFastEigenvalues(true);
        converged = converged && iteration.process(n, diagonal.clone(), offDiagonal.clone());
        DMatrixRMaj vectors = tridiagonal.getQ(null, true);
        iteration.setFastEigenvalues(false);
        iteration.setQ(vectors);
        converged = converged && iteration.process(n, diagonal, offDiagonal, state.copyEigenvalues(null));
        if (!converged) {
            throw new NumericalFailureException(
                    "The symmetric eigensolver did not converge on the " + name + " (" + n + "×" + n + ").");
        }
        System.arraycopy(vectors.data, 0, a.data(), 0, n * n);
        a.transposeInPlace();
        double[] values = state.copyEigenvalues(null);
        for (int i = 0; i < n; i++) {
            values[i] -= 1;
        }
        return values;
    }

    @Override
    public Matrix multiply(Matrix a, Matrix b) {
        Matrix result = Matrix.zeros(a.rows(), b.columns());
        RowProducts.add(a, b, result, threads);
        return result;
    }

    @Override
    public Matrix transposeMultiply(Matrix a, Matrix b) {
        return multiply(a.transpose(), b);
    }

    @Override
    public Matrix multiplyTranspose(Matrix a, Matrix b) {
        return b.rows() < WIDE ? Products.multiplyTranspose(a, b) : multiply(a, b.transpose());
    }

    @Override
    public void addGram(Matrix a, double[] weights, Matrix c) {
        Matrix weighted = a.transpose();
        int n = a.rows();
        for (int k = 0; k < weights.length; k++) {
            for (int i = k * n; i < (k + 1) * n; i++) {
                weighted.data()[i] *= weights[k];
            }
        }
        RowProducts.addLower(a, weighted, c, threads);
        c.copyLowerToUpper();
    }
}
