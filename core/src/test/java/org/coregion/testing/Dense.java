package org.coregion.testing;

import java.util.List;
import org.coregion.linalg.Matrix;

/** Matrix algebra as a textbook writes it, independent of the library's: slow, and too simple to be wrong. */
public final class Dense {
    private Dense() {}

    public static Matrix multiply(Matrix a, Matrix b) {
        Matrix product = Matrix.zeros(a.rows(), b.columns());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < b.columns(); j++) {
                double sum = 0;
                for (int k = 0; k < a.columns(); k++) {
                    sum += a.get(i, k) * b.get(k, j);
                }
                product.set(i, j, sum);
            }
        }
        return product;
    }

    /** A ⊗ B: block (i, j) is A[i, j]·B. */
    public static Matrix kron(Matrix a, Matrix b) {
        Matrix result = Matrix.zeros(a.rows() * b.rows(), a.columns() * b.columns());
        for (int i = 0; i < result.rows(); i++) {
            for (int j = 0; j < result.columns(); j++) {
                result.set(i, j, a.get(i / b.rows(), j / b.columns()) * b.get(i % b.rows(), j % b.columns()));
            }
        }
        return result;
    }

    /** The columns of A one after another. */
    public static Matrix vec(Matrix a) {
        return Matrix.wrap(a.rows() * a.columns(), 1, a.transpose().data());
    }

    /** The rows of A one after another: the blocks of v. */
    public static Matrix rowsStacked(Matrix a) {
        return Matrix.wrap(a.rows() * a.columns(), 1, a.data().clone());
    }

    /** The inverse of a positive definite matrix. */
    public static Matrix inverse(Matrix a) {
        return eliminate(a).inverse;
    }

    /** log det A of a positive definite matrix. */
    public static double logDeterminant(Matrix a) {
        return eliminate(a).logDeterminant;
    }

    /** Σ A[i, j]·B[i, j]. */
    public static double inner(Matrix a, Matrix b) {
        double sum = 0;
        for (int i = 0; i < a.data().length; i++) {
            sum += a.data()[i] * b.data()[i];
        }
        return sum;
    }

    /** Rows and columns in another order. */
    public static Matrix reordered(Matrix a, int[] rows, int[] columns) {
        Matrix result = Matrix.zeros(rows.length, columns.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                result.set(i, j, a.get(rows[i], columns[j]));
            }
        }
        return result;
    }

    private record Elimination(Matrix inverse, double logDeterminant) {}

    /**
     * Gauss and Jordan's elimination. Without pivoting: it is stable for positive definite matrices, and indifferent to
     * the units of the rows.
     */
    private static Elimination eliminate(Matrix matrix) {
        int n = matrix.rows();
        double[][] a = matrix.toArray();
        double[][] inverse = Matrix.identity(n).toArray();
        double logDeterminant = 0;
        for (int k = 0; k < n; k++) {
            double divisor = a[k][k];
            logDeterminant += Math.log(divisor);
            for (int j = 0; j < n; j++) {
                a[k][j] /= divisor;
                inverse[k][j] /= divisor;
            }
            for (int i = 0; i < n; i++) {
                double factor = a[i][k];
                for (int j = 0; i != k && j < n; j++) {
                    a[i][j] -= factor * a[k][j];
                    inverse[i][j] -= factor * inverse[k][j];
                }
            }
        }
        return new Elimination(Matrix.copyOf(inverse, "inverse"), logDeterminant);
    }

    /**
     * The expected information ½ tr(P·∂U/∂a·P·∂U/∂b).
     *
     * @param p the inverse covariance, or the projection in its place
     * @param derivatives ∂U/∂a for every parameter
     */
    public static Matrix information(Matrix p, List<Matrix> derivatives) {
        List<Matrix> relative =
                derivatives.stream().map(derivative -> multiply(p, derivative)).toList();
        Matrix information = Matrix.zeros(relative.size(), relative.size());
        for (int a = 0; a < relative.size(); a++) {
            Matrix transposed = relative.get(a).transpose();
            for (int b = 0; b < relative.size(); b++) {
                information.set(a, b, inner(transposed, relative.get(b)) / 2);
            }
        }
        return information;
    }
}
