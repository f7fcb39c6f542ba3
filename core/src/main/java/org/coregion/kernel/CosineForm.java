package org.coregion.kernel;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/** The cosine kernel as a state-space model: a point on a circle that turns by 2π·distance/p, without noise. */
final class CosineForm implements StateSpaceForm {
    private final double period;

    CosineForm(double period) {
        this.period = period;
    }

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public Matrix stationaryCovariance() {
        return Matrix.identity(2);
    }

    @Override
    public boolean isRotation() {
        return true;
    }

    @Override
    public void step(double distance, double[] transition, double[] factor, double[] weights) {
        double angle = angle(distance);
        transition[0] = Math.cos(angle);
        transition[1] = Math.sin(angle);
        transition[2] = -transition[1];
        transition[3] = transition[0];
        System.arraycopy(new double[] {1, 0, 0, 1}, 0, factor, 0, 4);
        Arrays.fill(weights, 0, 2, 0);
    }

    @Override
    public void pullback(double distance, double[] transitionAdjoint, double[] noiseAdjoint, double[] gradient) {
        double angle = angle(distance);
        double[] a = transitionAdjoint;
        gradient[0] += angle * (Math.sin(angle) * (a[0] + a[3]) + Math.cos(angle) * (a[2] - a[1]));
    }

    /** Nothing: the circle is the same at every period. */
    @Override
    public void pullbackStationary(double[] adjoint, double[] gradient) {}

    private double angle(double distance) {
        return 2 * Math.PI * distance / period;
    }
}
