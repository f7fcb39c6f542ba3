package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.IntStream;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.junit.jupiter.api.Test;

final class GpParametersTest {
    private static final Kernel KERNEL = new Matern52(2);
    private static final double[][] K = {{2, 1}, {1, 3}};
    private static final double[][] SIGMA = {{0.5, 0}, {0, 0.25}};
    private static final double[] MEAN = {7, -7};

    @Test
    void holdsWhatItWasGiven() {
        GpParameters parameters = GpParameters.of(KERNEL, K, SIGMA, MEAN);

        assertThat(parameters.kernel()).isSameAs(KERNEL);
        assertThat(parameters.coregionalization().toArray()).isDeepEqualTo(K);
        assertThat(parameters.noise().toArray()).isDeepEqualTo(SIGMA);
        assertThat(parameters.mean()).containsExactly(MEAN);
        assertThat(parameters.outputCount()).isEqualTo(2);
        assertThat(parameters)
                .hasToString("matern52[2.0], K = [[2.0, 1.0], [1.0, 3.0]], "
                        + "Σ = [[0.5, 0.0], [0.0, 0.25]], mean = [7.0, -7.0]");
    }

    @Test
    void isImmutable() {
        double[] mean = MEAN.clone();
        GpParameters parameters = GpParameters.of(KERNEL, K, SIGMA, mean);

        mean[0] = 0;
        parameters.mean()[0] = 0;
        parameters.noise().set(0, 0, 0);
        parameters.coregionalization().set(0, 0, 0);

        assertThat(parameters.mean()).containsExactly(MEAN);
        assertThat(parameters.noise().toArray()).isDeepEqualTo(SIGMA);
        assertThat(parameters.coregionalization().toArray()).isDeepEqualTo(K);
    }

    @Test
    void refusesSizesThatDoNotFit() {
        double[][] one = {{1}};

        assertRefused(() -> GpParameters.of(KERNEL, one, SIGMA, MEAN), "coregionalization matrix", "1×1", "2 values");
        assertRefused(() -> GpParameters.of(KERNEL, K, one, MEAN), "noise covariance", "1×1", "2 values");
    }

    @Test
    void refusesAMeanThatIsNotFinite() {
        assertRefused(() -> GpParameters.of(KERNEL, K, SIGMA, new double[] {0, Double.NaN}), "mean of output 2", "NaN");
    }

    @Test
    void refusesMatricesThatAreNoCovariances() {
        double[][] indefinite = {{1, 2}, {2, 1}};
        double[][] negative = {{1, 0}, {0, -1}};

        assertRefused(
                () -> GpParameters.of(KERNEL, indefinite, SIGMA, MEAN),
                "coregionalization matrix",
                "not positive semidefinite");
        assertRefused(
                () -> GpParameters.of(KERNEL, K, negative, MEAN),
                "noise covariance",
                "negative variance -1.0",
                "row 2");
    }

    @Test
    void simulatesObservationsOfItsMoments() {
        double[][] inputs = {{0}, {3}, {1}, {0}};
        GpParameters parameters = GpParameters.of(KERNEL, K, SIGMA, MEAN);
        double[][][] samples = IntStream.range(0, 10_000)
                .mapToObj(seed -> parameters.simulate(inputs, seed))
                .toArray(double[][][]::new);

        Matrix covariance = Dense.kron(KERNEL.matrix(Matrix.copyOf(inputs, "inputs")), parameters.coregionalization())
                .plus(1, Dense.kron(Matrix.identity(4), parameters.noise()));
        PosteriorSampleTest.assertMoments(samples, new double[] {7, -7, 7, -7, 7, -7, 7, -7}, covariance);
    }

    @Test
    void simulatesFunctionsOfTheirMoments() {
        double[][] inputs = {{0}, {3}, {0}};
        GpParameters parameters = GpParameters.of(KERNEL, K, SIGMA, MEAN);
        double[][][] samples = IntStream.range(0, 10_000)
                .mapToObj(seed -> parameters.simulateNoiseFree(inputs, seed))
                .toArray(double[][][]::new);

        Matrix covariance = Dense.kron(KERNEL.matrix(Matrix.copyOf(inputs, "inputs")), parameters.coregionalization());
        PosteriorSampleTest.assertMoments(samples, new double[] {7, -7, 7, -7, 7, -7}, covariance);
        assertThat(samples[0][2]).isEqualTo(samples[0][0]);
    }

    @Test
    void theSameSeedSimulatesTheSameFunctionsWithNoise() {
        double[][] inputs = {{0}, {3}};
        GpParameters precise = GpParameters.of(KERNEL, K, new double[][] {{1e-12, 0}, {0, 1e-12}}, MEAN);

        double[][] functions = precise.simulateNoiseFree(inputs, 5);

        assertThat(precise.simulateNoiseFree(inputs, 5)).isDeepEqualTo(functions);
        assertThat(precise.simulateNoiseFree(inputs, 6)).isNotEqualTo(functions);
        double[][] observations = precise.simulate(inputs, 5);
        for (int t = 0; t < 2; t++) {
            assertThat(observations[t][0]).isNotEqualTo(functions[t][0]).isCloseTo(functions[t][0], within(1e-5));
        }
    }

    @Test
    void simulatesFromAGivenMatrix() {
        GpParameters parameters = GpParameters.of(Precomputed.of(new double[][] {{1, 0}, {0, 1}}), K, SIGMA, MEAN);

        assertThat(parameters.simulate(new double[2][0], 1))
                .hasDimensions(2, 2)
                .isDeepEqualTo(parameters.simulate(new double[2][0], 1));
        assertThat(parameters.simulate(new double[2][0], 2)).isNotEqualTo(parameters.simulate(new double[2][0], 1));
        assertRefused(() -> parameters.simulate(new double[3][0], 1), "2×2", "3 observations");
    }

    @Test
    void refusesToSimulateWhatIsNoModel() {
        double[][] singular = {{1, 1}, {1, 1}};
        GpParameters parameters = GpParameters.of(KERNEL, K, SIGMA, MEAN);

        assertRefused(() -> parameters.simulate(new double[0][], 1), "no observations");
        assertRefused(() -> parameters.simulate(new double[][] {{Double.NaN}}, 1), "\"x1\"", "NaN", "row 1");
        assertRefused(
                () -> GpParameters.of(KERNEL, K, singular, MEAN).simulate(new double[1][1], 1),
                "noise covariance",
                "not positive definite");
    }

    @Test
    void simulatesNoiseOfDifferentSizes() {
        double[][] inputs = {{0}, {3}};
        double[] relativeNoise = {4, 0.01};
        GpParameters parameters = GpParameters.of(KERNEL, K, SIGMA, MEAN);
        double[][][] samples = IntStream.range(0, 10_000)
                .mapToObj(seed -> parameters.simulate(inputs, relativeNoise, seed))
                .toArray(double[][][]::new);

        Matrix covariance = Dense.kron(KERNEL.matrix(Matrix.copyOf(inputs, "inputs")), parameters.coregionalization())
                .plus(1, Dense.kron(Matrix.diagonal(relativeNoise), parameters.noise()));
        PosteriorSampleTest.assertMoments(samples, new double[] {7, -7, 7, -7}, covariance);
    }

    @Test
    void holdsAMeanOfTheInputs() {
        MeanBasis line = Mean.linear().over(List.of("x"));
        GpParameters parameters = GpParameters.of(KERNEL, K, SIGMA, line, new double[][] {{1, 2}, {3, 4}});

        assertThat(parameters.meanBasis()).isSameAs(line);
        assertThat(parameters.meanCoefficients().toArray()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(parameters.isMeanConstant()).isFalse();
        assertThat(parameters.toString()).endsWith("mean = [[1.0, 2.0], [3.0, 4.0]] of [1, x]");
        assertThatThrownBy(parameters::mean).isInstanceOf(IllegalStateException.class);
        assertThat(GpParameters.of(KERNEL, K, SIGMA, Mean.ZERO.over(List.of()), new double[0][])
                        .mean())
                .containsExactly(0, 0);
        assertRefused(
                () -> GpParameters.of(KERNEL, K, SIGMA, line, new double[][] {{1, 2}}),
                "1 rows of mean coefficients",
                "2 functions [1, x]");
    }
}
