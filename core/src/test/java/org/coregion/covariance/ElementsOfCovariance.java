package org.coregion.covariance;

import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/**
 * A D×D covariance whose parameters are its elements, the lower triangle row by row: its derivatives are exact whatever
 * the form, for tests.
 *
 * @param outputs D
 */
public record ElementsOfCovariance(int outputs) implements OutputCovariance {
    @Override
    public int parameterCount() {
        return outputs * (outputs + 1) / 2;
    }

    @Override
    public Matrix matrix(double[] parameters) {
        Matrix matrix = Matrix.zeros(outputs, outputs);
        for (int i = 0, at = 0; i < outputs; i++) {
            for (int j = 0; j <= i; j++, at++) {
                matrix.set(i, j, parameters[at]);
                matrix.set(j, i, parameters[at]);
            }
        }
        return matrix;
    }

    @Override
    public double[] parametersOf(Matrix covariance) {
        double[] parameters = new double[parameterCount()];
        for (int i = 0, at = 0; i < outputs; i++) {
            for (int j = 0; j <= i; j++, at++) {
                parameters[at] = covariance.get(i, j);
            }
        }
        return parameters;
    }

    @Override
    public Bounds bounds() {
        return Bounds.none(parameterCount());
    }

    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        double[] gradient = new double[parameterCount()];
        for (int i = 0, at = 0; i < outputs; i++) {
            for (int j = 0; j <= i; j++, at++) {
                gradient[at] = i == j ? adjoint.get(i, j) : adjoint.get(i, j) + adjoint.get(j, i);
            }
        }
        return gradient;
    }
}
