package org.coregion.optim;

import java.util.Map;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/**
 * The inverse of an information matrix on the directions that it knows, in coordinates of which each is at home at a
 * size of 1. A direction in which L is flat is no loss where it moves none of the parameters that users know; one that
 * moves a parameter by much, as far as L stays flat, leaves that unknown.
 */
final class InformationInverse {
    /** An eigenvalue below this, of the matrix scaled to a unit diagonal, is flat. */
    private static final double FLAT = 1e-6;

    /** Less information of a coordinate than this is that of nothing: one is known to ±100. */
    private static final double LEAST = 1e-4;

    /** A share of a variance that is of no account. */
    private static final double NEGLIGIBLE = 0.01;

    /** From a coordinate to its unit, 1/√information. */
    private final double[] unit;

    /** Of the scaled information, shifted. */
    private final SymmetricEigen eigen;

    private final double shift;

    private InformationInverse(double[] unit, SymmetricEigen eigen, double shift) {
        this.unit = unit;
        this.eigen = eigen;
        this.shift = shift;
    }

    /** @param information n×n and symmetric; n may be 0 */
    static InformationInverse of(Matrix information) {
        double[] unit = information.diagonal();
        for (int i = 0; i < unit.length; i++) {
            unit[i] = 1 / Math.sqrt(Math.max(LEAST, Math.abs(unit[i])));
        }
        Matrix scaled = information.scaled(unit, unit);
        // No eigenvalue is below −‖·‖, and none is when this is added.
        double norm = Vectors.norm(scaled.data());
        SymmetricEigen eigen = SymmetricEigen.ofSemidefinite(
                scaled.plus(norm, Matrix.identity(unit.length)), "information of the parameters");
        return new InformationInverse(unit, eigen, norm);
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
        double[] components = Products.multiply(
                        Matrix.wrap(1, unit.length, Vectors.product(unit, quantity.gradient())), eigen.vectors())
                .data();
        if (Vectors.maxNorm(components) == 0) {
            return ParameterEstimate.unavailable(quantity.name(), quantity.value(), "fixed");
        }
        double flat = 0;
        double uphill = 0;
        double variance = 0;
        for (int k = 0; k < components.length; k++) {
            double square = components[k] * components[k];
            double value = eigen.values()[k] - shift;
            // How far a flat direction goes is not known, but at least to where one that is not quite flat does.
            flat += Math.abs(value) <= FLAT ? square / FLAT : 0;
            uphill += value < -FLAT ? square / -value : 0;
            variance += value > FLAT ? square / value : 0;
        }
        if (uphill > NEGLIGIBLE * variance) {
            return ParameterEstimate.unavailable(quantity.name(), quantity.value(), "the fit is not at a maximum");
        }
        if (flat > NEGLIGIBLE * variance) {
            return ParameterEstimate.unavailable(quantity.name(), quantity.value(), "the likelihood is flat in it");
        }
        double error = Math.sqrt(variance);
        ParameterScale scale = quantity.scale();
        return scale.tells(quantity.value(), error)
                ? ParameterEstimate.of(quantity.name(), quantity.value(), error, scale)
                : ParameterEstimate.unavailable(quantity.name(), quantity.value(), scale.silence(error));
    }
}
