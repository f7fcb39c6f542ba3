package org.coregion.kernel;

import java.util.List;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/**
 * An input kernel m(x, x′): how alike two inputs are. Its scale is fixed (m(x, x) = 1 for the kernels of this package
 * but {@link Precomputed}), since the coregionalization matrix carries the variances.
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
     * The kernel as a product over its input columns; empty if it is none.
     *
     * @param inputs the number of input columns, to which the kernel applies
     */
    default Optional<AxisProduct> axisProduct(int inputs) {
        return Optional.empty();
    }

    /** Whether observations with equal inputs have equal rows in the kernel matrix. */
    default boolean isFunctionOfInputs() {
        return true;
    }

    /** The kernel of a single input column as a state-space model; empty if it has no such form. */
    default Optional<StateSpaceForm> stateSpaceForm() {
        return Optional.empty();
    }

    @Override
    default Kernel at(Matrix inputs) {
        return this;
    }
}
