package org.coregion.optim;

import java.util.Map;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.coregion.linalg.Matrix;

/**
 * The inverse of an information matrix on the directions that it knows. A direction in which L is flat may be no loss
 * (a rotation of the factor of K leaves K as it is), or be that of a parameter that the data say nothing of: the
 * gradient of the parameter tells.
 */
final class InformationInverse {
    /** An eigenvalue below this, of the matrix scaled to a unit diagonal, is flat. */
    private static final double FLAT = 1e-6;

    /** A share of a gradient that is rounding. */
    private static final double ROUNDING = 1e-4;

    /** From a coordinate to its unit, 1/√information; 0 for one that is held. */
    private final double[] unit;

    private final EigenDecomposition eigen;

    private InformationInverse(double[] unit, EigenDecomposition eigen) {
        this.unit = unit;
        this.eigen = eigen;
    }

    /** @param free which of the coordinates count */
    static InformationInverse of(Matrix information, boolean[] free) {
        double[] unit = new double[free.length];
        for (int i = 0; i < unit.length; i++) {
            double size = Math.abs(information.get(i, i));
            unit[i] = free[i] ? 1 / Math.sqrt(size > 0 ? size : 1) : 0;
        }
        Matrix scaled = information.scaled(unit, unit);
        return new InformationInverse(unit, new EigenDecomposition(MatrixUtils.createRealMatrix(scaled.toArray())));
    }

    /**
     * A quantity with its standard error.
     *
     * @param held the parameters that do not count as free, by name, with the reason
     */
    ParameterEstimate estimate(Quantity quantity, Map<String, String> held) {
        String reason = held.get(quantity.name());
        if (reason != null) {
            return ParameterEstimate.unavailable(quantity.name(), quantity.value(), reason);
        }
        if (!quantity.scale().isInside(quantity.value())) {
            return ParameterEstimate.unavailable(quantity.name(), quantity.value(), "at the end of its range");
        }
        double whole = 0;
        double flat = 0;
        double uphill = 0;
        double variance = 0;
        for (int k = 0; k < unit.length; k++) {
            double component = 0;
            for (int i = 0; i < unit.length; i++) {
                component += eigen.getV().getEntry(i, k) * unit[i] * quantity.gradient()[i];
            }
            double square = component * component;
            double value = eigen.getRealEigenvalue(k);
            whole += square;
            flat += Math.abs(value) <= FLAT ? square : 0;
            uphill += value < -FLAT ? square : 0;
            variance += value > FLAT ? square / value : 0;
        }
        if (whole == 0) {
            return ParameterEstimate.unavailable(quantity.name(), quantity.value(), "not fitted");
        }
        if (uphill > ROUNDING * ROUNDING * whole) {
            return ParameterEstimate.unavailable(quantity.name(), quantity.value(), "the fit is not at a maximum");
        }
        if (flat > ROUNDING * ROUNDING * whole) {
            return ParameterEstimate.unavailable(quantity.name(), quantity.value(), "the likelihood is flat in it");
        }
        return ParameterEstimate.of(quantity.name(), quantity.value(), Math.sqrt(variance), quantity.scale());
    }
}
