package org.coregion.kernel;

import org.coregion.linalg.Matrix;

/** The constant kernel as a state-space model: one state that stays. */
final class ConstantForm implements StateSpaceForm {
    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public Matrix stationaryCovariance() {
        return Matrix.identity(1);
    }

    @Override
    public boolean isRotation() {
        return true;
    }

    @Override
    public void step(double distance, double[] transition, double[] factor, double[] weights) {
        transition[0] = 1;
        factor[0] = 1;
        weights[0] = 0;
    }

    @Override
    public void pullback(double distance, double[] transitionAdjoint, double[] noiseAdjoint, double[] gradient) {}

    @Override
    public void pullbackStationary(double[] adjoint, double[] gradient) {}
}
