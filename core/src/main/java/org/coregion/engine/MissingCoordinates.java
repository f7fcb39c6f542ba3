package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.PivotedCholesky;
import org.coregion.linalg.Products;

/**
 * The outputs, the mean's functions and the rows with missing entries in one orthonormal basis: the r columns of Q, and
 * then as many of its complement as these vectors reach into, where the eigenvalues of M are 0. In it nothing needs to
 * tell Q from its complement. Immutable.
 */
final class MissingCoordinates {
    /** Rows treated at once. */
    private static final int BATCH = 64;

    private final double[] values;
    private final int inside;
    private final Matrix columns;
    private final Matrix rows;

    private MissingCoordinates(double[] values, int inside, Matrix columns, Matrix rows) {
        this.values = values;
        this.inside = inside;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * The coordinates; O(Tr) for each vector, as of a change of basis.
     *
     * @param columns T×c, outputs and functions
     * @param missing which rows
     */
    static MissingCoordinates of(EigenBasis basis, Matrix columns, int[] missing) {
        double[] lambda = basis.values();
        int r = lambda.length;
        int m = missing.length;
        boolean hasComplement = r < basis.size();
        Matrix rows = Matrix.zeros(m, r);
        Matrix complement = Matrix.zeros(hasComplement ? m : 0, m);
        for (int from = 0; from < m; from += BATCH) {
            int to = Math.min(m, from + BATCH);
            Matrix units = units(basis.size(), missing, from, to);
            Matrix coordinates = basis.project(units);
            System.arraycopy(coordinates.data(), 0, rows.data(), from * r, coordinates.data().length);
            if (hasComplement) {
                // Columns of I − QQᵀ at the missing rows.
                Matrix rest =
                        CompleteInverse.outside(basis, units).rows(missing).transpose();
                System.arraycopy(rest.data(), 0, complement.data(), from * m, rest.data().length);
            }
        }
        Matrix projected = basis.project(columns);
        if (!hasComplement) {
            return new MissingCoordinates(lambda, r, projected, rows);
        }
        Matrix rest = CompleteInverse.outside(basis, columns);
        Matrix outside = outside(rest, columns, complement, missing);
        int c = columns.columns();
        return new MissingCoordinates(
                Arrays.copyOf(lambda, r + outside.columns()),
                r,
                sideBySide(projected, outside.rowsBetween(0, c)),
                sideBySide(rows, outside.rowsBetween(c, c + m)));
    }

    /**
     * Coordinates in the complement, (c + m)×q, from the inner products there: any factor of their matrix.
     *
     * @param rest T×c, (I − QQᵀ)·columns
     * @param complement m×m, that of the missing rows
     */
    private static Matrix outside(Matrix rest, Matrix columns, Matrix complement, int[] missing) {
        int c = rest.columns();
        int n = c + missing.length;
        // In units of the vectors themselves, so that rounding is told from the rest.
        double[] norm = new double[n];
        Arrays.fill(norm, 1);
        for (int j = 0; j < c; j++) {
            double square = 0;
            for (int t = 0; t < columns.rows(); t++) {
                square += columns.get(t, j) * columns.get(t, j);
            }
            norm[j] = square > 0 ? Math.sqrt(square) : 1;
        }
        Matrix gram = Products.transposeMultiply(rest, rest);
        Matrix all = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double product;
                if (i < c) {
                    product = gram.get(i, j);
                } else {
                    product = j < c ? rest.get(missing[i - c], j) : complement.get(i - c, j - c);
                }
                product /= norm[i] * norm[j];
                all.set(i, j, product);
                all.set(j, i, product);
            }
        }
        return PivotedCholesky.of(all.diagonal(), all::row, n)
                .orElseThrow()
                .lower()
                .scaledRows(norm);
    }

    private static Matrix units(int size, int[] missing, int from, int to) {
        Matrix units = Matrix.zeros(size, to - from);
        for (int i = from; i < to; i++) {
            units.set(missing[i], i - from, 1);
        }
        return units;
    }

    static Matrix sideBySide(Matrix left, Matrix right) {
        Matrix result = Matrix.zeros(left.rows(), left.columns() + right.columns());
        for (int i = 0; i < left.rows(); i++) {
            System.arraycopy(left.data(), i * left.columns(), result.data(), i * result.columns(), left.columns());
            System.arraycopy(
                    right.data(),
                    i * right.columns(),
                    result.data(),
                    i * result.columns() + left.columns(),
                    right.columns());
        }
        return result;
    }

    /** The eigenvalues of M along the basis, 0 in the complement: not a copy. */
    double[] values() {
        return values;
    }

    /** r: how many of the coordinates are those of Q. */
    int inside() {
        return inside;
    }

    /** The coordinates of the columns, one per row: not a copy. */
    Matrix columns() {
        return columns;
    }

    /** The coordinates of the missing rows, one per row: not a copy. */
    Matrix rows() {
        return rows;
    }
}
