package org.coregion.covariance;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * A covariance by its variances and correlations, D^½ C D^½ (the separation strategy of Barnard, McCulloch and Meng
 * 2000), so that variances can be fixed, bounded and tied: the parameters are those of the variances, then those of the
 * correlations.
 *
 * <p>Where the covariance has to be definite, C is (1 − ρ) times the correlations off its diagonal: of each variance
 * the share ρ is the output's own, and ρD a lower bound of the covariance.
 *
 * <p>Of rank 1 without a diagonal it is {@link SignedDeviations}. A variance of 0 is a limit at infinity here; the
 * forms that serve where nothing is demanded of the variances have it as an ordinary point.
 */
final class SeparatedCovariance implements OutputCovariance {
    private final LogDiagonal variances;
    private final UnitRows correlations;
    /** 1 − ρ. */
    private final double common;

    private SeparatedCovariance(LogDiagonal variances, UnitRows correlations, double common) {
        this.variances = variances;
        this.correlations = correlations;
        this.common = common;
    }

    /**
     * The covariance in standardised units.
     *
     * @param limits of the D variances, in the user's units
     * @param scale D standard units of the outputs
     * @param floor D smallest variances where the limits demand none; with any above 0 the covariance is definite
     * @param correlations of the form
     */
    static SeparatedCovariance of(ParameterLimits limits, double[] scale, double[] floor, UnitRows correlations) {
        boolean isDefinite = Arrays.stream(floor).anyMatch(variance -> variance > 0);
        return new SeparatedCovariance(
                new LogDiagonal(scale, floor, limits),
                correlations,
                isDefinite ? 1 - CovarianceForm.LEAST_OWN_SHARE : 1);
    }

    @Override
    public int parameterCount() {
        return variances.parameterCount() + correlations.parameterCount();
    }

    @Override
    public Matrix matrix(double[] parameters) {
        double[] variance = variances.variances(parameters);
        double[] deviation = roots(variance);
        Matrix covariance =
                correlations.matrix(ofCorrelations(parameters)).times(common).scaled(deviation, deviation);
        for (int d = 0; d < variance.length; d++) {
            covariance.set(d, d, variance[d]);
        }
        return covariance;
    }

    /** The nearest variances that the limits allow, and the nearest correlations that the form does. */
    @Override
    public double[] parametersOf(Matrix covariance) {
        int size = covariance.rows();
        Matrix nearest = Matrix.identity(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double product = Math.sqrt(covariance.get(i, i)) * Math.sqrt(covariance.get(j, j));
                double correlation = product > 0 ? covariance.get(i, j) / (common * product) : 0;
                nearest.set(i, j, correlation);
                nearest.set(j, i, correlation);
            }
        }
        return concat(variances.parametersOf(covariance), correlations.parametersOf(nearest));
    }

    @Override
    public Bounds bounds() {
        return variances.bounds().and(Bounds.none(correlations.parameterCount()));
    }

    /** With S the covariance and A its adjoint, dL/d log variance d = (A∘S)·1. */
    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        double[] slopes = Products.multiply(adjoint, matrix(parameters)).diagonal();
        double[] deviation = roots(variances.variances(parameters));
        return concat(
                variances.pullbackOfLogarithms(slopes),
                correlations.pullback(ofCorrelations(parameters), adjointOfCorrelations(adjoint, deviation)));
    }

    /** That of the correlations. */
    @Override
    public Optional<double[]> escape(double[] parameters, Matrix adjoint) {
        double[] ofVariances = Arrays.copyOf(parameters, variances.parameterCount());
        double[] deviation = roots(variances.variances(parameters));
        return correlations
                .escape(ofCorrelations(parameters), adjointOfCorrelations(adjoint, deviation))
                .map(escaped -> concat(ofVariances, escaped));
    }

    private Matrix adjointOfCorrelations(Matrix adjoint, double[] deviation) {
        return adjoint.times(common).scaled(deviation, deviation);
    }

    private double[] ofCorrelations(double[] parameters) {
        return Arrays.copyOfRange(parameters, variances.parameterCount(), parameters.length);
    }

    private static double[] roots(double[] variances) {
        return Arrays.stream(variances).map(Math::sqrt).toArray();
    }

    private static double[] concat(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
