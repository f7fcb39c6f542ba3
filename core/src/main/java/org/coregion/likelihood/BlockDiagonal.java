package org.coregion.likelihood;

import org.coregion.linalg.Matrix;

/**
 * The diagonal blocks of a pm×pn matrix that is split into p×p blocks of size m×n, by index ranges: no vectorisation,
 * no Kronecker product.
 */
public final class BlockDiagonal {
    private BlockDiagonal() {}

    /**
     * The k-th diagonal block, m×n.
     *
     * @param matrix pm×pn
     * @param k from 0 to p − 1
     * @param p the number of blocks in each direction
     * @throws IllegalArgumentException if p does not divide both sides, or there is no such block
     */
    public static Matrix block(Matrix matrix, int k, int p) {
        Matrix result = empty(matrix, p);
        if (k < 0 || k >= p) {
            throw new IllegalArgumentException("There is no diagonal block " + k + " among " + p + ".");
        }
        addBlock(matrix, k, result);
        return result;
    }

    /**
     * The sum of all p diagonal blocks, m×n. It is the adjoint of Σ ↦ I_p ⊗ Σ.
     *
     * @param matrix pm×pn
     * @throws IllegalArgumentException if p does not divide both sides
     */
    public static Matrix sum(Matrix matrix, int p) {
        Matrix result = empty(matrix, p);
        for (int k = 0; k < p; k++) {
            addBlock(matrix, k, result);
        }
        return result;
    }

    private static Matrix empty(Matrix matrix, int p) {
        if (p < 1 || matrix.rows() % p != 0 || matrix.columns() % p != 0) {
            throw new IllegalArgumentException("A " + matrix.rows() + "×" + matrix.columns()
                    + " matrix cannot be split into " + p + "×" + p + " equal blocks.");
        }
        return Matrix.zeros(matrix.rows() / p, matrix.columns() / p);
    }

    private static void addBlock(Matrix matrix, int k, Matrix target) {
        int m = target.rows();
        int n = target.columns();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                target.data()[i * n + j] += matrix.get(k * m + i, k * n + j);
            }
        }
    }
}
