package org.coregion.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.Engine;
import org.coregion.engine.EnginePlan;
import org.coregion.engine.Rows;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * Draws the whitened series at new inputs, as deviations from their posterior means, by Matheron's rule (Journel and
 * Huijbregts 1978; Wilson et al. 2021): with signals (g, g*) drawn from the prior at the T inputs and the n new ones
 * together, and noise ε at the inputs, g* less what g + ε leads to expect there has the posterior covariance. Nothing
 * is factorised that the engines do not know already.
 */
final class MatheronSampler {
    /** Series solved at once. */
    private static final int COLUMNS = 64;

    private final Conditioning conditioning;
    /** That of the inputs, then the new ones. */
    private final Engine joint;

    private final Matrix newInputs;
    private final int rows;
    private final double[] noise;
    private final double[] delta;

    /**
     * A sampler, at the cost of an engine for T + n rows.
     *
     * @param data what was conditioned on
     */
    MatheronSampler(
            Kernel kernel,
            Conditioning conditioning,
            MultiOutputData data,
            Matrix newInputs,
            double[] delta,
            Backend backend) {
        this.conditioning = conditioning;
        this.joint = EnginePlan.automatic(kernel, Rows.of(stacked(data.inputs(), newInputs)), backend);
        this.newInputs = newInputs;
        this.rows = data.observationCount();
        this.noise = data.relativeNoise();
        this.delta = delta;
    }

    /** How many draws to take at once. */
    int batch() {
        return Math.max(1, COLUMNS / delta.length);
    }

    /** Deviations from the means: n×(draws·D), series d of draw i in column i·D + d. */
    Matrix deviations(int draws, RandomGenerator random) {
        Matrix signals = SeriesDraws.signals(joint, delta, draws, random);
        Matrix observed = signals.rowsBetween(0, rows);
        SeriesDraws.addNoise(observed, noise, random);
        return signals.rowsBetween(rows, signals.rows()).plus(-1, conditioning.expected(newInputs, observed));
    }

    /** The rows of two matrices, one below the other. */
    static Matrix stacked(Matrix top, Matrix bottom) {
        double[] data = Arrays.copyOf(top.data(), top.data().length + bottom.data().length);
        System.arraycopy(bottom.data(), 0, data, top.data().length, bottom.data().length);
        return Matrix.wrap(top.rows() + bottom.rows(), top.columns(), data);
    }
}
