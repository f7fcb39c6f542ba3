package org.coregion.linalg;

/**
 * Who computes the dense operations of size T: EJML, or a native library. The D-sized side has its own code whatever
 * the backend.
 *
 * <p>An implementation is immutable and safe for use by several threads. It is found through a {@link BackendProvider};
 * all pass the same laws.
 */
public interface Backend {
    /** The name it is chosen by: {@code "ejml"}. */
    String name();

    /** The most threads that one operation may take, at least 1. */
    int threads();

    /**
     * The n×n matrices that one operation on n×n matrices holds on the heap at once, its arguments and result included.
     */
    int matricesOnHeap();

    /**
     * Eigendecomposition of a symmetric positive semidefinite matrix: the raw one, which {@link SymmetricEigen} scales,
     * orders and checks.
     *
     * @param a n×n, symmetric and finite, largest absolute element 1; overwritten with orthonormal eigenvectors, one
     *     per column
     * @param name what the matrix is, for messages
     * @return n eigenvalues, in the order of the columns, accurate to rounding of the largest
     * @throws org.coregion.NumericalFailureException if the method does not converge
     */
    double[] symmetricEigen(Matrix a, String name);

    /** A·B. */
    Matrix multiply(Matrix a, Matrix b);

    /** Aᵀ·B. */
    Matrix transposeMultiply(Matrix a, Matrix b);

    /** A·Bᵀ. */
    Matrix multiplyTranspose(Matrix a, Matrix b);

    /**
     * The symmetric update C + A·Diag(weights)·Aᵀ, in place of C.
     *
     * @param a n×k
     * @param weights k values, none negative or none positive
     * @param c n×n, exactly symmetric, and exactly so afterwards
     */
    void addGram(Matrix a, double[] weights, Matrix c);

    /**
     * The symmetric sum A·Diag(weights)·Aᵀ + B·Diag(others)·Bᵀ.
     *
     * @param a n×k
     * @param weights k values, none negative or none positive
     * @param b n×m
     * @param others m values, none negative or none positive
     * @return n×n, exactly symmetric
     */
    default Matrix sumOfGrams(Matrix a, double[] weights, Matrix b, double[] others) {
        Matrix sum = Matrix.zeros(a.rows(), a.rows());
        addGram(a, weights, sum);
        addGram(b, others, sum);
        return sum;
    }
}
