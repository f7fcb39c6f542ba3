package org.coregion.covariance;

import org.coregion.Bounds;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Any definite covariance by its variances and correlations, D^½ C D^½ (the separation strategy of Barnard, McCulloch
 * and Meng 2000), so that variances can be fixed, bounded and tied. C = FFᵀ, where row i of the lower triangular F is
 * (u_i1, …, u_i(i−1), 1) over its length: the parameters are those of the variances, then the u, row by row.
 *
 * <p>A singular covariance is a limit at infinity here; {@link FullCovariance}, which serves where nothing is demanded
 * of the variances, has it as an ordinary point.
 */
final class SeparatedCovariance implements OutputCovariance {
    /** A correlation that leaves less of a variance to itself than this share is moved away from ±1. */
    private static final double LEAST_REST = 1e-8;

    private final LogDiagonal variances;
    private final int size;

    /** @param size D */
    SeparatedCovariance(LogDiagonal variances, int size) {
        this.variances = variances;
        this.size = size;
    }

    @Override
    public int parameterCount() {
        return variances.parameterCount() + size * (size - 1) / 2;
    }

    @Override
    public Matrix matrix(double[] parameters) {
        Matrix scaled = factor(parameters).scaledRows(deviations(parameters));
        return Products.multiplyTranspose(scaled, scaled);
    }

    /** The nearest variances that the limits allow, with the correlations of {@code covariance}. */
    @Override
    public double[] parametersOf(Matrix covariance) {
        double[] parameters = new double[parameterCount()];
        double[] ofVariances = variances.parametersOf(covariance);
        System.arraycopy(ofVariances, 0, parameters, 0, ofVariances.length);
        Matrix f = Matrix.zeros(size, size);
        int next = ofVariances.length;
        for (int i = 0; i < size; i++) {
            double rest = 1;
            for (int j = 0; j < i; j++) {
                double product = covariance.get(i, i) * covariance.get(j, j);
                double sum = product > 0 ? covariance.get(i, j) / Math.sqrt(product) : 0;
                for (int k = 0; k < j; k++) {
                    sum -= f.get(i, k) * f.get(j, k);
                }
                double largest = Math.sqrt(Math.max(0, rest - LEAST_REST));
                double value = Math.max(-largest, Math.min(largest, sum / f.get(j, j)));
                f.set(i, j, value);
                rest -= value * value;
            }
            f.set(i, i, Math.sqrt(rest));
            for (int j = 0; j < i; j++) {
                parameters[next++] = f.get(i, j) / f.get(i, i);
            }
        }
        return parameters;
    }

    @Override
    public Bounds bounds() {
        Bounds ofVariances = variances.bounds();
        double[] lower = new double[parameterCount()];
        double[] upper = new double[parameterCount()];
        for (int i = 0; i < lower.length; i++) {
            boolean isVariance = i < ofVariances.size();
            lower[i] = isVariance ? ofVariances.lower()[i] : Double.NEGATIVE_INFINITY;
            upper[i] = isVariance ? ofVariances.upper()[i] : Double.POSITIVE_INFINITY;
        }
        return new Bounds(lower, upper);
    }

    /**
     * With S the covariance and A its adjoint, dL/d log variance d = (A∘S)·1, and the adjoint of F is 2 D^½AD^½F, of
     * which the part along a row of F is lost to its length.
     */
    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        double[] gradient = new double[parameters.length];
        double[] deviations = deviations(parameters);
        Matrix f = factor(parameters);
        Matrix ofF = Products.multiply(adjoint.scaled(deviations, deviations), f);
        double[] perVariance = new double[size];
        int next = variances.parameterCount();
        for (int i = 0; i < size; i++) {
            double along = 0;
            for (int j = 0; j <= i; j++) {
                along += f.get(i, j) * ofF.get(i, j);
            }
            // The variance, once more, since the diagonal form multiplies by it.
            perVariance[i] = along / (deviations[i] * deviations[i]);
            for (int j = 0; j < i; j++) {
                gradient[next++] = 2 * f.get(i, i) * (ofF.get(i, j) - along * f.get(i, j));
            }
        }
        double[] ofVariances = variances.pullback(parameters, Matrix.diagonal(perVariance));
        System.arraycopy(ofVariances, 0, gradient, 0, variances.parameterCount());
        return gradient;
    }

    private double[] deviations(double[] parameters) {
        double[] deviations = variances.matrix(parameters).diagonal();
        for (int d = 0; d < size; d++) {
            deviations[d] = Math.sqrt(deviations[d]);
        }
        return deviations;
    }

    /** F, with rows of length 1. */
    private Matrix factor(double[] parameters) {
        Matrix f = Matrix.zeros(size, size);
        int next = variances.parameterCount();
        for (int i = 0; i < size; i++) {
            double squares = 1;
            for (int j = 0; j < i; j++) {
                double u = parameters[next++];
                f.set(i, j, u);
                squares += u * u;
            }
            double length = Math.sqrt(squares);
            for (int j = 0; j < i; j++) {
                f.set(i, j, f.get(i, j) / length);
            }
            f.set(i, i, 1 / length);
        }
        return f;
    }
}
