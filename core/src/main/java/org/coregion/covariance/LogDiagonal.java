package org.coregion.covariance;

import java.util.Arrays;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/**
 * Diag(e^s): a variance per output, its logarithm the parameter. The pullback is the Hadamard chain rule ∂L/∂s = e^s ⊙
 * diag(∂L/∂C).
 */
public final class LogDiagonal implements OutputCovariance {
    private final double[] floor;

    /** @param floor D smallest variances allowed; 0 allows any positive one */
    public LogDiagonal(double... floor) {
        this.floor = floor.clone();
    }

    @Override
    public int parameterCount() {
        return floor.length;
    }

    @Override
    public Matrix matrix(double[] parameters) {
        return Matrix.diagonal(Arrays.stream(parameters).map(Math::exp).toArray());
    }

    @Override
    public double[] parametersOf(Matrix covariance) {
        double[] s = new double[floor.length];
        for (int d = 0; d < s.length; d++) {
            s[d] = Math.log(Math.max(covariance.get(d, d), floor[d]));
        }
        return s;
    }

    /** s ≥ log floor. */
    @Override
    public Bounds bounds() {
        return Bounds.atLeast(Arrays.stream(floor).map(Math::log).toArray());
    }

    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        double[] gradient = new double[parameters.length];
        for (int d = 0; d < gradient.length; d++) {
            gradient[d] = Math.exp(parameters[d]) * adjoint.get(d, d);
        }
        return gradient;
    }
}
