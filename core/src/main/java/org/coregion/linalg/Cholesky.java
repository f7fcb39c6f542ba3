package org.coregion.linalg;

import org.coregion.InvalidInputException;

/**
 * Cholesky factorisation A = L·Lᵀ of a symmetric positive definite matrix, L lower triangular.
 *
 * <p>Column by column, n³/3 operations on one thread. It serves the D×D side, matrices of a low rank and the dense
 * definition; no other step of a fit factorises a T×T matrix this way. The factorisation commutes with a rescaling of
 * rows and columns, so scales of 1e-6 and 1e6 side by side cost no accuracy.
 */
public final class Cholesky {
    private final Matrix lower;

    private Cholesky(Matrix lower) {
        this.lower = lower;
    }

    /**
     * Factorises {@code matrix}, of which only the lower triangle is read.
     *
     * @param name what the matrix is, for messages
     * @throws InvalidInputException if the matrix is not positive definite
     */
    public static Cholesky of(Matrix matrix, String name) {
        int n = matrix.rows();
        // Rows of Lᵀ, so that every inner loop runs along one.
        double[][] upper = new double[n][n];
        double[] factors = new double[n];
        for (int k = 0; k < n; k++) {
            double[] row = upper[k];
            for (int j = k; j < n; j++) {
                row[j] = matrix.get(j, k);
            }
            for (int i = 0; i < k; i++) {
                factors[i] = -upper[i][k];
            }
            RowSums.add(factors, upper, 0, k, row, k, n);
            double pivot = row[k];
            if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException(
                        "The " + name + " is not positive definite: pivot " + (k + 1) + " of " + n + " is " + pivot
                                + ".",
                        "one of its variances is zero, or a row is a combination of others.");
            }
            double root = Math.sqrt(pivot);
            for (int j = k; j < n; j++) {
                row[j] /= root;
            }
        }
        return new Cholesky(Matrix.stacked(upper, n).transpose());
    }

    /** The factorisation with a known factor: lower triangular, no zero on its diagonal; not copied. */
    public static Cholesky ofLower(Matrix lower) {
        return new Cholesky(lower);
    }

    /** The factor L: not a copy. */
    public Matrix lower() {
        return lower;
    }

    /** log det A = 2 Σ log L_ii. */
    public double logDeterminant() {
        double sum = 0;
        for (double value : lower.diagonal()) {
            sum += Math.log(value);
        }
        return 2 * sum;
    }

    /** L⁻¹·B. */
    public Matrix solveLower(Matrix b) {
        int n = lower.rows();
        double[][] x = b.toArray();
        double[] factors = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                factors[k] = -lower.get(i, k);
            }
            RowSums.add(factors, x, 0, i, x[i], 0, b.columns());
            divide(x[i], lower.get(i, i));
        }
        return Matrix.stacked(x, b.columns());
    }

    /** L⁻ᵀ·B. */
    public Matrix solveUpper(Matrix b) {
        int n = lower.rows();
        double[][] x = b.toArray();
        double[] factors = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                factors[k] = -lower.get(k, i);
            }
            RowSums.add(factors, x, i + 1, n, x[i], 0, b.columns());
            divide(x[i], lower.get(i, i));
        }
        return Matrix.stacked(x, b.columns());
    }

    /** A⁻¹·B. */
    public Matrix solve(Matrix b) {
        return solveUpper(solveLower(b));
    }

    /** A⁻¹·b. */
    public double[] solve(double[] b) {
        int n = b.length;
        double[] l = lower.data();
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i * n + k] * x[k];
            }
            x[i] = sum / l[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= l[i * n + i];
            for (int k = 0; k < i; k++) {
                x[k] -= l[i * n + k] * x[i];
            }
        }
        return x;
    }

    private static void divide(double[] row, double divisor) {
        for (int j = 0; j < row.length; j++) {
            row[j] /= divisor;
        }
    }
}
