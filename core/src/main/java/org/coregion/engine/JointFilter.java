package org.coregion.engine;

import java.util.Arrays;

/**
 * The Kalman filter of all outputs, for c right-hand sides at once, which observes the outputs of a row one by one:
 * O(N³ + DN(N + c)) a row, N = r·n. Mutable workspace.
 */
final class JointFilter {
    private final JointModel model;
    private final ObservedRow row;
    private final RowColumns columns;
    private final StateFactor factor;
    private final int n;
    private final int r;
    private final int c;
    /** N×c. */
    private final double[] means;

    private final double[] values;
    private final double[] transition;
    private final BlockTransition blocks;

    JointFilter(JointModel model, RowColumns columns) {
        this.model = model;
        this.row = new ObservedRow(model);
        this.columns = columns;
        this.factor = new StateFactor(model);
        this.n = model.states();
        this.r = model.seriesCount();
        this.c = columns.count();
        this.means = new double[r * n * c];
        this.values = new double[model.outputCount() * c];
        this.transition = new double[n * n];
        this.blocks = new BlockTransition(n, r);
    }

    /** The factor of the states' covariance after the last row. */
    StateFactor factor() {
        return factor;
    }

    /** The states' means after the last row, N×c: not a copy. */
    double[] means() {
        return means;
    }

    /** The row last observed. */
    ObservedRow row() {
        return row;
    }

    /** Goes back to a row that was left. */
    void restore(double[] savedFactor, double[] savedMeans) {
        factor.restore(savedFactor);
        System.arraycopy(savedMeans, 0, means, 0, means.length);
    }

    /**
     * Moves to row t from the one before and takes its observations in.
     *
     * @param gains m×N values from {@code gainsTo}: PH[j]ᵀ/F of each observation
     * @param variances m values from {@code variancesTo}: F
     * @param innovations m×c values from {@code innovationsTo}
     * @return the number of observations, m
     */
    int advance(
            int t,
            double[] gains,
            int gainsTo,
            double[] variances,
            int variancesTo,
            double[] innovations,
            int innovationsTo) {
        if (t == 0) {
            factor.start();
            Arrays.fill(means, 0);
        } else {
            factor.step(t);
            model.table().transition(t, transition);
            blocks.left(transition, means, c);
        }
        row.moveTo(t);
        columns.fill(t, values);
        row.decorrelate(values, innovations, innovationsTo, c);
        for (int j = 0; j < row.count(); j++) {
            int gain = gainsTo + j * r * n;
            variances[variancesTo + j] = factor.observe(row.loadings(), j * r, gains, gain);
            observe(j, gains, gain, innovations, innovationsTo + j * c);
        }
        return row.count();
    }

    private void observe(int j, double[] gains, int gain, double[] innovations, int to) {
        for (int k = 0; k < r; k++) {
            double h = row.loadings()[j * r + k];
            for (int i = 0; i < c; i++) {
                innovations[to + i] -= h * means[k * n * c + i];
            }
        }
        for (int x = 0; x < r * n; x++) {
            for (int i = 0; i < c; i++) {
                means[x * c + i] += gains[gain + x] * innovations[to + i];
            }
        }
    }
}
