package org.coregion.optim;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.Bounds;

/** {@link BoundedVariable} for every element of a parameter vector. */
final class BoundTransform {
    /** x this close to a bound counts as at it. */
    private static final double AT_BOUND = 1e-3;

    private final double[] lower;
    private final double[] upper;
    private final BoundedVariable[] variables;

    BoundTransform(Bounds... parts) {
        this.lower = Vectors.concat(Arrays.stream(parts).map(Bounds::lower).toArray(double[][]::new));
        this.upper = Vectors.concat(Arrays.stream(parts).map(Bounds::upper).toArray(double[][]::new));
        this.variables = IntStream.range(0, lower.length)
                .mapToObj(i -> BoundedVariable.between(lower[i], upper[i]))
                .toArray(BoundedVariable[]::new);
    }

    /** x(z). */
    double[] bounded(double[] z) {
        double[] x = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            x[i] = variables[i].bounded(z[i]);
        }
        return x;
    }

    /** z with x(z) = x, for an x that is moved inside the bounds first. */
    double[] free(double[] x) {
        double[] z = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            z[i] = variables[i].free(x[i]);
        }
        return z;
    }

    /** The gradient in z, from that in x. */
    double[] pullback(double[] z, double[] gradient) {
        double[] result = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            result[i] = variables[i].slope(z[i]) * gradient[i];
        }
        return result;
    }

    /** dx/dz, element by element. */
    double[] slopes(double[] z) {
        double[] slopes = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            slopes[i] = variables[i].slope(z[i]);
        }
        return slopes;
    }

    /** Whether x lies at its lower bound; a variable without room never does. */
    boolean isAtLower(double x, int index) {
        return lower[index] < upper[index] && x - lower[index] <= AT_BOUND;
    }

    /** Whether x lies at its upper bound; a variable without room never does. */
    boolean isAtUpper(double x, int index) {
        return lower[index] < upper[index] && upper[index] - x <= AT_BOUND;
    }
}
