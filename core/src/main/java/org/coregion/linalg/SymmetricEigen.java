package org.coregion.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import org.coregion.InvalidInputException;
import org.coregion.NumericalFailureException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigendecomposition A = V·Diag(values)·Vᵀ of a symmetric positive semidefinite matrix, eigenvalues in descending
 * order, rounding below zero set to zero.
 *
 * <p>EJML's solver gives up on some semidefinite matrices with many equal eigenvalues, so A/‖A‖ + I is decomposed and
 * the shift taken off again: that fails on none of the known cases, and is faster and closer to orthogonal besides. The
 * eigenvalues are accurate to rounding of the largest one, as with any tridiagonal method. Cost: about 9n³ operations.
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
     * Decomposes {@code matrix}, which stays as it is; only symmetric input has a meaning.
     *
     * @param name what the matrix is, for messages
     * @throws InvalidInputException if the matrix has a negative eigenvalue beyond rounding
     * @throws NumericalFailureException if the matrix is not finite or the solver does not converge
     */
    public static SymmetricEigen ofSemidefinite(Matrix matrix, String name) {
        int n = matrix.rows();
        double scale = matrix.maxAbs();
        requireFinite(matrix, name);
        if (scale == 0) {
            return new SymmetricEigen(new double[n], Matrix.identity(n), 0);
        }
        DMatrixRMaj shifted = Products.ejml(matrix.times(1 / scale));
        for (int i = 0; i < n; i++) {
            shifted.add(i, i, 1);
        }
        EigenDecomposition_F64<DMatrixRMaj> solver = DecompositionFactory_DDRM.eig(n, true, true);
        if (!solver.decompose(shifted)) {
            throw new NumericalFailureException(
                    "The symmetric eigensolver did not converge on the " + describe(matrix, name) + ".");
        }
        double[] unsorted = new double[n];
        for (int i = 0; i < n; i++) {
            unsorted[i] = scale * (solver.getEigenvalue(i).getReal() - 1);
        }
        return descending(unsorted, k -> solver.getEigenVector(k).data, 0, name);
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
        requireFinite(matrix, name);
        Matrix rotated = matrix.copy();
        Matrix vectors = Matrix.identity(matrix.rows());
        PlaneRotations.diagonalize(rotated, vectors, name);
        Matrix byRow = vectors.transpose();
        return descending(rotated.diagonal(), byRow::row, size, name);
    }

    /** Sorts, checks the smallest eigenvalue and clips; {@code vector} gives the eigenvector of an unsorted index. */
    private static SymmetricEigen descending(
            double[] unsorted, IntFunction<double[]> vector, double size, String name) {
        int n = unsorted.length;
        if (n == 0) {
            return new SymmetricEigen(unsorted, Matrix.zeros(0, 0), 0);
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
        Matrix vectors = Matrix.zeros(n, n);
        for (int k = 0; k < n; k++) {
            values[k] = Math.max(0, unsorted[order[k]]);
            double[] column = vector.apply(order[k]);
            for (int i = 0; i < n; i++) {
                vectors.set(i, k, column[i]);
            }
        }
        return new SymmetricEigen(values, vectors, Math.min(0, smallest));
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

    private static void requireFinite(Matrix matrix, String name) {
        if (!matrix.isFinite()) {
            throw new NumericalFailureException("The " + describe(matrix, name) + " is not finite.");
        }
    }

    private static String describe(Matrix matrix, String name) {
        return name + " (" + matrix.rows() + "×" + matrix.columns() + ", largest element " + matrix.maxAbs() + ")";
    }
}
