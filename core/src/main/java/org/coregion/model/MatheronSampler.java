package org.coregion.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.Engine;
import org.coregion.engine.EnginePlan;
import org.coregion.engine.Rows;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * Draws at new inputs, series by series as deviations from their posterior means, by Matheron's rule (Journel and
 * Huijbregts 1978; Wilson et al. 2021): with signals (g, g*) drawn from the prior at the T inputs and the n new ones
 * together, and noise ε at the inputs, g* less what g + ε leads to expect there has the posterior covariance. So it has
 * where the mean is estimated, from g + ε as from the data: an unbiased predictor errs by the same whatever the mean, a
 * prior of which is an observation like others. Nothing is factorised that the engines do not know already.
 */
final class MatheronSampler {
    /** Series solved at once. */
    private static final int COLUMNS = 64;

    private final Conditioning conditioning;
    private final OutputSpectrum spectrum;
    /** That of the inputs, then the new ones. */
    private final Engine joint;

    private final Matrix newInputs;
    private final int rows;
    private final double[] noise;

    /**
     * A sampler, at the cost of an engine for T + n rows.
     *
     * @param data what was conditioned on
     */
    MatheronSampler(
            GpParameters parameters,
            Conditioning conditioning,
            MultiOutputData data,
            Matrix newInputs,
            Backend backend) {
        this.conditioning = conditioning;
        this.spectrum = OutputSpectrum.of(parameters.coregionalization(), parameters.noise());
        this.joint = EnginePlan.automatic(parameters.kernel(), Rows.of(stacked(data.inputs(), newInputs)), backend);
        this.newInputs = newInputs;
        this.rows = data.observationCount();
        this.noise = data.relativeNoise();
    }

    /**
     * Draws about the posterior means: count×n×D.
     *
     * @param mean n×D
     * @param relativeNoise n noise variances of new observations relative to Σ: 0 for the functions
     */
    double[][][] draw(Matrix mean, double[] relativeNoise, int count, long seed) {
        int d = mean.columns();
        int batch = Math.max(1, COLUMNS / d);
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom ofNewNoise = random.split();
        double[][][] draws = new double[count][][];
        for (int from = 0; from < count; from += batch) {
            int size = Math.min(batch, count - from);
            Matrix deviations = deviations(size, random);
            for (int i = 0; i < size; i++) {
                Matrix series = deviations.columns(i * d, (i + 1) * d);
                SeriesDraws.addNoise(series, relativeNoise, ofNewNoise);
                draws[from + i] = mean.plus(1, spectrum.unwhiten(series)).toArray();
            }
        }
        return draws;
    }

    /** Deviations of the series from their means: n×(draws·D), series d of draw i in column i·D + d. */
    private Matrix deviations(int draws, RandomGenerator random) {
        Matrix signals = SeriesDraws.signals(joint, spectrum.delta(), draws, random);
        Matrix observed = signals.rowsBetween(0, rows);
        SeriesDraws.addNoise(observed, noise, random);
        return signals.rowsBetween(rows, signals.rows()).plus(-1, conditioning.expected(newInputs, observed, random));
    }

    /** The rows of two matrices, one below the other. */
    static Matrix stacked(Matrix top, Matrix bottom) {
        double[] data = Arrays.copyOf(top.data(), top.data().length + bottom.data().length);
        System.arraycopy(bottom.data(), 0, data, top.data().length, bottom.data().length);
        return Matrix.wrap(top.rows() + bottom.rows(), top.columns(), data);
    }
}
