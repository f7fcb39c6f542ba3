package org.coregion.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.NumericalFailureException;

/**
 * Eigendecomposition A = V·Diag(values)·Vᵀ of a symmetric positive semidefinite matrix, eigenvalues in descending
 * order, rounding below zero set to zero.
 *
 * <p>The eigenvalues are accurate to rounding of the largest one, as with any tridiagonal method. Cost: about 9n³
 * operations.
 */
public final class SymmetricEigen {
    /**
     * An eigenvalue below −(this times the largest) is the input's, not rounding. Matrices come with six digits, from
     * relatedness programs say.
     */
    private static final double INDEFINITE = 1e-6;

    private final double[] values;
    private final Matrix vectors;
    private final double clipped;

    private SymmetricEigen(double[] values, Matrix vectors, double clipped) {
        this.values = values;
        this.vectors = vectors;
        this.clipped = clipped;
    }

    /**
     * Decomposes a small {@code matrix}, which stays as it is; only symmetric input has a meaning.
     *
     * @param name what the matrix is, for messages
     * @throws InvalidInputException if the matrix has a negative eigenvalue beyond rounding
     * @throws NumericalFailureException if the matrix is not finite or the solver does not converge
     */
    public static SymmetricEigen ofSemidefinite(Matrix matrix, String name) {
        return ofSemidefiniteInPlace(matrix.copy(), name, new EjmlBackend(1));
    }

    /**
     * Decomposes {@code matrix} in its own storage, which becomes that of the eigenvectors.
     *
     * @param matrix symmetric; overwritten
     * @param name what the matrix is, for messages
     * @param backend whose eigensolver it is
     * @throws InvalidInputException if the matrix has a negative eigenvalue beyond rounding
     * @throws NumericalFailureException if the matrix is not finite or the solver does not converge
     */
    public static SymmetricEigen ofSemidefiniteInPlace(Matrix matrix, String name, Backend backend) {
        int n = matrix.rows();
        double scale = largestElement(matrix, name);
        if (scale == 0) {
            return new SymmetricEigen(new double[n], Matrix.identity(n), 0);
        }
        // A kernel matrix has it already.
        if (scale != 1) {
            double[] data = matrix.data();
            for (int i = 0; i < data.length; i++) {
                data[i] /= scale;
            }
        }
        double[] unsorted = backend.symmetricEigen(matrix, name);
        for (int i = 0; i < n; i++) {
            unsorted[i] *= scale;
        }
        return descending(unsorted, matrix, 0, name);
    }

    /**
     * Decomposes a small matrix whose rows differ in size: an eigenvalue is accurate to rounding of the rows that it
     * lives in, not of the largest. Several times slower than {@link #ofSemidefinite}.
     *
     * @param matrix symmetric; stays as it is
     * @param name what the matrix is, for messages
     * @throws InvalidInputException if the matrix has a negative eigenvalue beyond rounding
     * @throws NumericalFailureException if the matrix is not finite or the solver does not converge
     */
    public static SymmetricEigen ofGradedSemidefinite(Matrix matrix, String name) {
        return ofGradedSemidefinite(matrix, 0, name);
    }

    /**
     * The same for a matrix that was computed with cancellation.
     *
     * @param size the size of the terms that cancelled: rounding is a share of it, if that is more than the largest
     *     eigenvalue
     */
    public static SymmetricEigen ofGradedSemidefinite(Matrix matrix, double size, String name) {
        largestElement(matrix, name);
        Matrix rotated = matrix.copy();
        Matrix vectors = Matrix.identity(matrix.rows());
        PlaneRotations.diagonalize(rotated, vectors, name);
        vectors.transposeInPlace();
        return descending(rotated.diagonal(), vectors, size, name);
    }

    /**
     * Sorts, checks the smallest eigenvalue and clips.
     *
     * @param vectors one eigenvector per column, in the order of the values; overwritten
     */
    private static SymmetricEigen descending(double[] unsorted, Matrix vectors, double size, String name) {
        int n = unsorted.length;
        if (n == 0) {
            return new SymmetricEigen(unsorted, vectors, 0);
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order, Comparator.comparingDouble((Integer i) -> unsorted[i]).reversed());
        double smallest = unsorted[order[n - 1]];
        double largest = unsorted[order[0]];
        if (smallest < -INDEFINITE * Math.max(size, Math.max(largest, -smallest))) {
            throw new InvalidInputException(
                    "The " + name + " is not positive semidefinite: its smallest eigenvalue is " + smallest
                            + ", its largest " + largest + ".",
                    "it was rounded or edited; a covariance matrix has no negative eigenvalue.");
        }
        double[] values = new double[n];
        for (int k = 0; k < n; k++) {
            values[k] = Math.max(0, unsorted[order[k]]);
        }
        reorderColumns(vectors, order);
        return new SymmetricEigen(values, vectors, Math.min(0, smallest));
    }

    private static void reorderColumns(Matrix matrix, Integer[] order) {
        int n = order.length;
        if (IntStream.range(0, n).allMatch(k -> order[k] == k)) {
            return;
        }
        double[] data = matrix.data();
        double[] before = new double[n];
        for (int i = 0; i < matrix.rows(); i++) {
            System.arraycopy(data, i * n, before, 0, n);
            for (int k = 0; k < n; k++) {
                data[i * n + k] = before[order[k]];
            }
        }
    }

    /** The eigenvalues, largest first, none negative: not a copy. */
    public double[] values() {
        return values;
    }

    /** The smallest eigenvalue before it was set to 0; 0 if none was negative. */
    public double clipped() {
        return clipped;
    }

    /** The orthonormal eigenvectors, one per column: not a copy. */
    public Matrix vectors() {
        return vectors;
    }

    private static double largestElement(Matrix matrix, String name) {
        double largest = matrix.maxAbs();
        if (!Double.isFinite(largest)) {
            throw new NumericalFailureException("The " + name + " (" + matrix.rows() + "×" + matrix.columns()
                    + ", largest element " + largest + ") is not finite.");
        }
        return largest;
    }
}
