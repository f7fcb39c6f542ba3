package org.coregion.optim;

import java.util.ArrayList;
import java.util.List;
import org.coregion.covariance.OutputCovariance;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.model.ParameterNames;

/** Collects the parameters as users know them, with their derivatives in the coordinates of a {@link Surface}. */
final class Quantities {
    private final int coordinates;
    private final List<Quantity> all = new ArrayList<>();

    Quantities(int coordinates) {
        this.coordinates = coordinates;
    }

    /** What the correlation of two outputs is called, in their order. */
    static String correlation(String kind, String first, String second) {
        return kind + " correlation of " + first + " and " + second;
    }

    /** What the covariance of two outputs is called, in their order. */
    static String covariance(String kind, String first, String second) {
        return kind + " covariance of " + first + " and " + second;
    }

    List<Quantity> all() {
        return List.copyOf(all);
    }

    /**
     * The kernel's parameters.
     *
     * @param coordinate that of the logarithm of each, or −1 for a fixed one
     */
    void addKernel(Kernel kernel, int[] coordinate, List<String> inputNames) {
        List<String> names = kernel.parameterNames(inputNames);
        double[] log = kernel.logParameters();
        for (int i = 0; i < log.length; i++) {
            double value = Math.exp(log[i]);
            double[] gradient = new double[coordinates];
            if (coordinate[i] >= 0) {
                gradient[coordinate[i]] = value;
            }
            all.add(new Quantity(names.get(i), ParameterScale.LOGARITHM, value, gradient));
        }
    }

    /**
     * Variances, correlations and covariances of a D×D covariance; only the variances if the form has no others.
     *
     * @param kind what it is the covariance of
     * @param parameters of the form, in standard units
     * @param from the coordinate of the first of them
     * @param scale D standard units
     */
    void addCovariance(
            String kind,
            OutputCovariance form,
            double[] parameters,
            int from,
            double[] scale,
            List<String> outputNames) {
        int d = scale.length;
        Matrix matrix = form.matrix(parameters).scaled(scale, scale);
        double[][][] gradient = new double[d][d][];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                gradient[i][j] = elementGradient(form, parameters, from, i, j, scale);
            }
        }
        for (int i = 0; i < d; i++) {
            all.add(new Quantity(
                    ParameterNames.variance(kind, outputNames.get(i)),
                    ParameterScale.LOGARITHM,
                    matrix.get(i, i),
                    gradient[i][i]));
        }
        List<Quantity> covariances = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                String first = outputNames.get(j);
                String second = outputNames.get(i);
                Quantity covariance = new Quantity(
                        covariance(kind, first, second), ParameterScale.IDENTITY, matrix.get(i, j), gradient[i][j]);
                if (covariance.value() != 0 || covariance.moving().length > 0) {
                    all.add(correlation(
                            correlation(kind, first, second),
                            covariance,
                            matrix.get(i, i),
                            gradient[i][i],
                            matrix.get(j, j),
                            gradient[j][j]));
                    covariances.add(covariance);
                }
            }
        }
        all.addAll(covariances);
    }

    /** ∂C_ij/∂ coordinate, C in the units of the data. */
    private double[] elementGradient(
            OutputCovariance form, double[] parameters, int from, int i, int j, double[] scale) {
        Matrix adjoint = Matrix.zeros(scale.length, scale.length);
        double half = scale[i] * scale[j] / 2;
        adjoint.set(i, j, half);
        adjoint.set(j, i, adjoint.get(j, i) + half);
        double[] gradient = new double[coordinates];
        System.arraycopy(form.pullback(parameters, adjoint), 0, gradient, from, parameters.length);
        return gradient;
    }

    /** c/√(ab) with its gradient; an output without variance correlates with none. */
    private static Quantity correlation(String name, Quantity c, double a, double[] ofA, double b, double[] ofB) {
        double[] gradient = new double[ofA.length];
        if (!(a > 0 && b > 0)) {
            return new Quantity(name, ParameterScale.FISHER, 0, gradient);
        }
        double root = Math.sqrt(a) * Math.sqrt(b);
        // Rounding may leave a correlation of ±1 slightly beyond it.
        double value = Math.max(-1, Math.min(1, c.value() / root));
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = c.gradient()[k] / root - value / 2 * (ofA[k] / a + ofB[k] / b);
        }
        return new Quantity(name, ParameterScale.FISHER, value, gradient);
    }
}
