package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.List;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.coregion.prior.Lkj;
import org.coregion.prior.Prior;
import org.junit.jupiter.api.Test;

final class LikelihoodRatioTest {
    /** Two outputs that share one function. */
    private static final MultiOutputData SHARED = drawn(new double[][] {{1, 1}, {1, 1}});

    private static final GpModel FULL = GpModel.withDefaults();

    private static final GpModel INDEPENDENT = FULL.withCoregionalization(CovarianceForm.diagonal());

    private static MultiOutputData drawn(double[][] k) {
        double[][] x = new Samples(2).inputs(80, 1);
        GpParameters truth = GpParameters.of(new Matern52(1), k, new double[][] {{0.1, 0}, {0, 0.1}}, new double[2]);
        return MultiOutputData.of(x, truth.simulate(x, 3));
    }

    private static FitResult fit(GpModel model) {
        return Fitter.fit(SHARED, model);
    }

    @Test
    void rejectsIndependence() {
        // The fit of the larger model lies near the boundary, where the correlation is 1, but not at a bound.
        LikelihoodRatio test = LikelihoodRatio.of(fit(INDEPENDENT), fit(FULL));

        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThat(test.statistic()).isGreaterThan(20);
        assertThat(test.pValue()).isLessThan(1e-4);
        assertThat(test.isRegular()).isTrue();
        assertThat(test.toString()).contains("on 1 df").doesNotContain("roughly");
    }

    @Test
    void doesNotRejectWhatHolds() {
        MultiOutputData independent = drawn(new double[][] {{1, 0}, {0, 1}});

        LikelihoodRatio test = LikelihoodRatio.of(Fitter.fit(independent, INDEPENDENT), Fitter.fit(independent, FULL));

        assertThat(test.pValue()).isBetween(0.01, 1.0);
    }

    @Test
    void saysWhereChiSquareDoesNotHold() {
        LikelihoodRatio rank =
                LikelihoodRatio.of(fit(FULL.withCoregionalization(CovarianceForm.lowRank(1))), fit(FULL));

        assertThat(rank.isRegular()).isFalse();
        assertThat(rank.toString()).contains("roughly");
        double bound = fit(FULL).noiseVariances()[0] / 2;
        FitResult atBound = fit(FULL.withBounds("noise variance of y1", 0, bound));
        assertThat(LikelihoodRatio.of(fit(FULL.withFixed("noise variance of y1", bound / 2)), atBound)
                        .isRegular())
                .isFalse();
    }

    @Test
    void acceptsRestrictionsOfEveryPart() {
        requireNested(FULL.withFixedKernel(new Matern52(1)), FULL);
        requireNested(FULL.withFixed("lengthscale", 1.1), FULL.withBounds("lengthscale", 0.1, 10));
        requireNested(
                INDEPENDENT.withTied("noise variance of y1", "noise variance of y2"),
                FULL.withNoise(CovarianceForm.diagonal()));
        requireNested(FULL.withNoise(CovarianceForm.isotropic()), FULL.withNoise(CovarianceForm.full()));
        requireNested(FULL.withMean(Mean.ZERO), FULL.withMean(Mean.linear()));
        requireNested(FULL.withFixedNoise(new double[][] {{0.1, 0}, {0, 0.1}}), FULL);
    }

    private static void requireNested(GpModel small, GpModel large) {
        LikelihoodRatio test = LikelihoodRatio.of(fit(small), fit(large));
        assertThat(test.statistic()).isNotNegative();
        assertThat(test.isRegular()).isTrue();
    }

    @Test
    void refusesWhatIsNotNestedByItsPart() {
        FitResult full = fit(FULL);
        GpModel rankOne = FULL.withCoregionalization(CovarianceForm.lowRank(1));

        assertRefused(() -> LikelihoodRatio.of(full, fit(INDEPENDENT)), "larger model has 7", "smaller one 8");
        assertRefused(
                () -> LikelihoodRatio.of(
                        fit(rankOne.withKernel(SquaredExponential.ard())), fit(FULL.withKernel(Matern32.ard()))),
                "kernel of the smaller model, se",
                "matern32");
        assertRefused(
                () -> LikelihoodRatio.of(fit(rankOne), fit(INDEPENDENT.withNoise(CovarianceForm.full()))),
                "form of K",
                "rank:1",
                "diagonal");
        assertRefused(
                () -> LikelihoodRatio.of(
                        fit(INDEPENDENT.withNoise(CovarianceForm.full())), fit(FULL.withMean(Mean.linear()))),
                "form of the noise",
                "full",
                "diagonal");
        assertRefused(
                () -> LikelihoodRatio.of(
                        fit(INDEPENDENT.withMean(Mean.linear())),
                        fit(FULL.withMean(Mean.basis(List.of("1", "sine"), x -> new double[] {1, Math.sin(x[0])})))),
                "mean of the smaller model",
                "sine");
        assertRefused(
                () -> LikelihoodRatio.of(
                        fit(INDEPENDENT.withMean(Mean.basis(List.of("1", "f"), x -> new double[] {1, x[0]}))),
                        fit(FULL.withMean(Mean.basis(List.of("1", "f"), x -> new double[] {1, Math.sin(x[0])})))),
                "mean of the smaller model");
        assertRefused(
                () -> LikelihoodRatio.of(
                        fit(INDEPENDENT),
                        fit(FULL.withFixedKernel(new Matern52(1)).withMean(Mean.linear()))),
                "kernel of the smaller model");
        assertRefused(
                () -> LikelihoodRatio.of(fit(INDEPENDENT), fit(FULL.withBounds("lengthscale", 0.1, 10))),
                "lengthscale",
                "from 0.1 to 10.0");
        assertRefused(
                () -> LikelihoodRatio.of(
                        fit(INDEPENDENT),
                        fit(FULL.withMean(Mean.linear()).withTied("noise variance of y1", "noise variance of y2"))),
                "ties",
                "noise variance of y1");
    }

    @Test
    void refusesFitsThatDifferInMoreThanTheModel() {
        FitResult full = fit(FULL);
        FitResult independent = fit(INDEPENDENT);

        assertRefused(
                () -> LikelihoodRatio.of(Fitter.fit(drawn(new double[][] {{1, 0}, {0, 1}}), INDEPENDENT), full),
                "different data");
        double[] half = new double[80];
        Arrays.fill(half, 0, 40, 0.5);
        Arrays.fill(half, 40, 80, 1);
        assertRefused(
                () -> LikelihoodRatio.of(Fitter.fit(SHARED.withRelativeNoise(half), INDEPENDENT), full),
                "different data");
        assertRefused(
                () -> LikelihoodRatio.of(fit(INDEPENDENT.withPrior("lengthscale", Prior.gamma(2, 1))), full), "priors");
        assertRefused(() -> LikelihoodRatio.of(independent, fit(FULL.withCorrelationPrior(new Lkj(2)))), "priors");
        assertRefused(
                () -> LikelihoodRatio.of(
                        independent,
                        Fitter.fit(SHARED, FULL, FitOptions.withDefaults().withRestrictedLikelihood(true))),
                "different contrasts");
    }

    @Test
    void aLargerModelThatFitsWorseWasNotFitted() {
        // A given kernel has no coarse level, which would find nearly all.
        GpModel given = FULL.withFixedKernel(new Matern52(1));
        FitResult stopped = Fitter.fit(
                SHARED, given.withMean(Mean.linear()), FitOptions.withDefaults().withMaxEvaluations(1));

        assertRefused(() -> LikelihoodRatio.of(fit(given), stopped), "lower likelihood");
    }
}
