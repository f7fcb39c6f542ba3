package org.coregion.engine;

import java.util.Optional;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/**
 * The kernel matrix as M = QΛQᵀ with r ≤ T orthonormal columns of Q; on their complement M is 0. Immutable.
 *
 * <p>Coordinates are stored one series per row (k×r), so that loops run along the basis.
 */
interface EigenBasis {
    /** The kernel whose matrix it is. */
    Kernel kernel();

    /** The inputs of the rows, T×Q. */
    Matrix inputs();

    /** T, the rows of Q. */
    int size();

    /** The r eigenvalues Λ, none negative: not a copy. */
    double[] values();

    /**
     * The coordinates (Qᵀa)ᵀ.
     *
     * @param a T×k
     * @return k×r
     */
    Matrix project(Matrix a);

    /**
     * Q·coordinatesᵀ.
     *
     * @param coordinates k×r
     * @return T×k
     */
    Matrix expand(Matrix coordinates);

    /**
     * (Q⊙Q)·weightsᵀ: the diagonals of Q Diag(weights) Qᵀ.
     *
     * @param weights k×r
     * @return T×k
     */
    Matrix expandSquares(Matrix weights);

    /** k* = m(X, x*) for n new inputs. */
    CrossCovariance cross(Matrix newInputs);

    /** k*ᵀ·weights for n new inputs and T×c weights: n×c. */
    Matrix kernelSums(Matrix newInputs, Matrix weights);

    /** The values m(x*, x*) at n new inputs. */
    double[] prior(Matrix newInputs);

    /** ∂L/∂ log kernel parameter, given ∂L/∂M. */
    double[] kernelGradient(KernelAdjoint adjoint);

    /**
     * dM_a for every log kernel parameter.
     *
     * @throws org.coregion.InvalidInputException if the matrices for it do not fit in the heap
     */
    KernelDerivatives kernelDerivatives();

    /** What was done to the kernel matrix beyond rounding, in words; empty if nothing. */
    Optional<String> adjustment();
}
