package org.coregion.engine;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coregion.kernel.StateSpaceForm;
import org.coregion.linalg.Cholesky;

/** Draws a path of the states step by step. Mutable workspace. */
final class StateSampler {
    private final StepTable table;
    private final int n;
    /** The Cholesky factor of P∞, n×n. */
    private final double[] start;

    private final double[] transition;
    private final double[] factor;
    private final double[] weights;
    private final double[] moved;

    StateSampler(StateSpaceForm form, StepTable table) {
        this.table = table;
        this.n = form.dimension();
        this.start = Cholesky.of(form.stationaryCovariance(), "stationary covariance")
                .lower()
                .data();
        this.transition = new double[n * n];
        this.factor = new double[n * n];
        this.weights = new double[n];
        this.moved = new double[n];
    }

    /** Fills in f, the first state, at every row. */
    void sample(RandomGenerator random, double[] target, int from) {
        double[] state = new double[n];
        Arrays.fill(weights, table.factor(0) * table.factor(0));
        addNoise(random, start, state);
        for (int t = 0; t < table.size(); t++) {
            if (t > 0) {
                table.transition(t, transition);
                table.factor(t, factor);
                table.weights(t, weights, 0);
                move(state);
                addNoise(random, factor, state);
            }
            target[from + t] = state[0];
        }
    }

    private void move(double[] state) {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += transition[i * n + j] * state[j];
            }
            moved[i] = sum;
        }
        System.arraycopy(moved, 0, state, 0, n);
    }

    /** Adds a draw from N(0, C·Diag(weights)·Cᵀ). */
    private void addNoise(RandomGenerator random, double[] c, double[] state) {
        for (int j = 0; j < n; j++) {
            double draw = Math.sqrt(weights[j]) * random.nextGaussian();
            for (int i = 0; i < n; i++) {
                state[i] += c[i * n + j] * draw;
            }
        }
    }
}
