package org.coregion.model;

import java.util.Objects;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** Gaussian predictions of D outputs at n inputs, in the units of the outputs. Immutable. */
public final class Prediction {
    private final double[][] mean;
    /** D×D: independent series to outputs. */
    private final Matrix unwhitening;
    /** n×D variances of the independent series. */
    private final Matrix variance;

    Prediction(double[][] mean, Matrix unwhitening, Matrix variance) {
        this.mean = mean;
        this.unwhitening = unwhitening;
        this.variance = variance;
    }

    /** The number of inputs, n. */
    public int size() {
        return mean.length;
    }

    /** The means: n×D, a copy. */
    public double[][] mean() {
        double[][] copy = new double[mean.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = mean[i].clone();
        }
        return copy;
    }

    /** The standard deviations: n×D. */
    public double[][] standardDeviation() {
        double[][] result = new double[mean.length][unwhitening.rows()];
        for (int i = 0; i < result.length; i++) {
            for (int d = 0; d < unwhitening.rows(); d++) {
                double sum = 0;
                for (int k = 0; k < unwhitening.columns(); k++) {
                    sum += variance.get(i, k) * unwhitening.get(d, k) * unwhitening.get(d, k);
                }
                result[i][d] = Math.sqrt(sum);
            }
        }
        return result;
    }

    /**
     * The covariance between the outputs at one input: D×D.
     *
     * @param index which input, from 0
     * @throws IndexOutOfBoundsException if there is no such input
     */
    public double[][] covariance(int index) {
        Objects.checkIndex(index, mean.length);
        Matrix scaled = Products.multiply(unwhitening, Matrix.diagonal(variance.row(index)));
        return Products.multiplyTranspose(scaled, unwhitening).toArray();
    }
}
