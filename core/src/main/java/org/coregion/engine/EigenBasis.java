package org.coregion.engine;

import java.util.List;
import java.util.Optional;
import org.coregion.linalg.Matrix;

/**
 * The kernel matrix as M = QΛQᵀ with r ≤ T orthonormal columns of Q; on their complement M is 0. Immutable.
 *
 * <p>Coordinates are stored one series per row (k×r), so that loops run along the basis.
 */
interface EigenBasis {
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
     * QᵀdM_aQ for every log kernel parameter, r×r each; empty if the basis does not span them, or they are too many to
     * form.
     */
    default Optional<List<Matrix>> kernelDerivatives() {
        return Optional.empty();
    }

    /** What was done to the kernel matrix beyond rounding, in words; empty if nothing. */
    Optional<String> adjustment();
}
