package org.coregion.engine;

import org.coregion.linalg.Matrix;

/** Sums over right-hand sides of zᵀz and zᵀMz, D×D each, from the coordinates of their D series. Mutable. */
final class SeriesSquares {
    private final double[] lambda;
    private final int d;
    private final Matrix gram;
    private final Matrix kernelGram;

    /** @param lambda the eigenvalues of M along the coordinates */
    SeriesSquares(double[] lambda, int d) {
        this.lambda = lambda;
        this.d = d;
        this.gram = Matrix.zeros(d, d);
        this.kernelGram = Matrix.zeros(d, d);
    }

    /**
     * Adds {@code factor} times the squares of the rows {@code from} to {@code to} − 1, any number of times D series.
     */
    void add(double factor, Matrix series, int from, int to) {
        int r = series.columns();
        double[] z = series.data();
        for (int first = from; first < to; first += d) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    int left = (first + i) * r;
                    int right = (first + j) * r;
                    double plain = 0;
                    double weighted = 0;
                    for (int k = 0; k < r; k++) {
                        double product = z[left + k] * z[right + k];
                        plain += product;
                        weighted += lambda[k] * product;
                    }
                    addBoth(gram, i, j, factor * plain);
                    addBoth(kernelGram, i, j, factor * weighted);
                }
            }
        }
    }

    private static void addBoth(Matrix target, int i, int j, double value) {
        target.set(i, j, target.get(i, j) + value);
        if (i != j) {
            target.set(j, i, target.get(j, i) + value);
        }
    }

    /** Σ zᵀz: not a copy. */
    Matrix gram() {
        return gram;
    }

    /** Σ zᵀMz: not a copy. */
    Matrix kernelGram() {
        return kernelGram;
    }
}
