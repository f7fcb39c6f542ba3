package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Matern32;
import org.coregion.model.GpModel;
import org.coregion.model.ModelEvaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fits to rows whose noise variances are known relative to each other. */
class RelativeNoiseFitTest {
    private static final int T = 40;

    private final double[] noise =
            IntStream.range(0, T).mapToDouble(t -> t % 4 == 0 ? 0.1 : 1 + t % 3).toArray();
    private final MultiOutputData data =
            new Samples(21).data(T, 2, 1, new Matern32(2), 0.5).withRelativeNoise(noise);

    /** Without signal: the weighted mean, and the mean of the squared residuals over n. */
    @Test
    void independentRowsAreWeightedByTheirPrecision() {
        GpModel model =
                GpModel.withDefaults().withFixedKernel(new Matern32(1)).withFixedCoregionalization(new double[2][2]);

        FitResult fit = Fitter.fit(data, model);

        double precision = Arrays.stream(noise).map(n -> 1 / n).sum();
        for (int d = 0; d < 2; d++) {
            double mean = 0;
            for (int t = 0; t < T; t++) {
                mean += data.outputs().get(t, d) / noise[t] / precision;
            }
            double variance = 0;
            for (int t = 0; t < T; t++) {
                variance += Math.pow(data.outputs().get(t, d) - mean, 2) / noise[t] / T;
            }
            assertThat(fit.mean()[d]).isCloseTo(mean, within(1e-9));
            assertThat(fit.noiseVariances()[d]).isCloseTo(variance, within(1e-6 * variance));
            assertThat(fit.meanStandardErrors()[0][d]).isCloseTo(Math.sqrt(variance / precision), within(1e-6));
        }
    }

    @Test
    void onlyTheirRatiosMatter() {
        double[] times = Arrays.stream(noise).map(n -> 1e6 * n).toArray();
        GpModel model = GpModel.withDefaults().withNoise(CovarianceForm.full());

        FitResult fit = Fitter.fit(data, model);
        FitResult scaled = Fitter.fit(data.withRelativeNoise(times), model);

        assertThat(fit.isConverged() && scaled.isConverged()).isTrue();
        assertThat(scaled.objective()).isCloseTo(fit.objective(), within(1e-7));
        for (int d = 0; d < 2; d++) {
            assertThat(1e6 * scaled.noiseVariances()[d])
                    .isCloseTo(fit.noiseVariances()[d], within(1e-5 * fit.noiseVariances()[d]));
            assertThat(scaled.coregionalization()[d][0]).isCloseTo(fit.coregionalization()[d][0], within(1e-4));
        }
        assertThat(ModelEvaluation.of(data, fit.parameters()).objective()).isCloseTo(fit.objective(), within(1e-7));
    }

    /** n = 1/4 at every row is Σ/4 at every row, and so is a fixed Σ. */
    @Test
    void equalNoiseOfAnySizeIsNoneOfItsOwn() {
        double[] quarter = new double[T];
        Arrays.fill(quarter, 0.25);
        double[] ones = new double[T];
        Arrays.fill(ones, 1);
        double[][] sigma = {{0.3, 0.1}, {0.1, 0.2}};
        double[][] fourfold = {{1.2, 0.4}, {0.4, 0.8}};
        GpModel model = GpModel.withDefaults();

        FitResult fit = Fitter.fit(data.withRelativeNoise(ones), model.withFixedNoise(sigma));
        FitResult other = Fitter.fit(data.withRelativeNoise(quarter), model.withFixedNoise(fourfold));

        assertThat(other.objective()).isCloseTo(fit.objective(), within(1e-9));
        assertThat(other.noise()[0][1]).isCloseTo(0.4, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineName.class,
            names = {"SPECTRAL", "STATE_SPACE", "DENSE"})
    void doesNotDependOnTheEngine(EngineName engine) {
        GpModel model = GpModel.withDefaults().withKernel(Matern32.ard());
        FitResult automatic = Fitter.fit(data, model);

        FitResult fit = Fitter.fit(data, model, FitOptions.withDefaults().withEngine(engine));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.objective()).isCloseTo(automatic.objective(), within(1e-6));
    }
}
