package org.coregion.covariance;

import java.util.Optional;
import org.coregion.ParameterLimits;

/** Any covariance. */
record FullForm() implements CovarianceForm {
    @Override
    public OutputCovariance standardized(double[] scale, double[] floor) {
        return new FullCovariance(floor);
    }

    @Override
    public Optional<CovarianceForm> limited(ParameterLimits variances) {
        return Optional.of(
                (scale, floor) -> new SeparatedCovariance(new LogDiagonal(scale, floor, variances), scale.length));
    }
}
