package org.coregion.model;

import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Covariances that one spectrum makes diagonal, as D variances of independent series: those of complete data.
 *
 * @param spectrum between outputs and series
 */
record SeriesLayout(OutputSpectrum spectrum) implements CovarianceLayout {
    /** Outputs without covariances, as their own series. */
    static SeriesLayout separate(int outputs) {
        return new SeriesLayout(OutputSpectrum.of(Matrix.zeros(outputs, outputs), Matrix.identity(outputs)));
    }

    @Override
    public int outputs() {
        return spectrum.delta().length;
    }

    @Override
    public double[] variances(double[] stored) {
        Matrix unwhitening = spectrum.unwhitening();
        double[] result = new double[stored.length];
        for (int d = 0; d < result.length; d++) {
            for (int k = 0; k < result.length; k++) {
                result[d] += stored[k] * unwhitening.get(d, k) * unwhitening.get(d, k);
            }
        }
        return result;
    }

    @Override
    public Matrix covariance(double[] stored) {
        Matrix scaled = Products.multiply(spectrum.unwhitening(), Matrix.diagonal(stored));
        return Products.multiplyTranspose(scaled, spectrum.unwhitening());
    }

    @Override
    public double logDensity(double[] residual, double[] stored) {
        double[] series = Products.multiply(Matrix.wrap(1, residual.length, residual), spectrum.whitening())
                .data();
        double sum = series.length * Math.log(2 * Math.PI) + spectrum.logDeterminantOfNoise();
        for (int k = 0; k < series.length; k++) {
            sum += Math.log(stored[k]) + series[k] * series[k] / stored[k];
        }
        return -sum / 2;
    }
}
