package org.coregion.kernel;

import java.util.List;
import org.coregion.linalg.Matrix;

/**
 * A kernel that is computed pair by pair from the inputs in coordinates of its own. Its matrix costs O(T²) values, its
 * pullback as many derivatives, without an intermediate of that size.
 */
abstract class PointwiseKernel implements Kernel {
    /** The inputs as the kernel computes with them, one row each; refuses inputs that it does not apply to. */
    abstract Matrix coordinates(Matrix inputs);

    /** m of the {@code width} coordinates of {@code x} from {@code i} and those of {@code y} from {@code j}. */
    abstract double value(double[] x, int i, double[] y, int j, int width);

    /** Adds {@code weight}·∂m/∂ log parameter of the same. */
    abstract void addDerivatives(double[] x, int i, double[] y, int j, int width, double weight, double[] gradient);

    @Override
    public final Kernel at(Matrix inputs, List<String> inputNames) {
        coordinates(inputs);
        return this;
    }

    @Override
    public final Matrix matrix(Matrix inputs) {
        Matrix coordinates = coordinates(inputs);
        double[] x = coordinates.data();
        int width = coordinates.columns();
        int n = inputs.rows();
        Matrix result = Matrix.zeros(n, n);
        for (int t = 0; t < n; t++) {
            for (int u = 0; u <= t; u++) {
                result.data()[t * n + u] = value(x, t * width, x, u * width, width);
            }
        }
        result.copyLowerToUpper();
        return result;
    }

    @Override
    public final Matrix crossMatrix(Matrix left, Matrix right) {
        Matrix coordinates = coordinates(left);
        double[] x = coordinates.data();
        double[] y = coordinates(right).data();
        int width = coordinates.columns();
        int k = right.rows();
        Matrix result = Matrix.zeros(left.rows(), k);
        for (int i = 0; i < left.rows(); i++) {
            for (int j = 0; j < k; j++) {
                result.data()[i * k + j] = value(x, i * width, y, j * width, width);
            }
        }
        return result;
    }

    @Override
    public final double[] diagonal(Matrix inputs) {
        Matrix coordinates = coordinates(inputs);
        double[] x = coordinates.data();
        int width = coordinates.columns();
        double[] result = new double[inputs.rows()];
        for (int t = 0; t < result.length; t++) {
            result[t] = value(x, t * width, x, t * width, width);
        }
        return result;
    }

    @Override
    public final double[] pullback(Matrix inputs, Matrix adjoint) {
        double[] gradient = new double[logParameters().length];
        Matrix coordinates = coordinates(inputs);
        double[] x = coordinates.data();
        int width = coordinates.columns();
        for (int t = 0; t < inputs.rows() && gradient.length > 0; t++) {
            addDerivatives(x, t * width, x, t * width, width, adjoint.get(t, t), gradient);
            for (int u = 0; u < t; u++) {
                // Both triangles.
                addDerivatives(x, t * width, x, u * width, width, 2 * adjoint.get(t, u), gradient);
            }
        }
        return gradient;
    }

    @Override
    public final double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        double[] gradient = new double[logParameters().length];
        Matrix coordinates = coordinates(left);
        double[] x = coordinates.data();
        double[] y = coordinates(right).data();
        int width = coordinates.columns();
        for (int i = 0; i < left.rows() && gradient.length > 0; i++) {
            for (int j = 0; j < right.rows(); j++) {
                addDerivatives(x, i * width, y, j * width, width, adjoint.get(i, j), gradient);
            }
        }
        return gradient;
    }
}
