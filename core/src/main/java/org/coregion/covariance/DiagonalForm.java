package org.coregion.covariance;

import java.util.Optional;
import org.coregion.ParameterLimits;

/**
 * Independent outputs.
 *
 * @param isotropic whether their variances are equal
 * @param limits of the variances in the user's units; empty if nothing is demanded of them
 */
record DiagonalForm(boolean isotropic, Optional<ParameterLimits> limits) implements CovarianceForm {
    @Override
    public OutputCovariance standardized(double[] scale, double[] floor) {
        ParameterLimits own = limits.orElse(ParameterLimits.none(scale.length));
        return new LogDiagonal(scale, floor, isotropic ? own.tied() : own);
    }

    @Override
    public Optional<CovarianceForm> limited(ParameterLimits variances) {
        return Optional.of(new DiagonalForm(isotropic, Optional.of(variances)));
    }

    @Override
    public String toString() {
        return isotropic ? "isotropic" : "diagonal";
    }
}
