package org.coregion.kernel;

import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Symmetric;

/**
 * A given kernel matrix M, a relatedness matrix say: row t belongs to observation t, and the inputs are not looked at.
 * Nothing is fitted, and there is no value at a new input.
 */
public final class Precomputed implements ParameterFree {
    private final Matrix matrix;

    private Precomputed(Matrix matrix) {
        this.matrix = matrix;
    }

    /**
     * The kernel with this matrix.
     *
     * @param matrix T×T, symmetric and positive semidefinite; the latter is seen when it is decomposed
     * @throws InvalidInputException if it is not square, not finite or not symmetric
     */
    public static Precomputed of(double[][] matrix) {
        return new Precomputed(Symmetric.copyOf(matrix, "kernel matrix"));
    }

    @Override
    public String name() {
        return "precomputed";
    }

    @Override
    public boolean isFunctionOfInputs() {
        return false;
    }

    @Override
    public Kernel at(Matrix inputs, List<String> inputNames) {
        requireRows(inputs);
        return this;
    }

    @Override
    public Matrix matrix(Matrix inputs) {
        requireRows(inputs);
        return matrix.copy();
    }

    /** @throws InvalidInputException always: the matrix holds no other inputs than its own */
    @Override
    public Matrix crossMatrix(Matrix left, Matrix right) {
        throw new InvalidInputException(
                "A precomputed kernel matrix has no values at new inputs.",
                "predict with a kernel of the inputs instead, such as Matérn 5/2.");
    }

    @Override
    public double[] diagonal(Matrix inputs) {
        requireRows(inputs);
        return matrix.diagonal();
    }

    @Override
    public double[] pullback(Matrix inputs, Matrix adjoint) {
        return new double[0];
    }

    @Override
    public double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        return new double[0];
    }

    @Override
    public String toString() {
        return "precomputed[" + matrix.rows() + "×" + matrix.columns() + "]";
    }

    private void requireRows(Matrix inputs) {
        if (inputs.rows() != matrix.rows()) {
            throw new InvalidInputException(
                    "The kernel matrix is " + matrix.rows() + "×" + matrix.columns() + " but the data has "
                            + inputs.rows() + " observations.",
                    "rows were dropped from one of the two.");
        }
    }
}
