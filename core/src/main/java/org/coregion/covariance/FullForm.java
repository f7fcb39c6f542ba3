package org.coregion.covariance;

import java.util.Optional;
import org.coregion.ParameterLimits;

/**
 * Any covariance.
 *
 * @param limits of the variances in the user's units; empty if nothing is demanded of them
 */
record FullForm(Optional<ParameterLimits> limits) implements CovarianceForm {
    @Override
    public OutputCovariance standardized(double[] scale, double[] floor) {
        int d = scale.length;
        return limits.<OutputCovariance>map(own -> SeparatedCovariance.of(own, scale, floor, UnitRows.ofRank(d, d)))
                .orElseGet(() -> new FullCovariance(floor));
    }

    @Override
    public Optional<CovarianceForm> limited(ParameterLimits variances) {
        return Optional.of(new FullForm(Optional.of(variances)));
    }

    @Override
    public String toString() {
        return "full";
    }
}
