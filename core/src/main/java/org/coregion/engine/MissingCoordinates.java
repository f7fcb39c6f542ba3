package org.coregion.engine;

import java.util.Optional;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * The columns, T×c, and the rows with missing entries, m of them, in an eigenbasis Q. Immutable.
 *
 * @param columns c×r, the coordinates of the columns
 * @param rows m×r, the rows of Q
 * @param outside what is not in Q; empty if that is nothing
 */
record MissingCoordinates(Matrix columns, Matrix rows, Optional<Outside> outside) {
    /** Rows treated at once. */
    private static final int BATCH = 64;

    /**
     * Inner products in the complement of Q, with C = I − QQᵀ.
     *
     * @param gram c×c, columnsᵀ C columns
     * @param cross m×c, the missing rows of C columns
     * @param complement m×m, the missing rows and columns of C
     */
    record Outside(Matrix gram, Matrix cross, Matrix complement) {}

    /**
     * The coordinates; O(Tr) for each column and each row.
     *
     * @param columns T×c
     * @param missing the rows with missing entries
     */
    static MissingCoordinates of(EigenBasis basis, Matrix columns, int[] missing) {
        int r = basis.values().length;
        int m = missing.length;
        boolean hasOutside = r < basis.size();
        Matrix rows = Matrix.zeros(m, r);
        Matrix complement = Matrix.zeros(m, hasOutside ? m : 0);
        for (int from = 0; from < m; from += BATCH) {
            Matrix units = Matrix.zeros(basis.size(), Math.min(m - from, BATCH));
            for (int i = 0; i < units.columns(); i++) {
                units.set(missing[from + i], i, 1);
            }
            rows.setBlock(from, 0, basis.project(units));
            if (hasOutside) {
                complement.setBlock(
                        from,
                        0,
                        CompleteInverse.outside(basis, units).rows(missing).transpose());
            }
        }
        Matrix coordinates = basis.project(columns);
        if (!hasOutside) {
            return new MissingCoordinates(coordinates, rows, Optional.empty());
        }
        complement.copyLowerToUpper();
        Matrix rest = CompleteInverse.outside(basis, columns);
        Outside outside = new Outside(Products.transposeMultiply(rest, rest), rest.rows(missing), complement);
        return new MissingCoordinates(coordinates, rows, Optional.of(outside));
    }
}
