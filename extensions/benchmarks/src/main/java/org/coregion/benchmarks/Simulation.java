package org.coregion.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** Seeded random matrices: the same in every run. */
final class Simulation {
    private static final long SEED = 20261123;

    /** The variance of an output's own signal, beside the two that all outputs share. */
    private static final double OWN = 0.1;

    private Simulation() {}

    static RandomGenerator random() {
        return new SplittableRandom(SEED);
    }

    /** Points in the unit cube, one per row. */
    static Matrix uniform(int rows, int columns) {
        RandomGenerator random = random();
        Matrix result = Matrix.zeros(rows, columns);
        Arrays.setAll(result.data(), i -> random.nextDouble());
        return result;
    }

    static Matrix normal(int rows, int columns, RandomGenerator random) {
        Matrix result = Matrix.zeros(rows, columns);
        Arrays.setAll(result.data(), i -> random.nextGaussian());
        return result;
    }

    static Matrix symmetric(int size) {
        Matrix result = normal(size, size, random());
        result.copyLowerToUpper();
        return result;
    }

    /** The basis of a constant mean. */
    static Matrix ones(int rows) {
        Matrix result = Matrix.zeros(rows, 1);
        Arrays.fill(result.data(), 1);
        return result;
    }

    /** K: two processes that all outputs share, and one of each output's own. */
    static Matrix coregionalization(int outputs) {
        Matrix loadings = normal(outputs, 2, random());
        return Products.multiplyTranspose(loadings, loadings)
                .plus(OWN, Matrix.diagonal(ones(outputs).data()));
    }

    /** Σ: variances from 0.1 to 0.5. */
    static Matrix noise(int outputs) {
        double[] variances = new double[outputs];
        Arrays.setAll(variances, d -> 0.1 + 0.4 * d / outputs);
        return Matrix.diagonal(variances);
    }

    /**
     * Outputs with this K and Σ, T×D.
     *
     * @param signal T×D, independent draws from N(0, M)
     */
    static double[][] outputs(Matrix signal, RandomGenerator random) {
        int d = signal.columns();
        Matrix mixing =
                Cholesky.of(coregionalization(d), "coregionalization matrix").lower();
        double[] variances = noise(d).diagonal();
        double[][] rows = new double[signal.rows()][d];
        for (int t = 0; t < rows.length; t++) {
            for (int i = 0; i < d; i++) {
                double sum = Math.sqrt(variances[i]) * random.nextGaussian();
                for (int k = 0; k <= i; k++) {
                    sum += mixing.get(i, k) * signal.get(t, k);
                }
                rows[t][i] = sum;
            }
        }
        return rows;
    }
}
