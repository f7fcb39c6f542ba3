package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fit must not depend on. */
class FitterInvarianceTest {
    private static final int T = 40;
    private static final double[] SCALE = {1e-3, 7, 2e5};

    private final Samples samples = new Samples(11);
    private final double[][] inputs = samples.inputs(T, 1);
    private final double[][] outputs = samples.outputs(inputs, 3, new Matern52(2), 3, 0.4);

    static List<GpModel> models() {
        GpModel model = GpModel.withDefaults();
        return List.of(
                model,
                model.withMean(Mean.ZERO),
                model.withNoise(CovarianceForm.full()).withKernel(Matern52.isotropic()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void doesNotDependOnStandardization(GpModel model) {
        MultiOutputData data = MultiOutputData.of(
                inputs, Samples.affine(outputs, new double[] {0.2, 1, 3}, new double[] {0.5, 0, -1}));

        FitResult with = Fitter.fit(data, model);
        FitResult without = Fitter.fit(data, model, FitOptions.withDefaults().withStandardization(false));

        assertThat(without.isConverged()).isTrue();
        assertThat(without.objective()).isCloseTo(with.objective(), within(1e-6 * Math.abs(with.objective())));
        assertClose(without.coregionalization(), with.coregionalization(), new double[] {1, 1, 1}, 1e-3);
    }

    @ParameterizedTest
    @MethodSource("models")
    void followsAChangeOfUnits(GpModel model) {
        FitResult fit = Fitter.fit(MultiOutputData.of(inputs, outputs), model);
        FitResult scaled = Fitter.fit(MultiOutputData.of(inputs, Samples.affine(outputs, SCALE, new double[3])), model);

        double shift = T * (Math.log(SCALE[0]) + Math.log(SCALE[1]) + Math.log(SCALE[2]));
        assertThat(scaled.objective()).isCloseTo(fit.objective() - shift, within(1e-6));
        assertClose(scaled.coregionalization(), fit.coregionalization(), SCALE, 1e-4);
        assertClose(scaled.noise(), fit.noise(), SCALE, 1e-4);
        double[][] at = {{1.5}, {4.2}, {20}};
        double[][] mean = fit.posterior().predict(at).mean();
        double[][] scaledMean = scaled.posterior().predict(at).mean();
        for (int i = 0; i < at.length; i++) {
            for (int d = 0; d < SCALE.length; d++) {
                assertThat(scaledMean[i][d] / SCALE[d]).isCloseTo(mean[i][d], within(1e-4));
            }
        }
    }

    @Test
    void movesTheMeanWithTheOutputs() {
        double[] shift = {3, -40, 1000};

        FitResult fit = Fitter.fit(MultiOutputData.of(inputs, outputs));
        FitResult shifted =
                Fitter.fit(MultiOutputData.of(inputs, Samples.affine(outputs, new double[] {1, 1, 1}, shift)));

        assertThat(shifted.objective()).isCloseTo(fit.objective(), within(1e-6));
        for (int d = 0; d < shift.length; d++) {
            assertThat(shifted.mean()[d] - shift[d]).isCloseTo(fit.mean()[d], within(1e-4));
        }
    }

    @Test
    void doesNotDependOnTheOrderOfObservations() {
        double[][] x = inputs.clone();
        double[][] y = outputs.clone();
        Collections.reverse(Arrays.asList(x));
        Collections.reverse(Arrays.asList(y));

        assertThat(Fitter.fit(MultiOutputData.of(x, y)).objective())
                .isCloseTo(Fitter.fit(MultiOutputData.of(inputs, outputs)).objective(), within(1e-6));
    }

    @Test
    void repeatsToTheLastBit() {
        MultiOutputData data = MultiOutputData.of(inputs, outputs);
        FitOptions options = FitOptions.withDefaults().withRestarts(2).withSeed(5);

        FitResult first = Fitter.fit(data, GpModel.withDefaults(), options);
        FitResult second = Fitter.fit(data, GpModel.withDefaults(), options);

        assertThat(second.objective()).isEqualTo(first.objective());
        assertThat(second.coregionalization()).isDeepEqualTo(first.coregionalization());
        assertThat(second.noise()).isDeepEqualTo(first.noise());
        assertThat(second.mean()).isEqualTo(first.mean());
        assertThat(second.parameters().kernel().logParameters())
                .isEqualTo(first.parameters().kernel().logParameters());
        assertThat(second.evaluations()).isEqualTo(first.evaluations());
    }

    /** Element (i, j) of {@code actual} is that of {@code expected} times scale_i·scale_j. */
    private static void assertClose(double[][] actual, double[][] expected, double[] scale, double tolerance) {
        double[] inverse = {1 / scale[0], 1 / scale[1], 1 / scale[2]};
        Matrix reference = Matrix.copyOf(expected, "expected");
        Matrix difference =
                Matrix.copyOf(actual, "actual").scaled(inverse, inverse).plus(-1, reference);
        assertThat(difference.maxAbs()).isLessThan(tolerance * reference.maxAbs());
    }
}
