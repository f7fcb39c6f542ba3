package org.coregion.linalg;

/**
 * Eigendecomposition BᵀB = V·Diag(values)·Vᵀ from the factor B, more accurate in the small eigenvalues than the matrix
 * allows.
 *
 * <p>A solver's rounding is a share of the largest eigenvalue, which mixes the vectors of all eigenvalues as small as
 * that. Their images B·V tell them apart again: the vectors of eigenvalues far below the largest are turned by the
 * eigenvectors of their images' own Gram matrix, and those far below these once more. An eigenvalue is the square of
 * its image's length, never negative. About 9n³ operations a level, but each on fewer columns; about three of them on a
 * smooth kernel.
 */
public final class GramEigen {
    /**
     * An eigenvalue below this share of its level's largest belongs to the next level. Two of one level have images
     * that are orthogonal to rounding over this share: a solution with I + δBᵀB is as accurate, or to rounding times δ
     * and the largest eigenvalue, whichever is less.
     */
    private static final double NEXT_LEVEL = 1e-6;

    private final double[] values;
    private final Matrix vectors;

    private GramEigen(double[] values, Matrix vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Decomposes BᵀB.
     *
     * @param factor B, square; stays as it is
     * @param name what BᵀB is, for messages
     * @param backend who decomposes and multiplies
     * @throws org.coregion.NumericalFailureException if B is not finite or the solver does not converge
     */
    public static GramEigen of(Matrix factor, String name, Backend backend) {
        int n = factor.columns();
        Matrix vectors = Matrix.identity(n);
        Matrix images = factor.copy();
        int from = 0;
        while (from < n) {
            Matrix level = images.columns(from, n);
            Matrix gram = backend.transposeMultiply(level, level);
            Matrix turn =
                    SymmetricEigen.ofSemidefiniteInPlace(gram, name, backend).vectors();
            setColumns(images, from, backend.multiply(level, turn));
            setColumns(vectors, from, backend.multiply(vectors.columns(from, n), turn));
            from = nextLevel(squaredLengths(images), from);
        }
        return new GramEigen(squaredLengths(images), vectors);
    }

    /** The eigenvalues, none negative, in descending order up to rounding: not a copy. */
    public double[] values() {
        return values;
    }

    /** The orthonormal eigenvectors, one per column: not a copy. */
    public Matrix vectors() {
        return vectors;
    }

    private static int nextLevel(double[] lengths, int from) {
        int next = from + 1;
        while (next < lengths.length && lengths[next] >= NEXT_LEVEL * lengths[from]) {
            next++;
        }
        return next;
    }

    private static double[] squaredLengths(Matrix a) {
        double[] sums = new double[a.columns()];
        for (int i = 0; i < a.rows(); i++) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += a.get(i, k) * a.get(i, k);
            }
        }
        return sums;
    }

    private static void setColumns(Matrix target, int from, Matrix source) {
        for (int i = 0; i < source.rows(); i++) {
            System.arraycopy(
                    source.data(), i * source.columns(), target.data(), i * target.columns() + from, source.columns());
        }
    }
}
