package org.coregion.testing;

import java.util.function.ToDoubleFunction;
import org.coregion.linalg.Matrix;

/** Derivatives by the five-point formula, with an error of order h⁴. */
public final class CentralDifferences {
    private CentralDifferences() {}

    public static double[] gradient(ToDoubleFunction<double[]> function, double[] at, double h) {
        double[] gradient = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            int k = i;
            gradient[i] = derivative(
                    step -> {
                        double[] moved = at.clone();
                        moved[k] += step;
                        return function.applyAsDouble(moved);
                    },
                    h);
        }
        return gradient;
    }

    /** The symmetric G with df = Σ G[i, j] dA[i, j] for every symmetric dA. */
    public static Matrix symmetricGradient(ToDoubleFunction<Matrix> function, Matrix at, double h) {
        Matrix gradient = Matrix.zeros(at.rows(), at.rows());
        for (int i = 0; i < at.rows(); i++) {
            for (int j = 0; j <= i; j++) {
                int row = i;
                int column = j;
                double both = derivative(
                        step -> {
                            Matrix moved = at.copy();
                            moved.set(row, column, moved.get(row, column) + step);
                            moved.set(column, row, moved.get(row, column));
                            return function.applyAsDouble(moved);
                        },
                        h);
                gradient.set(i, j, i == j ? both : both / 2);
                gradient.set(j, i, gradient.get(i, j));
            }
        }
        return gradient;
    }

    private static double derivative(ToDoubleFunction<Double> function, double h) {
        double near = function.applyAsDouble(h) - function.applyAsDouble(-h);
        double far = function.applyAsDouble(2 * h) - function.applyAsDouble(-2 * h);
        return (8 * near - far) / (12 * h);
    }
}
