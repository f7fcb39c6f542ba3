package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.coregion.InvalidInputException;
import org.coregion.ParameterLimits;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.coregion.model.ModelEvaluation;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StandardErrorsTest {
    private static final GpModel MODEL =
            GpModel.withDefaults().withKernel(Matern32.ard()).withMean(Mean.ZERO);

    private static final double[][] NOISE = {{0.3, 0}, {0, 0.2}};

    private static final GpParameters TRUTH = parameters(new double[] {Math.log(2), 2, 0.7, 1.5, 0.3, 0.2});

    /** log lengthscale, K11, K21, K22, noise variances. */
    private static GpParameters parameters(double[] p) {
        return GpParameters.of(
                new Matern32(Math.exp(p[0])),
                new double[][] {{p[1], p[2]}, {p[2], p[3]}},
                new double[][] {{p[4], 0}, {0, p[5]}},
                new double[2]);
    }

    private static MultiOutputData drawn(int t) {
        double[][] x = Draws.seeded(t).uniform(t, 1, 0, 20).toArray();
        return MultiOutputData.of(x, TRUTH.simulate(x, 7));
    }

    private static StandardErrors errors(
            MultiOutputData data, GpModel model, GpParameters at, Information information) {
        return StandardErrors.of(new FitSetup(data, model, FitOptions.withDefaults()), at, Map.of(), information);
    }

    /** −∂²L by second differences of L alone, in other coordinates than the surface's. */
    private static RealMatrix hessian(MultiOutputData data, double[] at) {
        int n = at.length;
        double h = 2e-3;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int corner = 0; corner < 4; corner++) {
                    double[] moved = at.clone();
                    int signI = corner < 2 ? 1 : -1;
                    int signJ = corner % 2 == 0 ? 1 : -1;
                    moved[i] += signI * h;
                    moved[j] += signJ * h;
                    double value = ModelEvaluation.of(data, parameters(moved)).objective();
                    result[i][j] -= signI * signJ * value / (4 * h * h);
                }
            }
        }
        return MatrixUtils.createRealMatrix(result);
    }

    @Test
    void theObservedOnesAreThoseOfTheSecondDerivativesOfL() {
        MultiOutputData data = drawn(60);
        GpParameters at = Fitter.fit(data, MODEL).parameters();
        double[] point = {
            at.kernel().logParameters()[0],
            at.coregionalization().get(0, 0),
            at.coregionalization().get(1, 0),
            at.coregionalization().get(1, 1),
            at.noise().get(0, 0),
            at.noise().get(1, 1)
        };
        RealMatrix covariance = MatrixUtils.inverse(hessian(data, point));

        StandardErrors errors = errors(data, MODEL, at, Information.OBSERVED);

        List<String> names = List.of(
                "lengthscale",
                "signal variance of y1",
                "signal covariance of y1 and y2",
                "signal variance of y2",
                "noise variance of y1",
                "noise variance of y2");
        for (int i = 0; i < point.length; i++) {
            double unit = i == 0 ? errors.of("lengthscale").value() : 1;
            double expected = unit * Math.sqrt(covariance.getEntry(i, i));
            assertThat(errors.of(names.get(i)).standardError())
                    .as(names.get(i))
                    .isCloseTo(expected, within(1e-3 * expected));
        }
    }

    @Test
    void theTwoAgreeOnManyData() {
        MultiOutputData data = drawn(500);
        GpParameters at = Fitter.fit(data, MODEL).parameters();

        StandardErrors observed = errors(data, MODEL, at, Information.OBSERVED);
        StandardErrors expected = errors(data, MODEL, at, Information.EXPECTED);

        for (ParameterEstimate parameter : observed.parameters()) {
            double error = expected.of(parameter.name()).standardError();
            assertThat(parameter.standardError()).as(parameter.name()).isCloseTo(error, within(0.25 * error));
        }
    }

    @Test
    void theTwoAgreeOnAGrid() {
        double[][] x = new double[480][];
        Arrays.setAll(x, t -> new double[] {Math.floorDiv(t, 20), 0.7 * (t % 20)});
        GpParameters truth = GpParameters.of(
                new SquaredExponential(2, 1.5), new double[][] {{2, 0.7}, {0.7, 1.5}}, NOISE, new double[2]);
        MultiOutputData data = MultiOutputData.of(x, truth.simulate(x, 3));
        FitResult fit = Fitter.fit(data, GpModel.withDefaults().withKernel(SquaredExponential.ard()));

        assertThat(fit.engine()).isEqualTo("grid");
        assertTheTwoAgree(fit);
    }

    @Test
    void theTwoAgreeWhereOutputsAreMissingWhateverTheEngine() {
        double[][] x = Draws.seeded(11).uniform(150, 1, 0, 60).toArray();
        double[][] outputs = TRUTH.simulate(x, 5);
        for (int t = 0; t < outputs.length; t++) {
            if (t % 3 != 0) {
                outputs[t][t % 3 - 1] = Double.NaN;
            }
        }
        MultiOutputData data = MultiOutputData.of(x, outputs);
        FitResult fit = Fitter.fit(data, MODEL);

        assertTheTwoAgree(fit);
        StandardErrors errors = fit.standardErrors(Information.EXPECTED);
        for (EngineName engine : List.of(EngineName.DENSE, EngineName.SPECTRAL, EngineName.STATE_SPACE)) {
            FitOptions options = FitOptions.withDefaults().withEngine(engine);
            StandardErrors others = StandardErrors.of(
                    new FitSetup(data, MODEL, options), fit.parameters(), Map.of(), Information.EXPECTED);
            for (ParameterEstimate parameter : errors.parameters()) {
                double error = parameter.standardError();
                assertThat(others.of(parameter.name()).standardError()).isCloseTo(error, within(1e-8 * error));
            }
        }
    }

    /** Six functions of the mean take some of what 200 rows tell of the covariances. */
    @Test
    void theTwoAgreeForTheRestrictedLikelihood() {
        double[][] x = Draws.seeded(12).uniform(200, 1, 0, 60).toArray();
        MultiOutputData data = MultiOutputData.of(x, TRUTH.simulate(x, 6));
        GpModel model = MODEL.withMean(Mean.polynomial(5));
        FitOptions options = FitOptions.withDefaults().withRestrictedLikelihood(true);
        FitResult fit = Fitter.fit(data, model, options);

        assertTheTwoAgree(fit);
        StandardErrors restricted = fit.standardErrors(Information.EXPECTED);
        StandardErrors whole = errors(data, model, fit.parameters(), Information.EXPECTED);
        for (String name : List.of("lengthscale", "signal variance of y1", "signal variance of y2")) {
            assertThat(restricted.of(name).standardError())
                    .as(name)
                    .isGreaterThan(1.02 * whole.of(name).standardError());
        }
    }

    private static void assertTheTwoAgree(FitResult fit) {
        StandardErrors observed = fit.standardErrors(Information.OBSERVED);
        StandardErrors expected = fit.standardErrors(Information.EXPECTED);
        for (ParameterEstimate parameter : observed.parameters()) {
            double error = expected.of(parameter.name()).standardError();
            assertThat(error).as(parameter.toString()).isPositive();
            assertThat(parameter.standardError()).as(parameter.name()).isCloseTo(error, within(0.35 * error));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theUnitsOfTheDataAreThoseOfTheErrors(Information information) {
        MultiOutputData data = drawn(40);
        double[][] outputs = data.outputs().toArray();
        for (double[] row : outputs) {
            row[0] *= 1e6;
            row[1] *= 1e-3;
        }
        MultiOutputData scaled = MultiOutputData.of(data.inputs().toArray(), outputs);
        GpParameters at = GpParameters.of(
                new Matern32(2),
                new double[][] {{2e12, 0.7e3}, {0.7e3, 1.5e-6}},
                new double[][] {{0.3e12, 0}, {0, 0.2e-6}},
                new double[2]);

        StandardErrors plain = errors(data, MODEL, TRUTH, information);
        StandardErrors other = errors(scaled, MODEL, at, information);

        assertThat(relative(other, "lengthscale")).isCloseTo(relative(plain, "lengthscale"), within(1e-4));
        assertThat(relative(other, "signal variance of y2"))
                .isCloseTo(relative(plain, "signal variance of y2"), within(1e-4));
        assertThat(relative(other, "signal correlation of y1 and y2"))
                .isCloseTo(relative(plain, "signal correlation of y1 and y2"), within(1e-4));
    }

    private static double relative(StandardErrors errors, String name) {
        return errors.of(name).standardError() / errors.of(name).value();
    }

    @Test
    void whatIsHeldOrGivenHasNone() {
        MultiOutputData data = drawn(40);
        GpModel model = MODEL.withFixedKernel(new Matern32(2))
                .withFixedCoregionalization(new double[][] {{2, 0.7}, {0.7, 1.5}});

        StandardErrors errors = StandardErrors.of(
                new FitSetup(data, model, FitOptions.withDefaults()),
                TRUTH,
                Map.of("noise variance of y2", "at its lower bound"),
                Information.OBSERVED);

        assertThat(errors.of("lengthscale").reason()).contains("fixed");
        assertThat(errors.of("signal variance of y1").reason()).contains("fixed");
        assertThat(errors.of("noise variance of y2").reason()).contains("at its lower bound");
        assertThat(errors.of("noise variance of y2").interval(0.9).lower()).isNaN();
        assertThat(errors.of("noise variance of y1").standardError()).isPositive();
        assertThat(errors.toString()).contains("fixed");
    }

    @Test
    void aMeanAloneHasThoseOfLeastSquares() {
        double[][] k = {{2, 0.7}, {0.7, 1.5}};
        GpModel model = GpModel.withDefaults()
                .withFixedKernel(new Matern32(2))
                .withFixedCoregionalization(k)
                .withFixedNoise(NOISE);
        FitResult fit = Fitter.fit(drawn(40), model);

        for (Information information : Information.values()) {
            StandardErrors errors = fit.standardErrors(information);

            assertThat(errors.of("lengthscale").reason()).contains("fixed");
            assertThat(errors.of("noise variance of y2").reason()).contains("fixed");
            assertThat(errors.of("mean of y2").standardError())
                    .isCloseTo(fit.meanStandardErrors()[0][1], within(1e-12));
        }
    }

    /** As percentages have it: the rest to 100, but for rounding. The errors are those without the rest. */
    @ParameterizedTest
    @EnumSource
    void aRestThatTheOthersDetermineTakesNoErrors(Information information) {
        double[][] x = Draws.seeded(60).uniform(60, 1, 0, 20).toArray();
        double[][] two = TRUTH.simulate(x, 7);
        double[][] rounding = Draws.seeded(5).gaussian(60, 1).toArray();
        double[][] three = new double[60][];
        Arrays.setAll(three, t ->
                new double[] {two[t][0], two[t][1], 100 - two[t][0] - two[t][1] + 1e-4 * rounding[t][0]});
        GpModel model = MODEL.withMean(Mean.CONSTANT).withNoise(CovarianceForm.full());

        StandardErrors of = Fitter.fit(MultiOutputData.of(x, two), model).standardErrors(information);
        StandardErrors with = Fitter.fit(MultiOutputData.of(x, three), model).standardErrors(information);

        for (ParameterEstimate parameter : of.parameters()) {
            double error = parameter.standardError();
            assertThat(with.of(parameter.name()).standardError())
                    .as("%s, %s", parameter, with.of(parameter.name()))
                    .isCloseTo(error, within(0.05 * error));
        }
    }

    /** A constant kernel beside a constant mean explains nothing. */
    @Test
    void aSignalThatVanishedHasNone() {
        FitResult fit = Fitter.fit(drawn(40), GpModel.withDefaults().withKernel(KernelExpression.parse("constant")));

        StandardErrors errors = fit.standardErrors();

        assertThat(fit.warnings()).anyMatch(text -> text.contains("no signal: the fit explains y1, y2 by noise alone"));
        assertThat(errors.of("signal variance of y1").reason()).contains(Boundary.NO_SIGNAL);
        assertThat(errors.of("signal correlation of y1 and y2").reason()).contains(Boundary.NO_SIGNAL);
        assertThat(errors.of("noise variance of y1").standardError()).isPositive();
        assertThat(errors.of("mean of y1").standardError()).isPositive();
    }

    @Test
    void anOutputWhoseNoiseIsAtItsFloorHasNoCorrelationsOfIt() {
        MultiOutputData data = drawn(40);
        GpModel model = MODEL.withNoise(CovarianceForm.full());
        StandardizedData standardized = new FitSetup(data, model, FitOptions.withDefaults()).data();
        double unit = standardized.noiseUnits()[0];
        double least = 1.005
                * unit
                * unit
                * standardized.floor(FitOptions.withDefaults().noiseFloor())[0];
        GpParameters at = GpParameters.of(
                new Matern32(2),
                TRUTH.coregionalization().toArray(),
                new double[][] {{least, 1e-6}, {1e-6, 0.2}},
                new double[2]);

        StandardErrors errors = errors(data, model, at, Information.EXPECTED);

        assertThat(errors.of("noise correlation of y1 and y2").reason())
                .contains("the noise variance of y1 is at its lower bound");
        assertThat(errors.of("noise covariance of y1 and y2").reason())
                .contains("the noise variance of y1 is at its lower bound");
        assertThat(errors.of("noise variance of y2").standardError()).isPositive();
    }

    @Test
    void twoOutputsWithACombinationAtItsFloorHaveNoCorrelation() {
        NoiseFloor floor = NoiseFloor.of(
                Matrix.wrap(3, 3, new double[] {1, -1, 0, -1, 1 + 2e-8, 0, 0, 0, 1}),
                new double[] {1e-8, 1e-8, 1e-8},
                ParameterLimits.none(3));

        assertThat(floor.outputs()).isEmpty();
        assertThat(floor.combination()).containsExactly(0, 1);
        MultiOutputData data = drawn(40);
        GpParameters at = GpParameters.of(
                new Matern32(2),
                TRUTH.coregionalization().toArray(),
                new double[][] {{0.3, -0.3}, {-0.3, 0.3 + 1e-9}},
                new double[2]);
        StandardErrors errors = errors(data, MODEL.withNoise(CovarianceForm.full()), at, Information.EXPECTED);

        assertThat(errors.of("noise correlation of y1 and y2").reason())
                .contains("the noise of a combination of y1 and y2 is at its lower bound");
    }

    /** Two rows hardly tell of noise. */
    @Test
    void anErrorThatSaysNothingIsNotGiven() {
        double[][] half = {{1, 0.5}, {0.5, 1}};
        StandardErrors errors =
                Fitter.fitNoise(half, half, new double[] {0.1, 0.2, -0.3, 0.4}).standardErrors();

        for (ParameterEstimate estimate : errors.parameters()) {
            ParameterEstimate.Interval interval = estimate.interval(0.95);
            assertThat(interval.lower()).as("%s", estimate).isNotEqualTo(0);
            assertThat(interval.upper()).as("%s", estimate).isNotEqualTo(Double.POSITIVE_INFINITY);
        }
        assertThat(ParameterScale.LOGARITHM.tells(2, 10)).isTrue();
        assertThat(ParameterScale.LOGARITHM.tells(2, 20)).isFalse();
        assertThat(ParameterScale.FISHER.tells(0, 0.9)).isTrue();
        assertThat(ParameterScale.FISHER.tells(0.3, 1.1)).isFalse();
        assertThat(ParameterScale.FISHER.tells(0.98743, 0.0656)).isFalse();
        assertThat(ParameterScale.IDENTITY.tells(1, 1e9)).isTrue();
    }

    @Test
    void aDirectionWithoutInformationIsNamed() {
        // One input value only: the kernel matrix is constant, so the lengthscale has no effect.
        double[][] x = new double[12][1];
        MultiOutputData data =
                MultiOutputData.of(x, Draws.seeded(4).gaussian(12, 1).toArray());
        GpParameters at =
                GpParameters.of(new SquaredExponential(1), new double[][] {{0.5}}, new double[][] {{1}}, new double[1]);

        StandardErrors errors =
                errors(data, GpModel.withDefaults().withKernel(new SquaredExponential(1)), at, Information.EXPECTED);

        assertThat(errors.of("lengthscale").reason()).contains("the likelihood is flat in it");
        assertThat(errors.of("noise variance of y1").standardError()).isPositive();
    }

    @Test
    void aSingularCoregionalizationHasErrorsOfItsRank() {
        double[][] x = Draws.seeded(9).uniform(80, 1, 0, 20).toArray();
        GpParameters rankOne = GpParameters.of(
                new Matern32(2), new double[][] {{1, 2}, {2, 4}}, new double[][] {{0.3, 0}, {0, 0.2}}, new double[2]);
        MultiOutputData data = MultiOutputData.of(x, rankOne.simulate(x, 1));

        StandardErrors errors = errors(data, MODEL, rankOne, Information.EXPECTED);

        assertThat(errors.of("signal variance of y1").standardError()).isPositive();
        assertThat(errors.of("signal correlation of y1 and y2").reason()).contains("at the end of its range");
    }

    @Test
    void aDiagonalFormHasNoCovariances() {
        GpModel model = MODEL.withCoregionalization(CovarianceForm.diagonal());

        StandardErrors errors = errors(drawn(40), model, TRUTH, Information.EXPECTED);

        assertThat(errors.parameters().stream().map(ParameterEstimate::name))
                .containsExactly(
                        "lengthscale",
                        "signal variance of y1",
                        "signal variance of y2",
                        "noise variance of y1",
                        "noise variance of y2");
    }

    @Test
    void anUnknownNameAndAnImpossibleLevelAreRefused() {
        StandardErrors errors = errors(drawn(20), MODEL, TRUTH, Information.EXPECTED);

        assertThatThrownBy(() -> errors.of("lengthscales"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("signal variance of y1");
        assertThatThrownBy(() -> errors.of("lengthscale").interval(95))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("0.95");
    }

    @Test
    void intervalsStayWithinWhatAParameterCanBe() {
        ParameterEstimate variance = ParameterEstimate.of("v", 2, 3, ParameterScale.LOGARITHM);
        ParameterEstimate correlation = ParameterEstimate.of("r", 0.95, 0.2, ParameterScale.FISHER);
        ParameterEstimate covariance = ParameterEstimate.of("c", 1, 2, ParameterScale.IDENTITY);

        assertThat(variance.interval(0.95).lower()).isPositive();
        assertThat(correlation.interval(0.95).upper()).isBetween(0.95, 1.0);
        assertThat(correlation.interval(0.95).lower()).isBetween(-1.0, 0.95);
        assertThat(covariance.interval(0.95).lower()).isCloseTo(1 - 1.959964 * 2, within(1e-5));
        assertThat(covariance).hasToString("c 1.0000 ± 2.0 (-2.9199 to 4.9199)");
    }
}
