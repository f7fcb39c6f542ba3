package org.coregion.kernel;

import org.coregion.linalg.Matrix;

/**
 * The product of two state-space models of which one is a rotation: the states are the products of their states, f
 * among them first, and with a rotation Φ_b
 *
 * <p>P∞ = P_a ⊗ I, Φ = Φ_a ⊗ Φ_b, Q = P∞ − ΦP∞Φᵀ = Q_a ⊗ I,
 *
 * <p>or the same the other way round. Two models with noise would need a factor of a sum of Kronecker products.
 */
final class ProductForm implements StateSpaceForm {
    private final StateSpaceForm first;
    private final StateSpaceForm second;
    /** The number of parameters of the first. */
    private final int firstCount;

    private final int secondCount;
    private final int a;
    private final int b;

    ProductForm(StateSpaceForm first, int firstCount, StateSpaceForm second, int secondCount) {
        this.first = first;
        this.firstCount = firstCount;
        this.second = second;
        this.secondCount = secondCount;
        this.a = first.dimension();
        this.b = second.dimension();
    }

    @Override
    public int dimension() {
        return a * b;
    }

    @Override
    public Matrix stationaryCovariance() {
        double[] p = new double[a * b * a * b];
        kronecker(
                first.stationaryCovariance().data(),
                second.stationaryCovariance().data(),
                p);
        return Matrix.wrap(a * b, a * b, p);
    }

    @Override
    public boolean isRotation() {
        return first.isRotation() && second.isRotation();
    }

    @Override
    public void step(double distance, double[] transition, double[] factor, double[] weights) {
        Step one = new Step(first, distance);
        Step other = new Step(second, distance);
        kronecker(one.transition, other.transition, transition);
        kronecker(one.factor, other.factor, factor);
        for (int i = 0; i < a; i++) {
            for (int j = 0; j < b; j++) {
                // That of the rotation is 0.
                weights[i * b + j] = one.weights[i] + other.weights[j];
            }
        }
    }

    @Override
    public void pullback(double distance, double[] transitionAdjoint, double[] noiseAdjoint, double[] gradient) {
        Step one = new Step(first, distance);
        Step other = new Step(second, distance);
        double[] ofFirst = new double[firstCount];
        double[] ofSecond = new double[secondCount];
        first.pullback(
                distance, toFirst(transitionAdjoint, other.transition), toFirst(noiseAdjoint, identity(b)), ofFirst);
        second.pullback(
                distance, toSecond(transitionAdjoint, one.transition), toSecond(noiseAdjoint, identity(a)), ofSecond);
        add(ofFirst, ofSecond, gradient);
    }

    @Override
    public void pullbackStationary(double[] adjoint, double[] gradient) {
        double[] ofFirst = new double[firstCount];
        double[] ofSecond = new double[secondCount];
        first.pullbackStationary(toFirst(adjoint, identity(b)), ofFirst);
        second.pullbackStationary(toSecond(adjoint, identity(a)), ofSecond);
        add(ofFirst, ofSecond, gradient);
    }

    /** One step of a model. */
    private static final class Step {
        final double[] transition;
        final double[] factor;
        final double[] weights;

        Step(StateSpaceForm form, double distance) {
            int n = form.dimension();
            this.transition = new double[n * n];
            this.factor = new double[n * n];
            this.weights = new double[n];
            form.step(distance, transition, factor, weights);
        }
    }

    private void kronecker(double[] left, double[] right, double[] target) {
        for (int i = 0; i < a * b; i++) {
            for (int k = 0; k < a * b; k++) {
                target[i * a * b + k] = left[i / b * a + k / b] * right[i % b * b + k % b];
            }
        }
    }

    /** The adjoint of A, given that of A ⊗ B and B. */
    private double[] toFirst(double[] adjoint, double[] right) {
        double[] sum = new double[a * a];
        for (int i = 0; i < a * b; i++) {
            for (int k = 0; k < a * b; k++) {
                sum[i / b * a + k / b] += adjoint[i * a * b + k] * right[i % b * b + k % b];
            }
        }
        return sum;
    }

    /** The adjoint of B, given that of A ⊗ B and A. */
    private double[] toSecond(double[] adjoint, double[] left) {
        double[] sum = new double[b * b];
        for (int i = 0; i < a * b; i++) {
            for (int k = 0; k < a * b; k++) {
                sum[i % b * b + k % b] += adjoint[i * a * b + k] * left[i / b * a + k / b];
            }
        }
        return sum;
    }

    private void add(double[] ofFirst, double[] ofSecond, double[] gradient) {
        for (int i = 0; i < firstCount; i++) {
            gradient[i] += ofFirst[i];
        }
        for (int i = 0; i < secondCount; i++) {
            gradient[firstCount + i] += ofSecond[i];
        }
    }

    private static double[] identity(int size) {
        return Matrix.identity(size).data();
    }
}
