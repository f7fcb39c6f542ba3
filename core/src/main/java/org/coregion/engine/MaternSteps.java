package org.coregion.engine;

import org.coregion.kernel.MaternForm;

/**
 * The steps between neighbouring rows under a Matérn form with n states, in one array: for every length a, e^−a, then
 * the weights and the factor of the noise, d_0 and column 0 below its diagonal, d_1 and column 1, and so on. Immutable.
 */
final class MaternSteps {
    /** The values per length with 1, 2 and 3 states. */
    static final int[] WIDTH = {0, 3, 5, 8};

    final SortedInputs inputs;
    final MaternForm form;
    final double[] values;

    MaternSteps(MaternForm form, SortedInputs inputs) {
        this.inputs = inputs;
        this.form = form;
        int n = form.dimension();
        double[] distances = inputs.distances();
        this.values = new double[Math.multiplyExact(distances.length, WIDTH[n])];
        double[] phi = new double[n * n];
        double[] c = new double[n * n];
        double[] d = new double[n];
        int at = 0;
        for (double distance : distances) {
            form.step(distance, phi, c, d);
            double a = form.scaled(distance);
            values[at++] = a;
            values[at++] = Math.exp(-a);
            for (int j = 0; j < n; j++) {
                values[at++] = d[j];
                for (int i = j + 1; i < n; i++) {
                    values[at++] = c[i * n + j];
                }
            }
        }
    }
}
