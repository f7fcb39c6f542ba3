package org.coregion.covariance;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * WWᵀ + Diag(floor + q²): the parameters are those of a {@link TrapezoidalFactor} W of rank R, then D roots q. A root
 * is not exponentiated, so an output without a part of its own (a Heywood case of factor analysis) is an ordinary
 * point.
 */
final class LowRankPlusDiagonal implements OutputCovariance {
    private final TrapezoidalFactor factor;
    private final double[] floor;

    /**
     * A form for as many outputs as there are floors.
     *
     * @param rank R, from 1 to the number of outputs
     * @param floor D variances always present
     */
    LowRankPlusDiagonal(int rank, double... floor) {
        this.factor = new TrapezoidalFactor(floor.length, rank);
        this.floor = floor.clone();
    }

    @Override
    public int parameterCount() {
        return factor.count() + floor.length;
    }

    @Override
    public Matrix matrix(double[] parameters) {
        Matrix w = factor.unpack(parameters);
        double[] own = floor.clone();
        for (int d = 0; d < own.length; d++) {
            double q = parameters[factor.count() + d];
            own[d] += q * q;
        }
        return Products.multiplyTranspose(w, w).plus(1, Matrix.diagonal(own));
    }

    /** The nearest with all variances counting alike, by {@link PrincipalFactors}. */
    @Override
    public double[] parametersOf(Matrix covariance) {
        int d = floor.length;
        double[] deviation = new double[d];
        double[] inverse = new double[d];
        double[] least = new double[d];
        for (int i = 0; i < d; i++) {
            deviation[i] = Math.sqrt(Math.max(floor[i], covariance.get(i, i)));
            inverse[i] = deviation[i] > 0 ? 1 / deviation[i] : 0;
            least[i] = floor[i] * inverse[i] * inverse[i];
        }
        PrincipalFactors factors = PrincipalFactors.of(covariance.scaled(inverse, inverse), factor, least);
        Matrix w = factor.rotated(factors.w().scaledRows(deviation));
        double[] parameters = Arrays.copyOf(factor.pack(w), parameterCount());
        for (int i = 0; i < d; i++) {
            parameters[factor.count() + i] = deviation[i] * Math.sqrt(factors.own()[i] - least[i]);
        }
        return parameters;
    }

    @Override
    public Bounds bounds() {
        return Bounds.none(parameterCount());
    }

    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        double[] gradient = Arrays.copyOf(factor.pullback(parameters, adjoint), parameterCount());
        for (int d = 0; d < floor.length; d++) {
            int index = factor.count() + d;
            gradient[index] = 2 * parameters[index] * adjoint.get(d, d);
        }
        return gradient;
    }

    /** A root that is 0 stays 0, as a column of W does: both are left where the adjoint promises a gain. */
    @Override
    public Optional<double[]> escape(double[] parameters, Matrix adjoint) {
        double[] escaped = parameters.clone();
        boolean isEscape = false;
        Optional<Matrix> product = factor.escape(parameters, adjoint);
        if (product.isPresent()) {
            double[] w = factor.nearest(product.get());
            System.arraycopy(w, 0, escaped, 0, w.length);
            isEscape = true;
        }
        double largest = matrix(parameters).maxAbs();
        for (int d = 0; d < floor.length; d++) {
            double variance = TrapezoidalFactor.gainful(adjoint.get(d, d), largest);
            int index = factor.count() + d;
            if (variance > parameters[index] * parameters[index]) {
                escaped[index] = Math.sqrt(variance);
                isEscape = true;
            }
        }
        return isEscape ? Optional.of(escaped) : Optional.empty();
    }
}
