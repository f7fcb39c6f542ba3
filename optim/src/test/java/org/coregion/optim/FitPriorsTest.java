package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.StationaryKernel;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.ModelEvaluation;
import org.coregion.prior.Lkj;
import org.coregion.prior.Prior;
import org.coregion.testing.CentralDifferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Maximum a posteriori fits. */
class FitPriorsTest {
    private static final Prior ON_LENGTHSCALE = Prior.logNormal(0, 0.4);
    private static final Prior ON_SIGNAL = Prior.gamma(2, 3);
    private static final Prior ON_NOISE = Prior.inverseGamma(3, 2);

    private final MultiOutputData one = new Samples(31).data(25, 1, 1, new Matern52(2), 0.5);
    private final String output = one.outputNames().get(0);
    private final GpModel model = GpModel.withDefaults();
    private final GpModel withPriors = model.withPrior("lengthscale", ON_LENGTHSCALE)
            .withPrior("signal variance of " + output, ON_SIGNAL)
            .withPrior("noise variance of " + output, ON_NOISE);
    private final MultiOutputData three = new Samples(32).data(50, 3, 1, new Matern52(2), 0.5);

    /** The posterior density itself, over lengthscale, signal variance and noise variance in their natural units. */
    private double logPosterior(double[] theta, double mean) {
        GpParameters parameters = GpParameters.of(
                new Matern52(theta[0]), new double[][] {{theta[1]}}, new double[][] {{theta[2]}}, new double[] {mean});
        return ModelEvaluation.of(one, parameters).logMarginalLikelihood()
                + ON_LENGTHSCALE.logDensity(theta[0])
                + ON_SIGNAL.logDensity(theta[1])
                + ON_NOISE.logDensity(theta[2]);
    }

    private static double[] theta(FitResult fit) {
        return new double[] {
            ((StationaryKernel) fit.parameters().kernel()).lengthscales()[0],
            fit.coregionalization()[0][0],
            fit.noiseVariances()[0]
        };
    }

    /** The engines that fit by a profile and jointly. */
    @ParameterizedTest
    @EnumSource(
            value = EngineName.class,
            names = {"SPECTRAL", "STATE_SPACE"})
    void theEstimateIsTheHighestPointOfAGridAndStationary(EngineName engine) {
        FitOptions options = FitOptions.withDefaults().withEngine(engine).withGradientTolerance(1e-8);
        FitResult fit = Fitter.fit(one, withPriors, options);

        double[] theta = theta(fit);
        double mean = fit.mean()[0];
        double top = logPosterior(theta, mean);
        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.logPosterior()).isCloseTo(top, within(1e-9));
        double[] gradient = CentralDifferences.gradient(t -> logPosterior(t, mean), theta, 1e-4);
        assertThat(Vectors.maxNorm(gradient)).isLessThan(1e-4);
        double[] factors = {0.1, 0.3, 0.7, 0.95, 1, 1.05, 1.5, 3, 10};
        for (double a : factors) {
            for (double b : factors) {
                for (double c : factors) {
                    double[] elsewhere = {a * theta[0], b * theta[1], c * theta[2]};
                    assertThat(logPosterior(elsewhere, mean)).isLessThan(top + 1e-9);
                }
            }
        }
    }

    @Test
    void theObjectiveStaysTheLikelihoodAndThePriorIsReported() {
        FitResult fit = Fitter.fit(one, withPriors);

        assertThat(fit.objective())
                .isCloseTo(ModelEvaluation.of(one, fit.parameters()).objective(), within(1e-9));
        double[] theta = theta(fit);
        double logPrior =
                ON_LENGTHSCALE.logDensity(theta[0]) + ON_SIGNAL.logDensity(theta[1]) + ON_NOISE.logDensity(theta[2]);
        assertThat(fit.logPrior()).isCloseTo(logPrior, within(1e-9));
        assertThat(fit.toString()).contains("log posterior");
        assertThat(Fitter.fit(one).logPrior()).isZero();
        assertThat(Fitter.fit(one).toString()).doesNotContain("log p");
    }

    /** A density of the natural parameter: the logarithm of a variance and the root of one have the same estimate. */
    @Test
    void theEstimateDoesNotDependOnTheParameterisation() {
        double[] logarithm = theta(Fitter.fit(one, withPriors));

        for (GpModel other : List.of(
                withPriors.withNoise(CovarianceForm.full()),
                withPriors.withCoregionalization(CovarianceForm.diagonal()),
                withPriors.withCoregionalization(CovarianceForm.isotropic()))) {
            double[] theta = theta(Fitter.fit(one, other));
            for (int i = 0; i < theta.length; i++) {
                assertThat(theta[i]).isCloseTo(logarithm[i], within(1e-4 * logarithm[i]));
            }
        }
    }

    @Test
    void aNarrowPriorHoldsItsParameter() {
        FitResult fit = Fitter.fit(one, model.withPrior("noise variance of " + output, Prior.logNormal(-3, 1e-3)));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.noiseVariances()[0]).isCloseTo(Math.exp(-3), within(1e-3));
    }

    @Test
    void priorsInOtherUnitsGiveTheSameFit() {
        double unit = 1e-3;
        MultiOutputData scaled = MultiOutputData.of(
                one.inputs().toArray(), Samples.affine(one.outputs().toArray(), new double[] {unit}, new double[1]));
        FitResult fit = Fitter.fit(one, withPriors);

        FitResult inUnits = Fitter.fit(
                scaled,
                model.withPrior("lengthscale", ON_LENGTHSCALE)
                        .withPrior("signal variance of " + output, Prior.gamma(2, 3 / (unit * unit)))
                        .withPrior("noise variance of " + output, Prior.inverseGamma(3, 2 * unit * unit)));

        double[] expected = theta(fit);
        double[] theta = theta(inUnits);
        assertThat(theta[0]).isCloseTo(expected[0], within(1e-4));
        assertThat(theta[1] / (unit * unit)).isCloseTo(expected[1], within(1e-4));
        assertThat(theta[2] / (unit * unit)).isCloseTo(expected[2], within(1e-4));
    }

    @Test
    void tiedParametersHaveTheProductOfTheirPriors() {
        GpModel tied = model.withTied("noise variance of y1", "noise variance of y2");
        MultiOutputData two =
                new Samples(33).data(40, 2, 1, new Matern52(2), 0.5).withNames(List.of("x"), List.of("y1", "y2"));

        FitResult both = Fitter.fit(
                two, tied.withPrior("noise variance of y1", ON_NOISE).withPrior("noise variance of y2", ON_NOISE));
        // The square of the density has the same shape as one with twice the shape plus 1, and twice the scale.
        FitResult square = Fitter.fit(two, tied.withPrior("noise variance of y2", Prior.inverseGamma(7, 4)));

        assertThat(both.noiseVariances()[0]).isCloseTo(square.noiseVariances()[0], within(1e-6));
        assertThat(both.noiseVariances()[0]).isCloseTo(both.noiseVariances()[1], within(1e-14));
    }

    @Test
    void aPriorOfCorrelationsShrinksThem() {
        FitResult free = Fitter.fit(three);
        FitResult uniform = Fitter.fit(three, model.withCorrelationPrior(new Lkj(1)));
        double before = size(free);
        for (double eta : new double[] {2, 10, 1000}) {
            FitResult fit = Fitter.fit(three, model.withCorrelationPrior(new Lkj(eta)));
            assertThat(fit.isConverged()).isTrue();
            assertThat(size(fit)).isLessThan(before);
            before = size(fit);
        }
        assertThat(before).isLessThan(0.2);
        assertThat(uniform.objective()).isCloseTo(free.objective(), within(1e-6));
    }

    /** ∂/∂K of L + log p vanishes at a definite K. */
    @Test
    void thePriorOfCorrelationsBalancesTheGradientOfTheLikelihood() {
        Lkj prior = new Lkj(3);

        FitResult fit = Fitter.fit(three, model.withCorrelationPrior(prior));

        Matrix likelihood =
                Matrix.copyOf(ModelEvaluation.of(three, fit.parameters()).coregionalizationGradient(), "∂L/∂K");
        Matrix sum = likelihood.plus(1, prior.gradient(fit.parameters().coregionalization()));
        assertThat(sum.maxAbs()).isLessThan(1e-4);
        assertThat(fit.logPrior()).isCloseTo(prior.logDensity(fit.parameters().coregionalization()), within(1e-9));
    }

    @Test
    void refusesAPriorOfCorrelationsThatThereAreNot() {
        GpModel correlated = model.withCorrelationPrior(new Lkj(2));

        for (CovarianceForm form : List.of(
                CovarianceForm.diagonal(),
                CovarianceForm.isotropic(),
                CovarianceForm.lowRank(2),
                CovarianceForm.fixed(new double[][] {{1, 0.5, 0}, {0.5, 1, 0}, {0, 0, 1}}, "K"))) {
            assertRefused(() -> Fitter.fit(three, correlated.withCoregionalization(form)), "correlations");
        }
        assertRefused(() -> Fitter.fit(one, correlated), "correlations");
        assertThat(Fitter.fit(three, correlated.withCoregionalization(CovarianceForm.lowRankPlusDiagonal(1)))
                        .isConverged())
                .isTrue();
    }

    @Test
    void isDeterministic() {
        assertThat(Fitter.fit(one, withPriors).logPosterior())
                .isEqualTo(Fitter.fit(one, withPriors).logPosterior());
    }

    private static double size(FitResult fit) {
        double[][] r = fit.outputCorrelations();
        return Math.abs(r[0][1]) + Math.abs(r[0][2]) + Math.abs(r[1][2]);
    }
}
