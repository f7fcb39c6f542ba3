package org.coregion.covariance;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * wwᵀ by the variances w_d² and the signs of w, so that variances can be fixed, bounded and tied: the parameters are
 * those of the variances, then D − 1 numbers with the signs of all outputs but the first. Correlations of rank 1 are ±1
 * and nothing between: the signs are no degrees of freedom, the pullback in them is 0, and they change by
 * {@link #escape} alone.
 */
final class SignedDeviations implements OutputCovariance {
    /** A change that promises less, to first order, is not tried. */
    private static final double LEAST_GAIN = 1e-6;

    /** A slope below this share of what the covariances alone make of it is that of a fit that has ended. */
    private static final double LEAST_SLOPE = 0.01;

    /** A variance below this share of the largest, in standardised units, may have vanished. */
    private static final double VANISHED = 1e-2;

    /** What a variance that has vanished is to gain once its sign is changed, at most. */
    private static final double GAIN = 0.1;

    private final LogDiagonal variances;
    private final int size;

    /** @param size D */
    SignedDeviations(LogDiagonal variances, int size) {
        this.variances = variances;
        this.size = size;
    }

    @Override
    public int parameterCount() {
        return variances.parameterCount() + size - 1;
    }

    @Override
    public int freedom() {
        return variances.freedom();
    }

    @Override
    public Matrix matrix(double[] parameters) {
        double[] variance = variances.variances(parameters);
        double[] w = new double[size];
        for (int d = 0; d < size; d++) {
            w[d] = sign(parameters, d) * Math.sqrt(variance[d]);
        }
        Matrix column = Matrix.wrap(size, 1, w);
        Matrix covariance = Products.multiplyTranspose(column, column);
        for (int d = 0; d < size; d++) {
            covariance.set(d, d, variance[d]);
        }
        return covariance;
    }

    private double sign(double[] parameters, int output) {
        return output > 0 && parameters[variances.parameterCount() + output - 1] < 0 ? -1 : 1;
    }

    /** The nearest variances that the limits allow, with the signs of the nearest wwᵀ, all variances counting alike. */
    @Override
    public double[] parametersOf(Matrix covariance) {
        double[] w = new TrapezoidalFactor(size, 1).nearest(covariance);
        double[] signs = new double[size - 1];
        for (int d = 1; d < size; d++) {
            signs[d - 1] = w[d] < 0 == w[0] < 0 ? 1 : -1;
        }
        return joined(variances.parametersOf(covariance), signs);
    }

    @Override
    public Bounds bounds() {
        return variances.bounds().and(Bounds.none(size - 1));
    }

    /** With S the covariance and A its adjoint, dL/d log variance d = (A∘S)·1. */
    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        double[] slopes = Products.multiply(adjoint, matrix(parameters)).diagonal();
        return joined(variances.pullbackOfLogarithms(slopes), new double[size - 1]);
    }

    /**
     * Changes the sign of the output that gains most by it. Only one that presses towards 0 is considered: were it not
     * for a bound, or for the logarithm of its variance, its w_d would shrink and pass through 0. A variance that has
     * all but vanished is raised by the way.
     */
    @Override
    public Optional<double[]> escape(double[] parameters, Matrix adjoint) {
        double[] raised = variances.variances(parameters);
        double[] slopes = Products.multiply(adjoint, matrix(parameters)).diagonal();
        double largest = Arrays.stream(raised).max().orElse(0);
        int best = -1;
        double variance = 0;
        double gain = LEAST_GAIN;
        for (int d = 0; d < size; d++) {
            // With f w_d in place of w_d, L gains shared (f − 1) + own (f² − 1) to first order in the covariance.
            double own = adjoint.get(d, d) * raised[d];
            double shared = 2 * (slopes[d] - own);
            if (slopes[d] < LEAST_SLOPE * shared / 2) {
                double factor = raised[d] < VANISHED * largest ? raise(shared, own) : 1;
                double gained = -shared * (1 + factor) + own * (factor * factor - 1);
                if (gained > gain) {
                    best = d;
                    variance = factor * factor * raised[d];
                    gain = gained;
                }
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        raised[best] = variance;
        return Optional.of(joined(variances.parametersOf(Matrix.diagonal(raised)), turned(parameters, best)));
    }

    /** Half of the way to the maximum of −shared f + own f², unless that is more than is tried, or no maximum. */
    private static double raise(double shared, double own) {
        return Math.max(1, Math.min(GAIN / -shared, -shared / (4 * Math.abs(own))));
    }

    /** The signs, with that of one output changed: that of the first by changing all others. */
    private double[] turned(double[] parameters, int output) {
        double[] signs = new double[size - 1];
        for (int d = 1; d < size; d++) {
            signs[d - 1] = output == 0 || output == d ? -sign(parameters, d) : sign(parameters, d);
        }
        return signs;
    }

    private static double[] joined(double[] ofVariances, double[] signs) {
        double[] all = Arrays.copyOf(ofVariances, ofVariances.length + signs.length);
        System.arraycopy(signs, 0, all, ofVariances.length, signs.length);
        return all;
    }
}
