package org.coregion.covariance;

import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/**
 * A D×D covariance matrix as a function of a parameter vector that an optimiser may move freely within {@link #bounds}.
 * Immutable.
 */
public interface OutputCovariance {
    /** The number of parameters. */
    int parameterCount();

    /** The covariance at these parameters: symmetric, positive semidefinite. */
    Matrix matrix(double[] parameters);

    /** Parameters whose matrix is {@code covariance}, or the nearest that this form can express. */
    double[] parametersOf(Matrix covariance);

    /** Where the parameters may lie. */
    Bounds bounds();

    /**
     * The number of degrees of freedom: of parameters, unless some are without room or only choose between branches.
     */
    default int freedom() {
        Bounds bounds = bounds();
        int count = 0;
        for (int i = 0; i < bounds.size(); i++) {
            count += bounds.lower()[i] < bounds.upper()[i] ? 1 : 0;
        }
        return count;
    }

    /**
     * The pullback: from the adjoint of the matrix to the gradient in the parameters.
     *
     * @param parameters where
     * @param adjoint symmetric D×D, A with dL = Σ A[i, j] dC[i, j]
     * @return ∂L/∂ parameter
     */
    double[] pullback(double[] parameters, Matrix adjoint);

    /**
     * Parameters from which L rises again, if these are stationary only because of the parameterisation.
     *
     * @param parameters where the pullback vanishes
     * @param adjoint symmetric D×D, A with dL = Σ A[i, j] dC[i, j]
     * @return empty if no nearby covariance promises a larger L, to first order
     */
    default Optional<double[]> escape(double[] parameters, Matrix adjoint) {
        return Optional.empty();
    }
}
