package org.coregion.covariance;

import java.util.Arrays;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/** A given covariance: no parameters. */
public final class FixedCovariance implements OutputCovariance {
    private final Matrix covariance;

    /** @param covariance D×D, symmetric and positive semidefinite */
    public FixedCovariance(Matrix covariance) {
        this.covariance = covariance.copy();
    }

    /**
     * A covariance in the user's units, in standardised ones.
     *
     * @throws InvalidInputException if it is not D×D
     */
    static FixedCovariance standardized(Matrix covariance, double[] scale, String name) {
        if (covariance.rows() != scale.length) {
            throw new InvalidInputException(
                    "The " + name + " is " + covariance.rows() + "×" + covariance.columns() + " but there are "
                            + scale.length + " outputs.",
                    "an output is missing from one of the two.");
        }
        double[] inverse = Arrays.stream(scale).map(value -> 1 / value).toArray();
        return new FixedCovariance(covariance.scaled(inverse, inverse));
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public Matrix matrix(double[] parameters) {
        return covariance.copy();
    }

    @Override
    public double[] parametersOf(Matrix other) {
        return new double[0];
    }

    @Override
    public Bounds bounds() {
        return Bounds.none(0);
    }

    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        return new double[0];
    }
}
