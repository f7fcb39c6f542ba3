package org.coregion.model;

import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;

/**
 * Covariances of any kind, as D² numbers row by row: those of heterotopic data.
 *
 * @param outputs D
 */
record BlockLayout(int outputs) implements CovarianceLayout {
    @Override
    public double[] variances(double[] stored) {
        return covariance(stored).diagonal();
    }

    @Override
    public Matrix covariance(double[] stored) {
        return Matrix.wrap(outputs, outputs, stored.clone());
    }

    @Override
    public double logDensity(double[] residual, double[] stored) {
        int[] all = IntStream.range(0, outputs).toArray();
        return KnownOutputs.of(covariance(stored), residual, all, new int[0]).logDensity();
    }
}
