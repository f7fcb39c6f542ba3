package org.coregion.kernel;

import java.util.List;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * An input kernel m(x, x′): how alike two inputs are. Its scale is fixed, since the coregionalization matrix carries
 * the variances: m(x, x) = 1, or for {@link Linear}, {@link Polynomial} and what is made of them 1 on average over the
 * inputs that a fit starts from. {@link Precomputed} and combinations of given kernels are taken as they are given.
 *
 * <p>Kernels combine to others: {@link Sum}, {@link Product}, {@link #power} and {@link #on}, restriction to some input
 * columns.
 *
 * <p>Immutable. Its parameters are logarithms of positive numbers, so an optimiser may move them freely.
 */
public interface Kernel extends KernelStart {
    /** The name of the family, as in a model file: {@code "matern52"}. */
    String name();

    /** The kernel matrix M[t, u] = m(x_t, x_u), T×T: symmetric, positive semidefinite. */
    Matrix matrix(Matrix inputs);

    /** The cross-matrix [i, j] = m(left_i, right_j), one row per row of {@code left}. */
    Matrix crossMatrix(Matrix left, Matrix right);

    /** The values m(x_t, x_t). */
    double[] diagonal(Matrix inputs);

    /** The logarithms of the parameters; empty if there is nothing to fit. */
    double[] logParameters();

    /** The same kernel at other parameters. */
    Kernel withLogParameters(double[] logParameters);

    /** Where the log parameters can mean anything, given the inputs. */
    Bounds logBounds(Matrix inputs);

    /** What the parameters are called, in the order of {@link #logParameters()}. */
    List<String> parameterNames(List<String> inputNames);

    /**
     * The pullback: from the adjoint of the kernel matrix to the gradient in the log parameters.
     *
     * @param inputs T×Q
     * @param adjoint symmetric T×T, A with dL = Σ A[t, u] dM[t, u]
     * @return ∂L/∂ log parameter, in the order of {@link #logParameters()}; O(T²Q), no T×T intermediate
     */
    double[] pullback(Matrix inputs, Matrix adjoint);

    /**
     * The pullback through a cross-matrix.
     *
     * @param left n×Q
     * @param right k×Q
     * @param adjoint n×k, A with dL = Σ A[i, j] dm(left_i, right_j)
     * @return ∂L/∂ log parameter, in the order of {@link #logParameters()}; O(nkQ), no n×k intermediate
     */
    double[] crossPullback(Matrix left, Matrix right, Matrix adjoint);

    /**
     * The same kernel with every lengthscale, in the units of the inputs, times a factor; weights, periods and what
     * else has no such units stay.
     */
    default Kernel scaledLengthscales(double factor) {
        return this;
    }

    /**
     * The kernel as a product over its input columns; empty if it is none.
     *
     * @param inputs the number of input columns, to which the kernel applies
     */
    default Optional<AxisProduct> axisProduct(int inputs) {
        return inputs == 1 && isFunctionOfInputs() ? Optional.of(AxisProduct.of(this)) : Optional.empty();
    }

    /** Whether observations with equal inputs have equal rows in the kernel matrix. */
    default boolean isFunctionOfInputs() {
        return true;
    }

    /** The kernel of a single input column as a state-space model; empty if it has no such form. */
    default Optional<StateSpaceForm> stateSpaceForm() {
        return Optional.empty();
    }

    /**
     * The kernel as text, all its numbers to the last digit: {@link KernelExpression#parse}, at inputs of these names,
     * gives it back.
     *
     * @throws InvalidInputException if the kernel is of no family that an expression can name
     */
    @Override
    default String expression(List<String> inputNames) {
        throw new InvalidInputException(
                "The kernel " + this + " cannot be written as an expression.",
                "use kernels that an expression can name, such as matern52.");
    }

    @Override
    default Kernel on(int... columns) {
        return OnColumns.ofSingle(this, columns);
    }

    @Override
    default Kernel power(int exponent) {
        return Power.of(this, exponent);
    }

    @Override
    default Kernel at(Matrix inputs, List<String> inputNames) {
        return this;
    }

    /** This kernel: its lengthscales are given. */
    @Override
    default Kernel shortened(double factor) {
        return this;
    }
}
