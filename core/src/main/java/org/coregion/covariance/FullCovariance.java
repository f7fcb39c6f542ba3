package org.coregion.covariance;

import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/**
 * Any covariance, LLᵀ + Diag(floor): the parameters are the D(D+1)/2 elements of the lower triangular L, row by row.
 *
 * <p>The diagonal of L is not exponentiated, so a singular matrix is an ordinary interior point and not a limit at
 * minus infinity. The sign of a column of L is free. The pullback is ∂L/∂L = 2 tril(A L).
 */
public final class FullCovariance implements OutputCovariance {
    /** A pivot of this share of its variance is rounding: its column would be noise divided by noise. */
    private static final double ROUNDING = 1e-14;

    /** An eigenvalue below this share of the largest counts as 0. */
    private static final double SINGULAR = 1e-6;

    /** What an escape aims to gain in L, to first order. */
    private static final double GAIN = 0.1;

    /** Less than this is not worth an escape. */
    private static final double LEAST_GAIN = 1e-7;

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

    /**
     * The factor of {@code covariance} − Diag(floor). Where that is not semidefinite, the variances are kept and the
     * covariances cut to what they allow.
     */
    @Override
    public double[] parametersOf(Matrix covariance) {
        int n = floor.length;
        double[] packed = new double[parameterCount()];
        Matrix l = Matrix.zeros(n, n);
        int next = 0;
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
                packed[next++] = value;
                left -= value * value;
            }
            double pivot = left > rounding ? Math.sqrt(left) : 0;
            l.set(i, i, pivot);
            packed[next++] = pivot;
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

    /**
     * A column of L that is 0 stays 0, whatever the adjoint says of its direction. Where the adjoint is positive on the
     * null space of LLᵀ, the escape adds a small variance in the direction that gains most.
     */
    @Override
    public Optional<double[]> escape(double[] parameters, Matrix adjoint) {
        Matrix lower = lower(parameters);
        Matrix product = Products.multiplyTranspose(lower, lower);
        SymmetricEigen eigen = SymmetricEigen.ofGradedSemidefinite(product, "covariance");
        double largest = eigen.values()[0];
        int rank = 0;
        while (rank < floor.length && eigen.values()[rank] > SINGULAR * largest) {
            rank++;
        }
        if (rank == floor.length) {
            return Optional.empty();
        }
        Matrix nullSpace = eigen.vectors().columns(rank, floor.length);
        Matrix within = Products.multiply(Products.transposeMultiply(nullSpace, adjoint), nullSpace);
        // Shifted by a bound of its norm the matrix is semidefinite.
        double shift = within.maxAbs() * within.rows();
        SymmetricEigen gains = SymmetricEigen.ofSemidefinite(
                within.plus(shift, Matrix.identity(within.rows())), "gradient on the null space");
        double gain = gains.values()[0] - shift;
        if (!(gain > 0)) {
            return Optional.empty();
        }
        double variance = Math.min(GAIN / gain, largest > 0 ? largest / 10 : 1);
        if (!(gain * variance > LEAST_GAIN)) {
            return Optional.empty();
        }
        Matrix direction = Products.multiply(nullSpace, gains.vectors().columns(0, 1));
        return Optional.of(
                parametersOf(matrix(parameters).plus(variance, Products.multiplyTranspose(direction, direction))));
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
