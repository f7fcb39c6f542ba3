package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coregion.covariance.CovarianceForm;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.ModelEvaluation;
import org.coregion.prior.Lkj;
import org.coregion.prior.Prior;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fits of low rank with variances that are fixed, bounded or tied, or have priors. */
class LimitedFormsFitTest {
    private static final int D = 4;
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double[][] INPUTS = new Samples(5).inputs(60, 1);
    private static final double[] UNITS = {0.2, 1, 30, 1};
    private static final MultiOutputData DATA = MultiOutputData.of(
            INPUTS, Samples.affine(new Samples(6).outputs(INPUTS, D, new Matern52(2), 2, 0.5), UNITS, new double[D]));
    private static final GpModel MODEL = GpModel.withDefaults();

    private record Case(String name, GpModel model, String kind) {
        @Override
        public String toString() {
            return name;
        }

        String variance(int output) {
            return kind + " variance of y" + output;
        }

        Matrix covariance(FitResult fit) {
            return kind.equals("signal")
                    ? fit.parameters().coregionalization()
                    : fit.parameters().noise();
        }

        /** The slope of L in the logarithm of each variance, its correlations being kept. */
        double[] slopes(FitResult fit) {
            ModelEvaluation at = ModelEvaluation.of(DATA, fit.parameters());
            double[][] adjoint = kind.equals("signal") ? at.coregionalizationGradient() : at.noiseGradient();
            return Products.multiply(Matrix.copyOf(adjoint, "adjoint"), covariance(fit))
                    .diagonal();
        }
    }

    static List<Case> forms() {
        return List.of(
                new Case("K of rank 1", MODEL.withCoregionalization(CovarianceForm.lowRank(1)), "signal"),
                new Case("K of rank 2", MODEL.withCoregionalization(CovarianceForm.lowRank(2)), "signal"),
                new Case("K of rank 3", MODEL.withCoregionalization(CovarianceForm.lowRank(3)), "signal"),
                new Case(
                        "K of rank 1 and diagonal",
                        MODEL.withCoregionalization(CovarianceForm.lowRankPlusDiagonal(1)),
                        "signal"),
                new Case(
                        "K of rank 2 and diagonal",
                        MODEL.withCoregionalization(CovarianceForm.lowRankPlusDiagonal(2)),
                        "signal"),
                new Case("Σ of rank 1 and diagonal", MODEL.withNoise(CovarianceForm.lowRankPlusDiagonal(1)), "noise"));
    }

    /** Each kind of constraint, none of which the free optimum breaks. */
    @ParameterizedTest
    @MethodSource("forms")
    void inactiveConstraintsLeaveTheOptimum(Case of) {
        FitResult free = Fitter.fit(DATA, of.model);
        double[] variances = of.covariance(free).diagonal();

        FitResult bounded = Fitter.fit(
                DATA,
                of.model
                        .withBounds(of.variance(1), 0, 50 * variances[0])
                        .withBounds(of.variance(2), variances[1] / 50, INFINITY));
        FitResult fixed = Fitter.fit(DATA, of.model.withFixed(of.variance(3), variances[2]));

        assertThat(bounded.isConverged()).isTrue();
        assertThat(bounded.objective()).isCloseTo(free.objective(), within(1e-6));
        assertThat(bounded.parameterCount()).isEqualTo(free.parameterCount());
        assertThat(bounded.atBounds()).isEqualTo(free.atBounds());
        assertThat(fixed.objective()).isCloseTo(free.objective(), within(1e-6));
        assertThat(fixed.parameterCount()).isEqualTo(free.parameterCount() - 1);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void activeConstraintsHoldAtAStationaryPoint(Case of) {
        FitResult free = Fitter.fit(DATA, of.model);
        double[] variances = of.covariance(free).diagonal();
        double fixed = variances[0] * 0.7;
        double most = variances[2] / 2;

        FitResult fit = Fitter.fit(
                DATA,
                of.model
                        .withFixed(of.variance(1), fixed)
                        .withTied(of.variance(2), of.variance(4))
                        .withBounds(of.variance(3), 0, most));

        double[] found = of.covariance(fit).diagonal();
        double[] slopes = of.slopes(fit);
        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        assertThat(fit.objective()).isLessThan(free.objective());
        assertThat(found[0]).isCloseTo(fixed, within(1e-13 * fixed));
        assertThat(found[1]).isCloseTo(found[3], within(1e-13 * found[1]));
        assertThat(found[2]).isLessThanOrEqualTo(most * (1 + 1e-12)).isCloseTo(most, within(1e-3 * most));
        assertThat(slopes[1] + slopes[3]).isCloseTo(0, within(1e-4));
        assertThat(slopes[2]).isPositive();
        assertThat(fit.parameterCount()).isEqualTo(free.parameterCount() - 2);
        assertThat(fit.atBounds()).anyMatch(words -> words.startsWith(of.variance(3) + " at its upper bound"));
        StandardErrors errors = fit.standardErrors();
        assertThat(errors.of(of.variance(1)).reason()).contains("fixed");
        assertThat(errors.of(of.variance(3)).reason().orElseThrow()).startsWith("at its upper bound");
        assertThat(errors.of(of.variance(2)).standardError())
                .isPositive()
                .isCloseTo(errors.of(of.variance(4)).standardError(), within(1e-9 * found[1]));
    }

    /** The correlations of a fit with all variances fixed are stationary on the form, and the errors finite. */
    @Test
    void theCorrelationsAreFittedBesideGivenVariances() {
        GpModel model = MODEL.withCoregionalization(CovarianceForm.lowRankPlusDiagonal(1));
        FitResult free = Fitter.fit(DATA, model);
        double[] variances = free.parameters().coregionalization().diagonal();
        for (int i = 0; i < D; i++) {
            model = model.withFixed("signal variance of y" + (i + 1), variances[i]);
        }

        FitResult fit = Fitter.fit(DATA, model);

        assertThat(fit.objective()).isCloseTo(free.objective(), within(1e-6));
        assertThat(fit.parameterCount()).isEqualTo(free.parameterCount() - D);
    }

    /** Those of the coordinates without limits, in which the likelihood has another curvature and other gradients. */
    @ParameterizedTest
    @MethodSource("forms")
    void theObservedErrorsAreThoseOfTheFormWithoutLimits(Case of) {
        FitResult free = Fitter.fit(DATA, of.model);

        FitResult fit = Fitter.fit(DATA, of.model.withBounds(of.variance(1), 0, 1e6));

        assertAlike(fit.standardErrors(), free.standardErrors());
    }

    /** At a point where no variance and no rank is lost, the fit's own optimum or not. */
    @ParameterizedTest
    @MethodSource("forms")
    void theExpectedErrorsAreThoseOfTheFormWithoutLimits(Case of) {
        double[] ones = {1, 1, 1, 1};
        Matrix any = Draws.seeded(3).covariance(D).plus(2, Matrix.identity(D));
        OutputCovariance k = of.model.coregionalization().standardized(ones, new double[D]);
        OutputCovariance noise = of.model.noise().standardized(ones, ones);
        GpParameters at = GpParameters.of(
                new Matern52(1.5),
                k.matrix(k.parametersOf(any)).toArray(),
                noise.matrix(noise.parametersOf(any)).toArray(),
                new double[D]);

        assertAlike(expected(of.model.withBounds(of.variance(1), 0, 1e6), at), expected(of.model, at));
    }

    private static StandardErrors expected(GpModel model, GpParameters at) {
        FitSetup setup = new FitSetup(DATA, model, FitOptions.withDefaults());
        return StandardErrors.of(setup, at, Map.of(), Information.EXPECTED);
    }

    private static void assertAlike(StandardErrors actual, StandardErrors expected) {
        assertThat(actual.parameters()).hasSameSizeAs(expected.parameters());
        for (ParameterEstimate estimate : expected.parameters()) {
            ParameterEstimate other = actual.of(estimate.name());
            assertThat(other.reason()).as(estimate.name()).isEqualTo(estimate.reason());
            if (estimate.reason().isEmpty()) {
                assertThat(other.standardError())
                        .as("%s", estimate)
                        .isCloseTo(estimate.standardError(), within(1e-3 * estimate.standardError()));
            }
        }
    }

    /** As the unit of the first output: two outputs that are anticorrelated with it are found whatever the start. */
    @Test
    void aRankOneFitFindsTheSigns() {
        Matrix w = Matrix.wrap(D, 1, new double[] {1, -0.4, 0.3, -1.5});
        MultiOutputData data = simulated(Products.multiplyTranspose(w, w), 1);
        GpModel model = MODEL.withFixedKernel(new Matern52(1.5)).withCoregionalization(CovarianceForm.lowRank(1));

        FitResult fit = Fitter.fit(data, model.withFixed("signal variance of y1", 1));

        double[][] correlations = fit.outputCorrelations();
        for (int i = 0; i < D; i++) {
            assertThat(correlations[0][i]).isCloseTo(w.get(i, 0) < 0 ? -1 : 1, within(1e-12));
        }
        double freely = Fitter.fit(data, model).objective();
        FitResult asFree = Fitter.fit(data, model.withBounds("signal variance of y1", 1e-9, 1e9));
        assertThat(asFree.objective()).isCloseTo(freely, within(1e-6));
    }

    /** From the wrong signs, of a variance that is free to vanish and of one that is not. */
    @Test
    void wrongSignsAreLeft() {
        Matrix w = Matrix.wrap(D, 1, new double[] {1, -1.2, 0.8, -1.5});
        Matrix k = Products.multiplyTranspose(w, w);
        MultiOutputData data = simulated(k, 0.3);
        GpModel model = MODEL.withFixedKernel(new Matern52(1.5))
                .withCoregionalization(CovarianceForm.lowRank(1))
                .withFixed("signal variance of y1", 1)
                .withFixed("signal variance of y4", 2.25);
        FitSetup setup = new FitSetup(data, model, FitOptions.withDefaults());
        double[] inverse = IntStream.range(0, D)
                .mapToDouble(d -> 1 / setup.data().units()[d])
                .toArray();
        double[] signed = {inverse[0], -inverse[1], inverse[2], -inverse[3]};
        Matrix right = k.scaled(inverse, inverse);
        Matrix wrong = Matrix.copyOf(k.toArray(), "K").scaled(signed, signed);
        CovarianceFit fit = new CovarianceFit(setup.problem(), new Matern52(1.5), new Tally());
        FitRun run = new FitRun(1, FitOptions.withDefaults(), progress -> {}, 3000, new Tally(), 0);

        double best = fit.maximise(List.of(start(setup, right)), run).objective();

        assertThat(fit.maximise(List.of(start(setup, wrong)), run).objective()).isCloseTo(best, within(1e-6));
    }

    private static double[] start(FitSetup setup, Matrix k) {
        FitProblem problem = setup.problem();
        return problem.covarianceTransform()
                .free(Vectors.concat(
                        problem.coregionalization().parametersOf(k),
                        problem.noise().parametersOf(Matrix.identity(D).times(0.1))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aPriorMovesAVarianceBesideAFixedOne(Case of) {
        GpModel fixed = of.model.withFixed(of.variance(1), 0.05);
        double before = of.covariance(Fitter.fit(DATA, fixed)).get(1, 1);

        FitResult fit = Fitter.fit(DATA, fixed.withPrior(of.variance(2), Prior.logNormal(Math.log(2 * before), 0.01)));

        assertThat(fit.isConverged()).isTrue();
        assertThat(of.covariance(fit).get(1, 1)).isCloseTo(2 * before, within(0.1 * before));
        assertThat(of.covariance(fit).get(0, 0)).isCloseTo(0.05, within(1e-14));
    }

    @Test
    void correlationsMayHaveAPriorWhereTheyAreDefinite() {
        GpModel prior = MODEL.withCorrelationPrior(new Lkj(4)).withFixed("signal variance of y2", 1);
        GpModel factors = prior.withCoregionalization(CovarianceForm.lowRankPlusDiagonal(1));

        FitResult fit = Fitter.fit(DATA, factors);

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.coregionalization()[1][1]).isCloseTo(1, within(1e-13));
        assertThat(fit.logPosterior()).isLessThan(Fitter.fit(DATA, prior).logPosterior() + 1e-6);
        for (int rank = 1; rank < D; rank++) {
            GpModel singular = prior.withCoregionalization(CovarianceForm.lowRank(rank));
            assertRefused(() -> Fitter.fit(DATA, singular), "correlations", "singular");
        }
    }

    /** Two outputs that are equal: with noise that they must have, their difference has none, and says so. */
    @Test
    void aNoiseCovarianceStaysDefiniteAndReportsIt() {
        double[][] y = new Samples(6).outputs(INPUTS, 3, new Matern52(2), 2, 0.5);
        for (double[] row : y) {
            row[1] = row[0];
        }
        MultiOutputData twins = MultiOutputData.of(INPUTS, y);

        FitResult fit = Fitter.fit(
                twins,
                MODEL.withNoise(CovarianceForm.lowRankPlusDiagonal(1))
                        .withTied("noise variance of y1", "noise variance of y2")
                        .withBounds("noise variance of y1", 0.1, INFINITY));

        double[][] noise = fit.noise();
        assertThat(noise[0][0]).isCloseTo(noise[1][1], within(1e-14));
        assertThat(noise[0][1]).isLessThan(noise[0][0]);
        assertThat(fit.atBounds())
                .contains("noise variance of a combination of outputs at its lower bound, 1.0E-8 of their noise");
    }

    @Test
    void refusesARankThatIsNoNoise() {
        assertRefused(
                () -> Fitter.fit(
                        DATA, MODEL.withNoise(CovarianceForm.lowRank(2)).withFixed("noise variance of y1", 1)),
                "rank 2",
                "noise covariance");
    }

    private static MultiOutputData simulated(Matrix k, double noise) {
        double[][] x = new Samples(9).inputs(80, 1);
        double[][] sigma = Matrix.identity(D).times(noise).toArray();
        return MultiOutputData.of(
                x,
                GpParameters.of(new Matern52(1.5), k.toArray(), sigma, new double[D])
                        .simulate(x, 4));
    }
}
