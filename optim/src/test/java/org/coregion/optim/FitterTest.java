package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.data.Standardization;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.junit.jupiter.api.Test;

class FitterTest {
    private static final GpModel DEFAULTS = GpModel.withDefaults();
    private static final double[][] K = {{1.3, 0.2, -0.1}, {0.2, 0.7, 0.3}, {-0.1, 0.3, 0.9}};

    private final MultiOutputData data = new Samples(31).data(30, 3, 2, new Matern52(3), 0.5);

    @Test
    void keepsAFixedKernel() {
        Kernel kernel = new SquaredExponential(1.7, 4.1);

        FitResult fit = Fitter.fit(data, DEFAULTS.withFixedKernel(kernel));

        assertThat(fit.parameters().kernel().logParameters()).isEqualTo(kernel.logParameters());
        assertThat(fit.eigendecompositions()).isLessThanOrEqualTo(2);
    }

    @Test
    void keepsAFixedCoregionalization() {
        FitResult fit = Fitter.fit(data, DEFAULTS.withFixedCoregionalization(K));

        assertSame(fit.coregionalization(), K);
    }

    @Test
    void keepsAFixedNoise() {
        FitResult fit = Fitter.fit(data, DEFAULTS.withFixedNoise(K));

        assertSame(fit.noise(), K);
        assertThat(fit.atBounds()).noneMatch(text -> text.startsWith("noise"));
    }

    @Test
    void hasNothingToFitWhenAllIsFixed() {
        GpModel model = DEFAULTS.withFixedKernel(new Matern52(3))
                .withFixedCoregionalization(K)
                .withFixedNoise(K);

        FitResult fit = Fitter.fit(data, model);

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.iterations()).isZero();
        assertThat(fit.objective()).isFinite();
    }

    @Test
    void startsAtTheKernelsOwnParameters() {
        Kernel kernel = new SquaredExponential(0.7, 5.5);

        // Too few rows for a coarse level, which would move them.
        MultiOutputData few = new Samples(5).data(12, 2, 2, kernel, 0.3);
        FitResult start = Fitter.fit(
                few, DEFAULTS.withKernel(kernel), FitOptions.withDefaults().withMaxEvaluations(1));

        double[] expected = kernel.logParameters();
        double[] actual = start.parameters().kernel().logParameters();
        assertThat(Vectors.maxNorm(Vectors.plus(actual, -1, expected))).isLessThan(1e-12);
        assertThat(start.evaluations()).isEqualTo(1);
    }

    @Test
    void takesAPrecomputedKernelMatrix() {
        Matrix m = new Matern52(3).matrix(data.inputs());
        GpModel precomputed = DEFAULTS.withKernel(Precomputed.of(m.toArray()));

        FitResult fit = Fitter.fit(data, precomputed);

        FitResult same = Fitter.fit(data, DEFAULTS.withFixedKernel(new Matern52(3)));
        assertThat(fit.objective()).isCloseTo(same.objective(), within(1e-9));
    }

    /** Without its row of the matrix a row that has no output says as little. */
    @Test
    void aRowOfAGivenMatrixNeedsNoOutput() {
        double[][] m = new Matern52(3).matrix(data.inputs()).toArray();
        double[][] inputs = data.inputs().toArray();
        double[][] outputs = data.outputs().toArray();
        Arrays.fill(outputs[0], Double.NaN);
        Arrays.fill(outputs[7], Double.NaN);
        int[] seen = IntStream.range(1, m.length).filter(t -> t != 7).toArray();
        double[][] part =
                Matrix.copyOf(m, "m").rows(seen).transpose().rows(seen).toArray();
        GpModel linear = DEFAULTS.withMean(Mean.linear());

        FitResult fit = Fitter.fit(MultiOutputData.of(inputs, outputs), linear.withKernel(Precomputed.of(m)));

        FitResult same =
                Fitter.fit(MultiOutputData.of(inputs, outputs).observedRows(), linear.withKernel(Precomputed.of(part)));
        assertThat(fit.logMarginalLikelihood()).isCloseTo(same.logMarginalLikelihood(), within(1e-7));
        assertThat(fit.data().observationCount()).isEqualTo(m.length);
    }

    @Test
    void refusesMatricesOfAnotherSize() {
        double[][] two = {{1, 0}, {0, 1}};

        assertRefused(DEFAULTS.withFixedCoregionalization(two), "coregionalization matrix is 2×2", "3 outputs");
        assertRefused(DEFAULTS.withFixedNoise(two), "noise covariance is 2×2", "3 outputs");
        assertRefused(DEFAULTS.withKernel(Precomputed.of(two)), "kernel matrix is 2×2", "30 observations");
        assertRefused(DEFAULTS.withFixedKernel(new Matern52(1, 2, 3)), "3 lengthscales", "2 input columns");
    }

    @Test
    void refusesASingularFixedNoise() {
        double[][] singular = {{1, 0, 0}, {0, 0, 0}, {0, 0, 1}};

        assertRefused(DEFAULTS.withFixedNoise(singular), "noise covariance is not positive definite");
    }

    @Test
    void refusesAnIndefinitePrecomputedKernel() {
        double[][] m = new SquaredExponential(3).matrix(data.inputs()).toArray();
        m[0][1] = 5;
        m[1][0] = 5;

        assertRefused(DEFAULTS.withKernel(Precomputed.of(m)), "kernel matrix is not positive semidefinite");
    }

    @Test
    void refusesADistanceKernelWithoutInputs() {
        MultiOutputData bare = MultiOutputData.ofOutputs(data.outputs().toArray());

        assertThatThrownBy(() -> Fitter.fit(bare))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at least one input column");
    }

    @Test
    void namesWhatIsNull() {
        GpModel[] none = new GpModel[1];

        assertThatThrownBy(() -> Fitter.fit(data, none[0]))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("model");
    }

    @Test
    void isNeverWorseWithRestarts() {
        GpModel model = DEFAULTS.withMean(Mean.ZERO);
        double without = Fitter.fit(data, model).objective();
        for (int restarts = 1; restarts <= 4; restarts++) {
            FitResult fit = Fitter.fit(data, model, FitOptions.withDefaults().withRestarts(restarts));
            assertThat(fit.objective()).isGreaterThanOrEqualTo(without);
        }
    }

    @Test
    void startsElsewhereWithAnotherSeed() {
        List<Double> one = objectives(1);
        List<Double> again = objectives(1);
        List<Double> two = objectives(2);

        assertThat(again).isEqualTo(one);
        assertThat(two).isNotEqualTo(one);
    }

    @Test
    void tellsTheListenerOfEveryIterationOfEveryRun() {
        FitListenerLog log = new FitListenerLog();

        FitResult fit = Fitter.fit(
                data, DEFAULTS, FitOptions.withDefaults().withRestarts(2).withListener(log));

        // Runs advance side by side, each in its own order.
        int[] iterations = new int[4];
        for (FitListener.Progress progress : log.heard) {
            assertThat(progress.iteration()).isEqualTo(++iterations[progress.run()]);
            assertThat(progress.runs()).isEqualTo(3);
        }
        assertThat(Arrays.stream(iterations, 1, 4)).allMatch(count -> count > 0);
        double best = log.heard.stream()
                .mapToDouble(FitListener.Progress::objective)
                .max()
                .orElseThrow();
        assertThat(fit.objective()).isCloseTo(best, within(1e-9));
        assertThat(fit.iterations()).isGreaterThanOrEqualTo(log.heard.size());
    }

    /** No gradient is 0: what is left is rounding. */
    @Test
    void aToleranceOfZeroEndsAllTheSame() {
        FitResult fit = Fitter.fit(
                new Samples(3).data(40, 2, 2, new Matern52(2), 0.4),
                GpModel.withDefaults(),
                FitOptions.withDefaults().withGradientTolerance(0));

        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        assertThat(fit.evaluations()).isLessThan(20_000);
    }

    @Test
    void saysWhenEvaluationsDidNotSuffice() {
        FitResult fit = Fitter.fit(data, DEFAULTS, FitOptions.withDefaults().withMaxEvaluations(3));

        assertThat(fit.isConverged()).isFalse();
        assertThat(fit.stopReason()).isEqualTo(StopReason.MAX_EVALUATIONS);
        assertThat(fit.objective()).isFinite();
        assertThat(fit.toString()).contains("NOT converged, the allowed evaluations are used up");
    }

    @Test
    void respectsTheNoiseFloor() {
        FitResult fit = Fitter.fit(data, DEFAULTS, FitOptions.withDefaults().withNoiseFloor(0.9));

        double[] deviation = Standardization.of(data.outputs(), deviations()).scale();
        for (int d = 0; d < deviation.length; d++) {
            assertThat(fit.noiseVariances()[d] / (deviation[d] * deviation[d])).isGreaterThanOrEqualTo(0.9 - 1e-12);
        }
        assertThat(fit.atBounds()).isNotEmpty().allMatch(text -> text.contains("0.9 of the output's variance"));
    }

    /** The outputs about their means. */
    private Matrix deviations() {
        Matrix outputs = data.outputs();
        for (int d = 0; d < outputs.columns(); d++) {
            double mean =
                    Arrays.stream(outputs.columns(d, d + 1).data()).average().orElseThrow();
            for (int t = 0; t < outputs.rows(); t++) {
                outputs.set(t, d, outputs.get(t, d) - mean);
            }
        }
        return outputs;
    }

    private List<Double> objectives(long seed) {
        FitListenerLog log = new FitListenerLog();
        Fitter.fit(
                data,
                DEFAULTS,
                FitOptions.withDefaults().withRestarts(1).withSeed(seed).withListener(log));
        return log.heard.stream()
                .sorted(Comparator.comparingInt(FitListener.Progress::run))
                .map(FitListener.Progress::objective)
                .toList();
    }

    private void assertRefused(GpModel model, String... parts) {
        assertThatThrownBy(() -> Fitter.fit(data, model))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(parts);
    }

    private static void assertSame(double[][] actual, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected.length; j++) {
                assertThat(actual[i][j]).isCloseTo(expected[i][j], within(1e-12 * Math.abs(expected[i][j])));
            }
        }
    }

    private static final class FitListenerLog implements FitListener {
        private final List<Progress> heard = new ArrayList<>();

        @Override
        public void iteration(Progress progress) {
            heard.add(progress);
        }
    }
}
