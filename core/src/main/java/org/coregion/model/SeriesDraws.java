package org.coregion.model;

import java.util.random.RandomGenerator;
import org.coregion.engine.Engine;
import org.coregion.linalg.Matrix;

/** Draws from the prior of the whitened series: signals of covariance δ_d M, noise of variance 1. */
final class SeriesDraws {
    private SeriesDraws() {}

    /**
     * Independent draws of all D signals: rows×(draws·D), signal d of draw i in column i·D + d.
     *
     * @param engine that of M
     */
    static Matrix signals(Engine engine, double[] delta, int draws, RandomGenerator random) {
        Matrix signals = engine.sample(random, draws * delta.length);
        int columns = signals.columns();
        for (int column = 0; column < columns; column++) {
            double deviation = Math.sqrt(delta[column % delta.length]);
            for (int t = 0; t < signals.rows(); t++) {
                signals.set(t, column, deviation * signals.get(t, column));
            }
        }
        return signals;
    }

    /** Adds noise to series, in place; {@code variances} has one for each row. */
    static void addNoise(Matrix series, double[] variances, RandomGenerator random) {
        for (int t = 0; t < series.rows(); t++) {
            double deviation = Math.sqrt(variances[t]);
            for (int column = 0; column < series.columns(); column++) {
                series.set(t, column, series.get(t, column) + deviation * random.nextGaussian());
            }
        }
    }
}
