package org.coregion.covariance;

import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** WWᵀ, of rank R at most: the DR − R(R − 1)/2 parameters are the elements of a {@link TrapezoidalFactor} W. */
final class LowRankCovariance implements OutputCovariance {
    private final TrapezoidalFactor factor;

    /** @param rank R, from 1 to the number of outputs */
    LowRankCovariance(int outputs, int rank) {
        this.factor = new TrapezoidalFactor(outputs, rank);
    }

    @Override
    public int parameterCount() {
        return factor.count();
    }

    @Override
    public Matrix matrix(double[] parameters) {
        Matrix w = factor.unpack(parameters);
        return Products.multiplyTranspose(w, w);
    }

    @Override
    public double[] parametersOf(Matrix covariance) {
        return factor.nearest(covariance);
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
        return factor.escape(parameters, adjoint).map(factor::nearest);
    }
}
