package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.model.ModelEvaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** The restricted likelihood where its optimum is known, and what it does not depend on. */
class RestrictedFitTest {
    private static final FitOptions REML = FitOptions.withDefaults().withRestrictedLikelihood(true);

    /** Without signal the variance is RSS/(T − P), where maximum likelihood has RSS/T. */
    @Test
    void independentRowsHaveTheUnbiasedVariance() {
        int t = 12;
        double[][] inputs = new Samples(1).inputs(t, 1);
        double[][] outputs = Samples.affine(new Samples(2).noise(t, 2), new double[] {3, 0.01}, new double[] {5, -1});
        GpModel model = GpModel.withDefaults()
                .withFixedKernel(new Matern32(1))
                .withFixedCoregionalization(new double[2][2])
                .withMean(Mean.linear());
        MultiOutputData data = MultiOutputData.of(inputs, outputs);

        FitResult restricted = Fitter.fit(data, model, REML);
        FitResult full = Fitter.fit(data, model);

        for (int d = 0; d < 2; d++) {
            double rss = 0;
            for (int i = 0; i < t; i++) {
                double fitted =
                        restricted.meanCoefficients()[0][d] + restricted.meanCoefficients()[1][d] * inputs[i][0];
                rss += (outputs[i][d] - fitted) * (outputs[i][d] - fitted);
            }
            assertThat(restricted.noiseVariances()[d]).isCloseTo(rss / (t - 2), within(1e-6 * rss));
            assertThat(full.noiseVariances()[d]).isCloseTo(rss / t, within(1e-6 * rss));
        }
    }

    /** Balanced one-way layout: Σ = MSE and K = (MSA − MSE)/n (Searle, Casella and McCulloch 1992). */
    @Test
    void aBalancedLayoutHasTheEstimatesOfTheAnalysisOfVariance() {
        int groups = 6;
        int n = 4;
        double[] values = {
            9.1, 8.2, 8.9, 10, 5.2, 6.6, 6.1, 5, 7.7, 7.9, 6.2, 7, 11, 10.2, 9.8, 12.1, 3, 4.4, 4.1, 3.9, 8, 7.2, 6.6, 9
        };
        double[][] outputs = new double[groups * n][1];
        double[][] same = new double[groups * n][groups * n];
        double grand = 0;
        double[] mean = new double[groups];
        for (int i = 0; i < values.length; i++) {
            outputs[i][0] = values[i];
            grand += values[i] / values.length;
            mean[i / n] += values[i] / n;
            for (int j = 0; j < values.length; j++) {
                same[i][j] = i / n == j / n ? 1 : 0;
            }
        }
        double within = 0;
        double between = 0;
        for (int i = 0; i < values.length; i++) {
            within += Math.pow(values[i] - mean[i / n], 2) / (groups * (n - 1));
            between += Math.pow(mean[i / n] - grand, 2) / (groups - 1);
        }

        FitResult fit = Fitter.fit(
                MultiOutputData.ofOutputs(outputs), GpModel.withDefaults().withFixedKernel(Precomputed.of(same)), REML);

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.noiseVariances()[0]).isCloseTo(within, within(1e-5));
        assertThat(fit.coregionalization()[0][0]).isCloseTo((between - within) / n, within(1e-4));
        assertThat(fit.mean()[0]).isCloseTo(grand, within(1e-10));
        assertThat(fit.meanStandardErrors()[0][0]).isCloseTo(Math.sqrt(between / values.length), within(1e-5));
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineName.class,
            names = {"SPECTRAL", "STATE_SPACE", "DENSE"})
    void theFitConvergesWithEveryEngine(EngineName engine) {
        MultiOutputData data = new Samples(6).data(40, 2, 1, new Matern32(2), 0.4);
        GpModel model = GpModel.withDefaults()
                .withKernel(Matern32.ard())
                .withNoise(CovarianceForm.full())
                .withMean(Mean.linear());

        FitResult fit = Fitter.fit(data, model, REML.withEngine(engine));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.objective()).isCloseTo(Fitter.fit(data, model, REML).objective(), within(1e-6));
        assertThat(fit.logMarginalLikelihood())
                .isCloseTo(ModelEvaluation.of(data, fit.parameters()).logMarginalLikelihood(), within(1e-7));
    }

    /** Another basis of the same functions, and a mean added to the outputs in another unit. */
    @Test
    void dependsOnNeitherTheBasisNorTheMean() {
        double[][] inputs = new Samples(7).inputs(30, 1);
        double[][] outputs = new Samples(8).outputs(inputs, 1, new Matern32(2), 1, 0.5);
        double[][] moved = new double[30][1];
        for (int t = 0; t < 30; t++) {
            moved[t][0] = 100 * (outputs[t][0] + 4 - 3 * inputs[t][0]);
        }
        Mean other = Mean.basis(List.of("a", "b"), x -> new double[] {3 - 50 * x[0], 1e4 * x[0]});

        FitResult fit = Fitter.fit(
                MultiOutputData.of(inputs, outputs), GpModel.withDefaults().withMean(Mean.linear()), REML);
        FitResult again = Fitter.fit(
                MultiOutputData.of(inputs, moved), GpModel.withDefaults().withMean(other), REML);

        double logUnits = 28 * Math.log(100);
        assertThat(again.objective()).isCloseTo(fit.objective() - logUnits, within(1e-6));
        assertThat(again.restrictedLogLikelihood().orElseThrow())
                .isCloseTo(fit.objective() - logUnits - 14 * Math.log(2 * Math.PI), within(1e-6));
        assertThat(Matrix.copyOf(again.coregionalization(), "K").get(0, 0) / 1e4)
                .isCloseTo(fit.coregionalization()[0][0], within(1e-3 * fit.coregionalization()[0][0]));
    }

    @Test
    void isSaidInTheReport() {
        MultiOutputData data = new Samples(9).data(15, 1, 1, new Matern32(2), 0.4);

        assertThat(Fitter.fit(data, GpModel.withDefaults(), REML).toString()).contains("restricted log likelihood");
        assertThat(Fitter.fit(data).restrictedLogLikelihood()).isEmpty();
    }

    @Test
    void refusesAMeanThatLeavesNoContrast() {
        MultiOutputData data = MultiOutputData.of(new double[][] {{1}, {2}}, new double[][] {{1}, {3}});

        assertThat(catchThrowable(() -> Fitter.fit(data, GpModel.withDefaults().withMean(Mean.linear()), REML)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("restricted likelihood of 2 observations");
    }

    @Test
    void saysThatWithoutAMeanNothingIsRestricted() {
        Logger logger = (Logger) LoggerFactory.getLogger(Fitter.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        Level level = logger.getLevel();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
        MultiOutputData data = new Samples(5).data(12, 1, 1, new Matern52(3), 0.5);
        try {
            Fitter.fit(data, GpModel.withDefaults().withMean(Mean.ZERO), REML);
            Fitter.fit(data, GpModel.withDefaults(), REML);
        } finally {
            logger.setLevel(level);
            logger.detachAppender(appender);
        }

        assertThat(appender.list.stream()
                        .filter(event -> event.getFormattedMessage().contains("Without a mean"))
                        .count())
                .isOne();
    }
}
