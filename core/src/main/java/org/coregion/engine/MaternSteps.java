package org.coregion.engine;

import org.coregion.kernel.MaternForm;
import org.coregion.linalg.Parallel;

/** The steps between neighbouring rows under a Matérn form with n states. Immutable. */
final class MaternSteps {
    /** Lengths that a thread takes at a time. */
    private static final int BLOCK = 1 << 12;

    final SortedInputs inputs;
    final MaternForm form;
    /** For every length a and e^−a, which all filters look at. */
    final double[] moves;
    /**
     * For every length the weights and the factor of the noise, d_0 and column 0 below its diagonal, d_1 and column 1,
     * and so on: n(n + 1)/2 values, for the covariances alone.
     */
    final double[] noise;

    MaternSteps(MaternForm form, SortedInputs inputs, int threads) {
        this.inputs = inputs;
        this.form = form;
        int n = form.dimension();
        int count = inputs.distances().length;
        this.moves = new double[Math.multiplyExact(count, 2)];
        this.noise = new double[Math.multiplyExact(count, n * (n + 1) / 2)];
        int blocks = (count + BLOCK - 1) / BLOCK;
        Parallel.forEach(threads, blocks, block -> fill(block * BLOCK, Math.min(count, (block + 1) * BLOCK)));
    }

    private void fill(int from, int to) {
        int n = form.dimension();
        double[] c = new double[n * n];
        double[] d = new double[n];
        int at = from * n * (n + 1) / 2;
        for (int s = from; s < to; s++) {
            double a = form.scaled(inputs.distances()[s]);
            moves[2 * s] = a;
            moves[2 * s + 1] = Math.exp(-a);
            form.noise(a, moves[2 * s + 1], c, d);
            for (int j = 0; j < n; j++) {
                noise[at++] = d[j];
                for (int i = j + 1; i < n; i++) {
                    noise[at++] = c[i * n + j];
                }
            }
        }
    }
}
