package org.coregion.covariance;

import java.util.Optional;
import org.coregion.linalg.Matrix;

/**
 * A given covariance.
 *
 * @param covariance D×D in the user's units
 * @param name what it is, for messages
 */
record FixedForm(Matrix covariance, String name) implements CovarianceForm {
    @Override
    public OutputCovariance standardized(double[] scale, double[] floor) {
        return FixedCovariance.standardized(covariance, scale, name);
    }

    @Override
    public Optional<Matrix> given() {
        return Optional.of(covariance.copy());
    }
}
