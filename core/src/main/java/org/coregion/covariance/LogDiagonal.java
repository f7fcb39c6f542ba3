package org.coregion.covariance;

import java.util.Arrays;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Matrix;

/**
 * Diag(e^s): a variance per output, its logarithm the parameter. The pullback is the Hadamard chain rule ∂L/∂s = e^s ⊙
 * diag(∂L/∂C).
 *
 * <p>Variances that are tied are equal in the user's units and share a parameter: C = Diag(e^(s_g(d) + a_d)), where a
 * is what their scales differ by.
 */
public final class LogDiagonal implements OutputCovariance {
    /** The parameter of each output. */
    private final int[] group;
    /** What is added to the parameter of each output; 0 for an output that has one to itself. */
    private final double[] offset;

    private final Bounds bounds;

    /** @param floor D smallest variances allowed; 0 allows any positive one */
    public LogDiagonal(double... floor) {
        this(ones(floor.length), floor, ParameterLimits.none(floor.length));
    }

    /**
     * Variances within limits.
     *
     * @param scale D standard units of the outputs
     * @param floor D smallest variances where the limits demand none, in standardised units
     * @param limits of the D variances, in the user's units
     * @throws InvalidInputException if they are not D, or a variance has no room
     */
    LogDiagonal(double[] scale, double[] floor, ParameterLimits limits) {
        if (limits.size() != scale.length) {
            throw new InvalidInputException(
                    "There are limits for " + limits.size() + " variances but there are " + scale.length + " outputs.",
                    "an output is missing from one of the two.");
        }
        this.group = limits.group().clone();
        this.offset = new double[group.length];
        int count = limits.groupCount();
        double[] size = new double[count];
        double[] shift = new double[count];
        for (int d = 0; d < group.length; d++) {
            size[group[d]]++;
            shift[group[d]] += 2 * Math.log(scale[d]);
        }
        double[] lower = new double[count];
        double[] upper = new double[count];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        for (int d = 0; d < group.length; d++) {
            int g = group[d];
            double mean = shift[g] / size[g];
            offset[d] = mean - 2 * Math.log(scale[d]);
            boolean isDemanded = limits.lower()[d] > 0;
            lower[g] = Math.max(
                    lower[g], isDemanded ? Math.log(limits.lower()[d]) - mean : Math.log(floor[d]) - offset[d]);
            upper[g] = Math.log(limits.upper()[d]) - mean;
            if (!(lower[g] <= upper[g])) {
                throw new InvalidInputException(
                        "The variance of output " + (d + 1) + " is at most " + limits.upper()[d]
                                + ", but its floor, or that of an output tied to it, is "
                                + Math.exp(lower[g] + mean) + ".",
                        "bound it from below too, which takes the place of the floor.");
            }
        }
        this.bounds = new Bounds(lower, upper);
    }

    @Override
    public int parameterCount() {
        return bounds.size();
    }

    @Override
    public Matrix matrix(double[] parameters) {
        return Matrix.diagonal(variances(parameters));
    }

    /** The D variances, by the first elements of a parameter vector. */
    double[] variances(double[] parameters) {
        double[] variances = new double[group.length];
        for (int d = 0; d < variances.length; d++) {
            variances[d] = Math.exp(parameters[group[d]] + offset[d]);
        }
        return variances;
    }

    /** A variance that several outputs share is the mean of theirs, in their own units: the most likely one. */
    @Override
    public double[] parametersOf(Matrix covariance) {
        double[] sum = new double[parameterCount()];
        int[] size = new int[sum.length];
        for (int d = 0; d < group.length; d++) {
            sum[group[d]] += covariance.get(d, d) * Math.exp(-offset[d]);
            size[group[d]]++;
        }
        double[] s = new double[sum.length];
        for (int g = 0; g < s.length; g++) {
            s[g] = Math.log(sum[g] / size[g]);
        }
        return bounds.clamp(s);
    }

    /** s ≥ log floor, and within the limits. */
    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        double[] slopes = variances(parameters);
        for (int d = 0; d < slopes.length; d++) {
            slopes[d] *= adjoint.get(d, d);
        }
        return pullbackOfLogarithms(slopes);
    }

    /**
     * The gradient in the parameters.
     *
     * @param slopes ∂L/∂ log variance of each output
     */
    double[] pullbackOfLogarithms(double[] slopes) {
        double[] gradient = new double[parameterCount()];
        for (int d = 0; d < group.length; d++) {
            gradient[group[d]] += slopes[d];
        }
        return gradient;
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }
}
