package org.coregion.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.covariance.FixedCovariance;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.DenseEngine;
import org.coregion.engine.Engine;
import org.coregion.engine.MeanRule;
import org.coregion.engine.SpectralEngine;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The likelihood of data of which outputs are missing: what it does not depend on. */
final class HeterotopicLikelihoodTest {
    private static final Kernel KERNEL = new Matern52(0.8, 1.5);
    private static final Draws DRAWS = Draws.seeded(71);
    private static final Matrix X = DRAWS.uniform(12, 2, -1, 1);
    private static final Matrix Y = DRAWS.gaussian(12, 3);
    private static final Matrix K = DRAWS.covariance(3);
    private static final Matrix SIGMA = DRAWS.covariance(3);
    private static final double NAN = Double.NaN;

    interface Maker {
        Engine of(Kernel kernel, Matrix inputs);
    }

    static Stream<Maker> engines() {
        return Stream.of(DenseEngine::of, SpectralEngine::of);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aRowWithoutOutputsCountsForNothing(Maker engines) {
        Matrix outputs = someMissing();
        IntStream.of(2, 7).forEach(t -> IntStream.range(0, 3).forEach(d -> outputs.set(t, d, NAN)));
        int[] left = IntStream.range(0, 12).filter(t -> t != 2 && t != 7).toArray();
        LogMarginalLikelihood all = LogMarginalLikelihood.ofObservations(engines.of(KERNEL, X), outputs, constant(12));
        LogMarginalLikelihood without = LogMarginalLikelihood.ofObservations(
                engines.of(KERNEL, X.rows(left)), outputs.rows(left), constant(10));

        assertSame(all.evaluate(K, SIGMA), without.evaluate(K, SIGMA));
        assertAgrees(all.kernelGradient(), without.kernelGradient(), 1e-10);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anOutputWithoutValuesCountsForNothing(Maker engines) {
        Matrix outputs = someMissing();
        IntStream.range(0, 12).forEach(t -> outputs.set(t, 2, NAN));
        LogMarginalLikelihood all = LogMarginalLikelihood.ofObservations(engines.of(KERNEL, X), outputs, constant(12));
        LogMarginalLikelihood without =
                LogMarginalLikelihood.ofObservations(engines.of(KERNEL, X), outputs.columns(0, 2), constant(12));
        LikelihoodValue value = all.evaluate(K, SIGMA);
        LikelihoodValue expected = without.evaluate(firstTwo(K), firstTwo(SIGMA));

        assertAgrees(value.objective(), expected.objective(), 1e-11);
        assertAgrees(firstTwo(value.noiseGradient()), expected.noiseGradient(), 1e-10);
        assertAgrees(firstTwo(value.coregionalizationGradient()), expected.coregionalizationGradient(), 1e-10);
        for (int d = 0; d < 3; d++) {
            assertThat(value.noiseGradient().get(2, d)).isCloseTo(0, within(1e-12));
            assertThat(value.coregionalizationGradient().get(2, d)).isCloseTo(0, within(1e-12));
        }
        assertAgrees(value.meanCoefficients().columns(0, 2), expected.meanCoefficients(), 1e-10);
        assertThat(value.meanCoefficients().get(0, 2)).isNaN();
        assertAgrees(all.kernelGradient(), without.kernelGradient(), 1e-10);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theGradientsAreThoseOfDifferences(Maker engines) {
        Matrix outputs = someMissing();
        LogMarginalLikelihood likelihood =
                LogMarginalLikelihood.ofObservations(engines.of(KERNEL, X), outputs, constant(12));
        LikelihoodValue value = likelihood.evaluate(K, SIGMA);

        assertAgrees(
                value.coregionalizationGradient(),
                CentralDifferences.symmetricGradient(
                        k -> likelihood.evaluate(k, SIGMA).objective(), K, 1e-3),
                1e-8);
        assertAgrees(
                value.noiseGradient(),
                CentralDifferences.symmetricGradient(
                        sigma -> likelihood.evaluate(K, sigma).objective(), SIGMA, 1e-3),
                1e-8);
        likelihood.evaluate(K, SIGMA);
        assertAgrees(
                likelihood.kernelGradient(),
                CentralDifferences.gradient(
                        p -> LogMarginalLikelihood.ofObservations(
                                        engines.of(KERNEL.withLogParameters(p), X), outputs, constant(12))
                                .evaluate(K, SIGMA)
                                .objective(),
                        KERNEL.logParameters(),
                        1e-3),
                1e-8);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aSolverOfCompleteDataAgreesWithThatOfSeries(Maker engines) {
        Engine engine = engines.of(KERNEL, X);
        LogMarginalLikelihood series = LogMarginalLikelihood.of(engine, Y, constant(12));
        HeterotopicLikelihood all =
                new HeterotopicLikelihood(engine.heterotopicSolver(Y, constant(12), false), MeanRule.LEAST_SQUARES);

        assertSame(all.evaluate(K, SIGMA, OutputSpectrum.of(K, SIGMA), 1), series.evaluate(K, SIGMA));
        assertAgrees(all.kernelGradient(), series.kernelGradient(), 1e-10);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theInformationIsThatOfTheCompleteData(Maker engines) {
        Engine engine = engines.of(KERNEL, X);
        FullCovariance k = new FullCovariance(0, 0, 0);
        LogDiagonal noise = new LogDiagonal(new double[3]);
        double[] ofK = k.parametersOf(K);
        double[] ofNoise = {-1, 0, 0.5};

        assertAgrees(
                LogMarginalLikelihood.ofObservations(engine, someMissing(), constant(12))
                        .information(k, ofK, noise, ofNoise),
                LogMarginalLikelihood.ofObservations(engine, Y, constant(12)).information(k, ofK, noise, ofNoise),
                1e-12);
    }

    /** Of forms with fewer parameters than elements, and of a K that none moves. */
    @ParameterizedTest
    @MethodSource("engines")
    void theExpectedInformationOfCompleteDataAgreesWithThatOfSeries(Maker engines) {
        Engine engine = engines.of(KERNEL, X);
        LogDiagonal noise = new LogDiagonal(new double[3]);
        double[] ofNoise = {-1, 0, 0.5};
        Matrix sigma = noise.matrix(ofNoise);
        for (OutputCovariance k : List.of(new FullCovariance(0, 0, 0), noise, new FixedCovariance(K))) {
            double[] ofK = k.parametersOf(K);
            HeterotopicExpectation all = new HeterotopicExpectation(k, ofK, noise, ofNoise);

            assertAgrees(
                    all.of(engine.heterotopicSolver(Y, constant(12), false).information(k.matrix(ofK), sigma)),
                    LogMarginalLikelihood.ofObservations(engine, Y, constant(12))
                            .expectedInformation(k, ofK, noise, ofNoise),
                    1e-10);
            assertAgrees(
                    all.of(engine.heterotopicSolver(Y, constant(12), true).information(k.matrix(ofK), sigma)),
                    LogMarginalLikelihood.ofErrorContrasts(engine, Y, constant(12))
                            .expectedInformation(k, ofK, noise, ofNoise),
                    1e-10);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void refusesAMeanThatTooFewValuesDetermine(Maker engines) {
        Matrix outputs = Y.copy();
        IntStream.range(1, 12).forEach(t -> outputs.set(t, 1, NAN));

        assertRefused(
                () -> LogMarginalLikelihood.ofObservations(engines.of(KERNEL, X), outputs, X),
                "The mean of output 2 has 2 coefficients but the output only 1 values");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aGradientNeedsAnEvaluation(Maker engines) {
        LogMarginalLikelihood likelihood =
                LogMarginalLikelihood.ofObservations(engines.of(KERNEL, X), someMissing(), constant(12));

        assertThatThrownBy(likelihood::kernelGradient)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not been evaluated");
    }

    /** Enough rows for matrices by halves and rows in batches, some of them repeated. */
    @Test
    void theEnginesAgreeOnManyRows() {
        Draws draws = Draws.seeded(73);
        Kernel kernel = new SquaredExponential(0.6);
        Matrix inputs = draws.uniform(100, 2, -1, 1)
                .rows(IntStream.range(0, 120).map(t -> t % 100).toArray());
        Matrix outputs = draws.gaussian(120, 3);
        for (int i = 0; i < outputs.data().length; i++) {
            if (draws.uniform(0, 1) < 0.4) {
                outputs.data()[i] = NAN;
            }
        }
        LogMarginalLikelihood dense =
                LogMarginalLikelihood.ofObservations(DenseEngine.of(kernel, inputs), outputs, constant(120));
        LikelihoodValue expected = dense.evaluate(K, SIGMA);
        Backend backend = BackendChoice.fastest();
        Stream.of(
                        SpectralEngine.of(kernel, inputs),
                        SpectralEngine.lowRank(kernel, inputs, 120, backend).orElseThrow())
                .forEach(engine -> {
                    LogMarginalLikelihood likelihood =
                            LogMarginalLikelihood.ofObservations(engine, outputs, constant(120));

                    assertSame(likelihood.evaluate(K, SIGMA), expected);
                    assertAgrees(likelihood.kernelGradient(), dense.kernelGradient(), 1e-9);
                });
    }

    private static Matrix someMissing() {
        Matrix outputs = Y.copy();
        IntStream.of(0, 4, 5, 13, 20, 35).forEach(i -> outputs.data()[i] = NAN);
        return outputs;
    }

    private static void assertSame(LikelihoodValue actual, LikelihoodValue expected) {
        assertAgrees(actual.objective(), expected.objective(), 1e-11);
        assertAgrees(actual.noiseGradient(), expected.noiseGradient(), 1e-10);
        assertAgrees(actual.coregionalizationGradient(), expected.coregionalizationGradient(), 1e-10);
        assertAgrees(actual.meanCoefficients(), expected.meanCoefficients(), 1e-10);
    }

    private static Matrix firstTwo(Matrix a) {
        return a.columns(0, 2).rowsBetween(0, 2);
    }

    private static Matrix constant(int t) {
        double[] ones = new double[t];
        Arrays.fill(ones, 1);
        return Matrix.wrap(t, 1, ones);
    }
}
