package org.coregion.covariance;

import org.coregion.linalg.Matrix;
import org.coregion.linalg.Symmetric;

/** A form that a D×D covariance may take, stated before the data are known. */
@FunctionalInterface
public interface CovarianceForm {
    /**
     * The covariance in standardised units.
     *
     * @param scale D standard units of the outputs: a covariance C in the user's units is C[i, j]/(scale_i scale_j)
     *     here
     * @param floor D smallest variances allowed, in standardised units; 0 allows any
     * @throws org.coregion.InvalidInputException if the form does not fit D outputs
     */
    OutputCovariance standardized(double[] scale, double[] floor);

    /** Independent outputs, a variance each. */
    static CovarianceForm diagonal() {
        return (scale, floor) -> new LogDiagonal(floor);
    }

    /** Any covariance. */
    static CovarianceForm full() {
        return (scale, floor) -> new FullCovariance(floor);
    }

    /**
     * A given covariance, not fitted.
     *
     * @param covariance D×D in the units of the outputs, positive semidefinite
     * @param name what it is, for messages
     * @throws org.coregion.InvalidInputException if it is not square, symmetric and positive semidefinite
     */
    static CovarianceForm fixed(double[][] covariance, String name) {
        Matrix checked = Symmetric.copyOf(covariance, name);
        Symmetric.requireSemidefinite(checked, name);
        return (scale, floor) -> FixedCovariance.standardized(checked, scale, name);
    }
}
