package org.coregion.benchmarks;

import java.util.random.RandomGenerator;
import org.coregion.linalg.Matrix;

/**
 * Draws of a Matérn-5/2 process as sums of cosines (Rahimi and Recht 2007): approximate, but in memory that grows with
 * T only.
 */
final class RandomFeatures {
    private static final int COUNT = 1000;

    /** Twice the smoothness: frequencies follow a t distribution with this many degrees of freedom. */
    private static final int FREEDOM = 5;

    private RandomFeatures() {}

    /**
     * Independent draws, one per column.
     *
     * @param inputs T×Q
     * @param lengthscales one per input column
     */
    static Matrix sample(Matrix inputs, double[] lengthscales, RandomGenerator random, int count) {
        Matrix draws = Matrix.zeros(inputs.rows(), count);
        double[] frequency = new double[lengthscales.length];
        double[] weights = new double[count];
        for (int f = 0; f < COUNT; f++) {
            double spread = Math.sqrt(FREEDOM / chiSquared(random));
            for (int q = 0; q < frequency.length; q++) {
                frequency[q] = spread * random.nextGaussian() / lengthscales[q];
            }
            for (int j = 0; j < count; j++) {
                weights[j] = Math.sqrt(2.0 / COUNT) * random.nextGaussian();
            }
            addCosine(draws, inputs, frequency, 2 * Math.PI * random.nextDouble(), weights);
        }
        return draws;
    }

    private static double chiSquared(RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < FREEDOM; i++) {
            double z = random.nextGaussian();
            sum += z * z;
        }
        return sum;
    }

    private static void addCosine(Matrix draws, Matrix inputs, double[] frequency, double phase, double[] weights) {
        for (int t = 0; t < draws.rows(); t++) {
            double angle = phase;
            for (int q = 0; q < frequency.length; q++) {
                angle += frequency[q] * inputs.get(t, q);
            }
            double cosine = Math.cos(angle);
            for (int j = 0; j < weights.length; j++) {
                draws.set(t, j, draws.get(t, j) + weights[j] * cosine);
            }
        }
    }
}
