package org.coregion.covariance;

import java.util.Optional;
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
    /** A pivot of this share of its variance is rounding: its column would be noise divided by noise. */
    private static final double ROUNDING = 1e-14;

    private final TrapezoidalFactor factor;
    private final double[] floor;

    /** @param floor D variances always present; 0 allows a singular matrix */
    public FullCovariance(double... floor) {
        this.factor = new TrapezoidalFactor(floor.length, floor.length);
        this.floor = floor.clone();
    }

    @Override
    public int parameterCount() {
        return factor.count();
    }

    @Override
    public Matrix matrix(double[] parameters) {
        Matrix lower = factor.unpack(parameters);
        return Products.multiplyTranspose(lower, lower).plus(1, Matrix.diagonal(floor));
    }

    /**
     * The factor of {@code covariance} − Diag(floor). Where that is not semidefinite, the variances are kept and the
     * covariances cut to what they allow.
     */
    @Override
    public double[] parametersOf(Matrix covariance) {
        int n = floor.length;
        Matrix l = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            double rounding = ROUNDING * covariance.get(i, i);
            // The variance of row i that its elements up to here leave.
            double left = covariance.get(i, i) - floor[i];
            for (int j = 0; j < i; j++) {
                double sum = covariance.get(i, j);
                for (int k = 0; k < j; k++) {
                    sum -= l.get(i, k) * l.get(j, k);
                }
                double largest = Math.sqrt(Math.max(0, left) + rounding);
                double value = l.get(j, j) > 0 ? Math.max(-largest, Math.min(largest, sum / l.get(j, j))) : 0;
                l.set(i, j, value);
                left -= value * value;
            }
            double pivot = left > rounding ? Math.sqrt(left) : 0;
            l.set(i, i, pivot);
        }
        return factor.pack(l);
    }

    @Override
    public Bounds bounds() {
        return Bounds.none(parameterCount());
    }

    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        return factor.pullback(parameters, adjoint);
    }

    @Override
    public Optional<double[]> escape(double[] parameters, Matrix adjoint) {
        return factor.escape(parameters, adjoint).map(product -> parametersOf(product.plus(1, Matrix.diagonal(floor))));
    }
}
