package org.coregion.covariance;

import org.coregion.Bounds;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Any covariance, LLᵀ + Diag(floor): the parameters are the D(D+1)/2 elements of the lower triangular L, row by row.
 *
 * <p>The diagonal of L is not exponentiated, so a singular matrix is an ordinary interior point and not a limit at
 * minus infinity. The sign of a column of L is free. The pullback is ∂L/∂L = 2 tril(A L).
 */
public final class FullCovariance implements OutputCovariance {
    private final double[] floor;

    /** @param floor D variances always present; 0 allows a singular matrix */
    public FullCovariance(double... floor) {
        this.floor = floor.clone();
    }

    @Override
    public int parameterCount() {
        return floor.length * (floor.length + 1) / 2;
    }

    @Override
    public Matrix matrix(double[] parameters) {
        Matrix lower = lower(parameters);
        return Products.multiplyTranspose(lower, lower).plus(1, Matrix.diagonal(floor));
    }

    /** The factor of {@code covariance} − Diag(floor), with zeros where that is semidefinite or less. */
    @Override
    public double[] parametersOf(Matrix covariance) {
        int n = floor.length;
        double[] packed = new double[parameterCount()];
        Matrix l = Matrix.zeros(n, n);
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = covariance.get(i, j) - (i == j ? floor[i] : 0);
                for (int k = 0; k < j; k++) {
                    sum -= l.get(i, k) * l.get(j, k);
                }
                double value;
                if (i == j) {
                    // A pivot of rounding size is 0: its column would be noise divided by noise.
                    value = sum > 1e-14 * covariance.get(i, i) ? Math.sqrt(sum) : 0;
                } else {
                    value = l.get(j, j) > 0 ? sum / l.get(j, j) : 0;
                }
                l.set(i, j, value);
                packed[next++] = value;
            }
        }
        return packed;
    }

    @Override
    public Bounds bounds() {
        return Bounds.none(parameterCount());
    }

    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        Matrix product = Products.multiply(adjoint, lower(parameters));
        double[] gradient = new double[parameters.length];
        int next = 0;
        for (int i = 0; i < floor.length; i++) {
            for (int j = 0; j <= i; j++) {
                gradient[next++] = 2 * product.get(i, j);
            }
        }
        return gradient;
    }

    private Matrix lower(double[] parameters) {
        Matrix lower = Matrix.zeros(floor.length, floor.length);
        int next = 0;
        for (int i = 0; i < floor.length; i++) {
            for (int j = 0; j <= i; j++) {
                lower.set(i, j, parameters[next++]);
            }
        }
        return lower;
    }
}
