package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.model.ModelEvaluation;
import org.coregion.prior.Lkj;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits to data of which some outputs are missing. */
final class MissingFitTest {
    private static final MultiOutputData COMPLETE = new Samples(4).data(50, 2, 1, new Matern32(2), 0.4);

    /** Each output missing at a share of the rows. */
    private static MultiOutputData thinned(MultiOutputData data, double share) {
        double[][] outputs = data.outputs().toArray();
        Draws draws = Draws.seeded(17);
        for (double[] row : outputs) {
            for (int d = 0; d < row.length; d++) {
                row[d] = draws.uniform(1, 1, 0, 1).get(0, 0) < share ? Double.NaN : row[d];
            }
        }
        return MultiOutputData.of(data.inputs().toArray(), outputs);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.6})
    void endAtAMaximumOfTheLikelihoodOfWhatIsThere(double share) {
        MultiOutputData data = thinned(COMPLETE, share);

        FitResult fit = Fitter.fit(
                data, GpModel.withDefaults(), FitOptions.withDefaults().withGradientTolerance(1e-8));

        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        assertThat(fit.toString())
                .startsWith("50 observations of 2 outputs, " + data.missingCount() + " values missing")
                .contains(": converged");
        ModelEvaluation at = ModelEvaluation.of(data, fit.parameters());
        assertThat(at.objective()).isCloseTo(fit.objective(), within(1e-8));
        assertThat(at.logMarginalLikelihood()).isCloseTo(fit.logMarginalLikelihood(), within(1e-8));
        assertThat(at.logKernelGradient()[0]).isCloseTo(0, within(1e-3));
        assertThat(Vectors.maxNorm(at.logVariancesGradient())).isLessThan(1e-3);
    }

    /** Second moments of pairs, each of rows of its own, may be those of no covariance, which such a prior asks for. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void aPriorOfCorrelationsServesManyOutputsWithGaps(int seed) {
        MultiOutputData data = thinned(new Samples(seed).data(20, 6, 1, new Matern32(2), 0.4), 0.5);

        FitResult fit = Fitter.fit(data, GpModel.withDefaults().withCorrelationPrior(new Lkj(2)));

        assertThat(fit.isConverged()).as("%s", fit).isTrue();
    }

    @Test
    void theReportTellsEmptyRowsFromSingleGaps() {
        double[][] outputs = COMPLETE.outputs().toArray();
        outputs[3] = new double[] {Double.NaN, Double.NaN};
        outputs[9] = outputs[3];
        outputs[20][1] = Double.NaN;
        MultiOutputData data = MultiOutputData.of(COMPLETE.inputs().toArray(), outputs);

        FitResult fit = Fitter.fit(data);

        assertThat(fit.emptyRowCount()).isEqualTo(2);
        assertThat(fit.toString())
                .startsWith("50 observations of 2 outputs, 5 values missing (4 of them in 2 rows without any output, "
                        + "which are left out of the fit): converged")
                .contains("1 of 96 outputs are missing");
    }

    @ParameterizedTest
    @EnumSource(names = {"SPECTRAL", "DENSE", "STATE_SPACE", "AUTO"})
    void endAtTheSameMaximumByEveryEngine(EngineName engine) {
        MultiOutputData data = thinned(COMPLETE, 0.3);

        FitResult fit = Fitter.fit(
                data, GpModel.withDefaults(), FitOptions.withDefaults().withEngine(engine));

        assertThat(fit.objective()).isCloseTo(Fitter.fit(data).objective(), within(1e-6));
        assertThat(fit.engineReason()).isNotEmpty();
    }

    @Test
    void doNotDependOnRowsWithoutAnyOutput() {
        double[][] inputs = COMPLETE.inputs().toArray();
        double[][] outputs = COMPLETE.outputs().toArray();
        double[][] more = Arrays.copyOf(inputs, 53);
        double[][] padded = Arrays.copyOf(outputs, 53);
        for (int t = 50; t < 53; t++) {
            more[t] = new double[] {t};
            padded[t] = new double[] {Double.NaN, Double.NaN};
        }

        FitResult fit = Fitter.fit(MultiOutputData.of(more, padded));

        assertThat(fit.objective()).isEqualTo(Fitter.fit(COMPLETE).objective());
    }

    /** Outputs at different rows and without a covariance between them are fitted apart. */
    @Test
    void ofIndependentOutputsAreThoseOfEachAlone() {
        int t = COMPLETE.observationCount();
        double[][] outputs = COMPLETE.outputs().toArray();
        double[][] first = new double[t / 2][];
        double[][] second = new double[t / 2][];
        double[][] x = COMPLETE.inputs().toArray();
        double[][] firstX = new double[t / 2][];
        double[][] secondX = new double[t / 2][];
        for (int i = 0; i < t; i++) {
            boolean isFirst = i % 2 == 0;
            (isFirst ? first : second)[i / 2] = new double[] {outputs[i][isFirst ? 0 : 1]};
            (isFirst ? firstX : secondX)[i / 2] = x[i];
            outputs[i][isFirst ? 1 : 0] = Double.NaN;
        }
        GpModel model = GpModel.withDefaults()
                .withFixedKernel(new Matern32(2))
                .withCoregionalization(CovarianceForm.diagonal());

        FitResult both = Fitter.fit(MultiOutputData.of(x, outputs), model);
        FitResult one = Fitter.fit(MultiOutputData.of(firstX, first), model);
        FitResult other = Fitter.fit(MultiOutputData.of(secondX, second), model);

        assertThat(both.objective()).isCloseTo(one.objective() + other.objective(), within(1e-6));
        assertThat(both.noiseVariances()[0]).isCloseTo(one.noiseVariances()[0], within(1e-4));
        assertThat(both.noiseVariances()[1]).isCloseTo(other.noiseVariances()[0], within(1e-4));
        assertThat(both.mean()[1]).isCloseTo(other.mean()[0], within(1e-4));
    }

    @Test
    void knowTheUnitsOfTheirOutputs() {
        MultiOutputData data = thinned(COMPLETE, 0.3);
        double[][] scaled =
                Samples.affine(data.outputs().toArray(), new double[] {1e6, 1e-4}, new double[] {5e6, -3e-4});

        FitResult plain = Fitter.fit(data);
        FitResult other = Fitter.fit(MultiOutputData.of(data.inputs().toArray(), scaled));

        long first = IntStream.range(0, 50).filter(t -> data.isObserved(t, 0)).count();
        long second = data.valueCount() - first;
        double offset = first * Math.log(1e6) + second * Math.log(1e-4);
        assertThat(other.objective()).isCloseTo(plain.objective() - offset, within(1e-5));
        assertThat(other.mean()[0]).isCloseTo(5e6 + 1e6 * plain.mean()[0], within(1e2));
    }

    @Test
    void takeAnyMeanAndTheRestrictedLikelihood() {
        MultiOutputData data = thinned(COMPLETE, 0.3);
        GpModel model = GpModel.withDefaults().withMean(Mean.linear());

        FitResult fit = Fitter.fit(data, model, FitOptions.withDefaults().withRestrictedLikelihood(true));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.restrictedLogLikelihood()).isPresent();
        assertThat(ModelEvaluation.of(data, fit.parameters()).logMarginalLikelihood())
                .isCloseTo(fit.logMarginalLikelihood(), within(1e-8));
        assertThat(Arrays.stream(fit.meanStandardErrors()[1])).allMatch(error -> error > 0);
    }

    @Test
    void haveStandardErrorsThatGrowWithWhatIsMissing() {
        FitResult fit = Fitter.fit(thinned(COMPLETE, 0.5));
        FitResult complete = Fitter.fit(COMPLETE);

        for (int d = 1; d <= 2; d++) {
            ParameterEstimate some = fit.standardErrors().of("noise variance of y" + d);
            ParameterEstimate all = complete.standardErrors().of("noise variance of y" + d);
            assertThat(some.standardError() / some.value()).isGreaterThan(all.standardError() / all.value());
        }
    }

    /** Most rows have one output only, so a part of them may miss the other. */
    @Test
    void reachSparseOutputsOfManyRows() {
        MultiOutputData data = new Samples(8).data(150, 2, 2, new Matern52(3), 0.5);
        double[][] outputs = data.outputs().toArray();
        for (int t = 0; t < 150; t++) {
            outputs[t][1] = t % 30 == 7 ? outputs[t][1] : Double.NaN;
        }

        FitResult fit = Fitter.fit(
                MultiOutputData.of(data.inputs().toArray(), outputs),
                GpModel.withDefaults().withCoregionalization(CovarianceForm.lowRank(1)));

        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        assertAgrees(fit.runs().get(0).parameters().noise().diagonal(), fit.noiseVariances(), 0);
    }
}
