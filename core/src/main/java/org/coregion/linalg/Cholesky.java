package org.coregion.linalg;

import org.coregion.InvalidInputException;

/**
 * Cholesky factorisation A = L·Lᵀ of a symmetric positive definite matrix, L lower triangular.
 *
 * <p>Row by row, n³/3 operations. It serves the D×D side and the dense definition; no step of a fit factorises a T×T
 * matrix this way. The factorisation commutes with a rescaling of rows and columns, so scales of 1e-6 and 1e6 side by
 * side cost no accuracy.
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
        Matrix lower = Matrix.zeros(n, n);
        double[] l = lower.data();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix.get(i, j);
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                if (i > j) {
                    l[i * n + j] = sum / l[j * n + j];
                } else if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
                    l[i * n + i] = Math.sqrt(sum);
                } else {
                    throw new InvalidInputException(
                            "The " + name + " is not positive definite: pivot " + (i + 1) + " of " + n + " is " + sum
                                    + ".",
                            "one of its variances is zero, or a row is a combination of others.");
                }
            }
        }
        return new Cholesky(lower);
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
        Matrix x = b.copy();
        for (int i = 0; i < lower.rows(); i++) {
            for (int k = 0; k < i; k++) {
                subtractRow(x, i, k, lower.get(i, k));
            }
            divideRow(x, i, lower.get(i, i));
        }
        return x;
    }

    /** L⁻ᵀ·B. */
    public Matrix solveUpper(Matrix b) {
        Matrix x = b.copy();
        for (int i = lower.rows() - 1; i >= 0; i--) {
            for (int k = i + 1; k < lower.rows(); k++) {
                subtractRow(x, i, k, lower.get(k, i));
            }
            divideRow(x, i, lower.get(i, i));
        }
        return x;
    }

    /** A⁻¹·B. */
    public Matrix solve(Matrix b) {
        return solveUpper(solveLower(b));
    }

    private static void subtractRow(Matrix x, int target, int source, double factor) {
        int n = x.columns();
        double[] data = x.data();
        for (int j = 0; j < n; j++) {
            data[target * n + j] -= factor * data[source * n + j];
        }
    }

    private static void divideRow(Matrix x, int row, double divisor) {
        int n = x.columns();
        for (int j = 0; j < n; j++) {
            x.data()[row * n + j] /= divisor;
        }
    }
}
