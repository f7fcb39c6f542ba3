package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ListAssert;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.StationaryKernel;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ordinary but nasty data: the default fit converges to finite numbers. */
class FitterInputsTest {
    private static final Matern52 KERNEL = new Matern52(3);

    private final Samples samples = new Samples(2024);
    private final double[][] inputs = samples.inputs(25, 2);
    private final double[][] outputs = samples.outputs(inputs, 3, KERNEL, 3, 0.3);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fitsFewerObservationsThanOutputs(int t) {
        fits(Arrays.copyOf(inputs, t), Arrays.copyOf(outputs, t));
    }

    @Test
    void refusesAnOutputWithoutAnyValue() {
        double nan = Double.NaN;
        MultiOutputData data =
                MultiOutputData.of(new double[][] {{0}, {1}, {2}}, new double[][] {{1, nan}, {2, nan}, {3, nan}});

        assertRefused(() -> Fitter.fit(data), "output \"y2\" has no value");
    }

    @Test
    void fitsOneOutput() {
        fits(inputs, columns(outputs, 0));
    }

    @Test
    void fitsOneNumber() {
        fits(new double[][] {{4}}, new double[][] {{17}});
    }

    @Test
    void reportsAConstantOutput() {
        for (double[] row : outputs) {
            row[1] = 5;
        }

        FitResult fit = fits(inputs, outputs);

        assertThat(fit.mean()[1]).isCloseTo(5, within(1e-12));
        assertAtBounds(fit).anyMatch(text -> text.contains("noise variance of y2"));
    }

    @Test
    void fitsConstantOutputsOnly() {
        FitResult fit = fits(inputs, Samples.affine(outputs, new double[3], new double[] {0, -3, 1e9}));

        assertThat(fit.mean()).containsExactly(new double[] {0, -3, 1e9}, within(1e-6));
        assertAtBounds(fit)
                .filteredOn(text -> text.startsWith("noise variance"))
                .hasSize(3);
    }

    @Test
    void fitsRepeatedInputs() {
        double[][] x = inputs.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = inputs[i % 5];
        }
        fits(x, outputs);
    }

    @Test
    void fitsWithAllInputsEqual() {
        double[][] x = new double[inputs.length][];
        Arrays.fill(x, inputs[0]);
        fits(x, outputs);
    }

    @Test
    void leavesTheLengthscaleOfAColumnWithoutSpread() {
        double[][] x = new double[inputs.length][];
        Arrays.setAll(x, i -> new double[] {inputs[i][0], 7, inputs[i][1]});

        FitResult fit = fits(x, outputs);

        assertThat(((StationaryKernel) fit.parameters().kernel()).lengthscales()[1])
                .isEqualTo(1);
        assertAtBounds(fit).noneMatch(text -> text.contains("x2"));
        FitResult without = fits(inputs, outputs);
        assertThat(fit.objective()).isCloseTo(without.objective(), within(1e-6));
    }

    @Test
    void fitsScalesFarApart() {
        fits(inputs, Samples.affine(outputs, new double[] {1e-6, 1, 1e6}, new double[3]));
    }

    @Test
    void fitsDeviationsOfOneAboutAMillion() {
        FitResult fit = fits(inputs, Samples.affine(outputs, new double[] {1, 1, 1}, new double[] {1e6, -1e6, 0}));

        assertThat(fit.objective()).isCloseTo(fits(inputs, outputs).objective(), within(1e-4));
    }

    @Test
    void fitsInputsOfTinyAndHugeRange() {
        double[][] x = Samples.affine(inputs, new double[] {1e-9, 1e9}, new double[] {0, -1e9});

        FitResult fit = fits(x, outputs);

        assertThat(fit.objective()).isCloseTo(fits(inputs, outputs).objective(), within(1e-4));
    }

    @Test
    void reportsTheNoiseFloorOfSmoothData() {
        double[][] x = new double[20][];
        double[][] y = new double[20][];
        for (int i = 0; i < x.length; i++) {
            x[i] = new double[] {i / 4.0};
            y[i] = new double[] {Math.sin(x[i][0]), Math.cos(1.3 * x[i][0])};
        }

        FitResult fit = fits(x, y);

        assertAtBounds(fit).anyMatch(text -> text.startsWith("noise variance of y1 at its lower bound"));
        assertAtBounds(fit).anyMatch(text -> text.startsWith("noise variance of y2 at its lower bound"));
        assertThat(fit.toString()).contains("at a bound: noise variance of y1");
    }

    @Test
    void fitsNoiseFreeDraws() {
        fits(inputs, samples.outputs(inputs, 3, KERNEL, 3, 0));
    }

    @Test
    void fitsExactLinearCombinationsOfOutputs() {
        double[][] y = new double[outputs.length][];
        Arrays.setAll(y, i ->
                new double[] {outputs[i][0], outputs[i][1], outputs[i][0] + 2 * outputs[i][1], -outputs[i][0]});
        fits(inputs, y);
    }

    @Test
    void fitsTheSameOutputTwice() {
        double[][] y = new double[outputs.length][];
        Arrays.setAll(y, i -> new double[] {outputs[i][0], outputs[i][0]});

        FitResult fit = fits(inputs, y);

        assertThat(fit.outputCorrelations()[0][1]).isGreaterThan(0.999);
    }

    @Test
    void fitsNoiseWithoutSignal() {
        fits(inputs, samples.noise(inputs.length, 3));
    }

    @Test
    void fitsAStepAndAnOutlier() {
        Random random = new Random(5);
        double[][] y = new double[inputs.length][];
        Arrays.setAll(y, i -> new double[] {inputs[i][0] > 5 ? 1 : 0, i == 3 ? 1e4 : random.nextGaussian()});
        fits(inputs, y);
    }

    @Test
    void fitsASquaredExponentialOverManyCloseInputs() {
        double[][] x = new double[80][];
        Arrays.setAll(x, i -> new double[] {i * 1e-3});
        double[][] y = samples.outputs(x, 2, new SquaredExponential(0.05), 2, 0.01);

        assertSound(Fitter.fit(MultiOutputData.of(x, y), GpModel.withDefaults().withKernel(SquaredExponential.ard())));
    }

    private static FitResult fits(double[][] x, double[][] y) {
        FitResult fit = Fitter.fit(MultiOutputData.of(x, y));
        assertSound(fit);
        return fit;
    }

    private static void assertSound(FitResult fit) {
        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        assertThat(fit.objective()).isFinite();
        assertThat(Matrix.copyOf(fit.coregionalization(), "K").isFinite()).isTrue();
        for (double variance : fit.noiseVariances()) {
            assertThat(variance).isPositive();
        }
        assertThat(Vectors.maxNorm(fit.noiseVariances())).isFinite();
        assertThat(Vectors.maxNorm(fit.mean())).isFinite();
        assertThat(Vectors.maxNorm(fit.parameters().kernel().logParameters())).isFinite();
        assertThat(fit.gradientNorm()).isFinite();
    }

    private static ListAssert<String> assertAtBounds(FitResult fit) {
        return assertThat(fit.atBounds());
    }

    private static double[][] columns(double[][] values, int... wanted) {
        return Arrays.stream(values)
                .map(row -> Arrays.stream(wanted).mapToDouble(j -> row[j]).toArray())
                .toArray(double[][]::new);
    }
}
