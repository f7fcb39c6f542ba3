package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.coregion.model.ModelEvaluation;
import org.coregion.prior.Prior;
import org.coregion.testing.CentralDifferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits whose mean's coefficients are fixed, bounded, tied, or have priors. */
class ConstrainedMeanFitTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final int T = 60;
    private static final List<String> OUTPUTS = List.of("zinc", "lead");
    /** 1 and x, of zinc and lead. */
    private static final Matrix LINE = Matrix.wrap(2, 2, new double[] {-20, 3, 0.7, -0.2});

    private final double[][] inputs = new Samples(51).inputs(T, 1);
    private final double[][] deviations = new Samples(52).outputs(inputs, 2, new Matern52(2), 2, 0.5);
    private final MultiOutputData data = data(plus(deviations, LINE, 1));
    private final GpModel linear = GpModel.withDefaults().withMean(Mean.linear());

    private MultiOutputData data(double[][] outputs) {
        return MultiOutputData.of(inputs, outputs).withNames(List.of("x"), OUTPUTS);
    }

    /** Outputs plus {@code factor} times a mean with these coefficients of 1 and x. */
    private double[][] plus(double[][] outputs, Matrix coefficients, double factor) {
        Matrix phi = Mean.linear().over(List.of("x")).matrix(Matrix.copyOf(inputs, "inputs"));
        return matrix(outputs)
                .plus(factor, Products.multiply(phi, coefficients))
                .toArray();
    }

    /** T×D; a missing one stays NaN. */
    private static Matrix matrix(double[][] outputs) {
        double[] values = Arrays.stream(outputs).flatMapToDouble(Arrays::stream).toArray();
        return Matrix.wrap(outputs.length, outputs[0].length, values);
    }

    private double[][] someMissing() {
        double[][] outputs =
                Arrays.stream(plus(deviations, LINE, 1)).map(double[]::clone).toArray(double[][]::new);
        for (int t = 0; t < T; t += 7) {
            outputs[t][t % 2] = Double.NaN;
        }
        return outputs;
    }

    /** What is left of the mean is that of the data without the fixed part, by every engine. */
    @ParameterizedTest
    @CsvSource({
        "AUTO, false",
        "SPECTRAL, false",
        "STATE_SPACE, false",
        "DENSE, false",
        "SPECTRAL, true",
        "STATE_SPACE, true"
    })
    void aFixedCoefficientIsTakenOffTheData(EngineName engine, boolean isHeterotopic) {
        FitOptions options = FitOptions.withDefaults().withEngine(engine);
        double[][] outputs = isHeterotopic ? someMissing() : plus(deviations, LINE, 1);
        Matrix slopes = Matrix.wrap(2, 2, new double[] {0, 0, 0.5, -1.1});
        FitResult expected = Fitter.fit(data(plus(outputs, slopes, -1)), GpModel.withDefaults(), options);

        FitResult fit = Fitter.fit(
                data(outputs), linear.withFixed("mean of zinc: x", 0.5).withFixed("mean of lead: x", -1.1), options);

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.objective()).isCloseTo(expected.objective(), within(1e-6));
        assertThat(fit.meanCoefficients()[1]).containsExactly(0.5, -1.1);
        for (int d = 0; d < 2; d++) {
            double error = expected.meanStandardErrors()[0][d];
            assertThat(fit.meanCoefficients()[0][d]).isCloseTo(expected.mean()[d], within(1e-3 * error));
            assertThat(fit.meanStandardErrors()[0][d]).isCloseTo(error, within(1e-3 * error));
            assertThat(fit.meanStandardErrors()[1][d]).isNaN();
        }
        assertThat(fit.parameterCount()).isEqualTo(expected.parameterCount());
        assertThat(fit.aic()).isCloseTo(expected.aic(), within(1e-5));
        assertThat(fit.atBounds()).isEmpty();
    }

    @Test
    void aMeanThatIsFixedAsAWholeIsNone() {
        double[] shift = {4, -3};
        FitResult expected = Fitter.fit(
                data(Samples.affine(deviations, new double[] {1, 1}, new double[] {-4, 3})),
                GpModel.withDefaults().withMean(Mean.ZERO));

        FitResult fit = Fitter.fit(
                data(deviations),
                GpModel.withDefaults().withFixed("mean of zinc", 4).withFixed("mean of lead", -3));

        assertThat(fit.objective()).isCloseTo(expected.objective(), within(1e-6));
        assertThat(fit.mean()).containsExactly(shift);
        assertThat(fit.parameterCount()).isEqualTo(expected.parameterCount());
        assertThat(fit.standardErrors().of("mean of zinc").reason()).contains("fixed");
    }

    /** Years, whose powers are nearly dependent: what is fixed far from the data's own mean costs no accuracy. */
    @Test
    void inputsFarFromZeroAreNoDifficulty() {
        double[][] years =
                Arrays.stream(inputs).map(x -> new double[] {1990 + 3 * x[0]}).toArray(double[][]::new);
        double[][] without = new double[T][2];
        for (int t = 0; t < T; t++) {
            without[t][0] = deviations[t][0] - 0.01 * years[t][0] * years[t][0];
            without[t][1] = deviations[t][1] + 0.02 * years[t][0] * years[t][0];
        }
        FitResult expected = Fitter.fit(MultiOutputData.of(years, without).withNames(List.of("x"), OUTPUTS), linear);

        FitResult fit = Fitter.fit(
                MultiOutputData.of(years, deviations).withNames(List.of("x"), OUTPUTS),
                GpModel.withDefaults()
                        .withMean(Mean.polynomial(2))
                        .withFixed("mean of zinc: x^2", 0.01)
                        .withFixed("mean of lead: x^2", -0.02));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.objective()).isCloseTo(expected.objective(), within(1e-6));
        assertThat(fit.meanCoefficients()[2]).containsExactly(0.01, -0.02);
    }

    /** The result says of itself what the likelihood at its parameters is. */
    @Test
    void theObjectiveIsThatOfTheParameters() {
        FitResult fit =
                Fitter.fit(data, linear.withFixed("mean of zinc: 1", -15).withBounds("mean of lead: x", 0, 1));

        assertThat(ModelEvaluation.of(data, fit.parameters()).objective()).isCloseTo(fit.objective(), within(1e-8));
    }

    @Test
    void inactiveBoundsChangeNothing() {
        FitResult free = Fitter.fit(data, linear);
        GpModel model = linear;
        for (int d = 0; d < 2; d++) {
            double slope = free.meanCoefficients()[1][d];
            model = model.withBounds("mean of " + OUTPUTS.get(d) + ": x", slope - 1, slope + 1);
        }

        FitResult fit = Fitter.fit(data, model);

        assertThat(fit.objective()).isCloseTo(free.objective(), within(1e-8));
        assertThat(fit.parameterCount()).isEqualTo(free.parameterCount());
        assertThat(fit.atBounds()).isEmpty();
        for (int i = 0; i < 4; i++) {
            double error = free.meanStandardErrors()[i / 2][i % 2];
            assertThat(fit.meanCoefficients()[i / 2][i % 2])
                    .isCloseTo(free.meanCoefficients()[i / 2][i % 2], within(1e-4 * error));
            assertThat(fit.meanStandardErrors()[i / 2][i % 2]).isCloseTo(error, within(1e-3 * error));
        }
    }

    /** Beyond an active bound L rises; in every other coefficient it is at its maximum. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void anActiveBoundIsReachedAndHoldsUphill(int side) {
        FitResult free = Fitter.fit(data, linear);
        double bound = free.meanCoefficients()[1][0] + side * 2 * free.meanStandardErrors()[1][0];
        GpModel model = side < 0
                ? linear.withBounds("mean of zinc: x", -INFINITY, bound)
                : linear.withBounds("mean of zinc: x", bound, INFINITY);

        FitResult fit = Fitter.fit(data, model);

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.meanCoefficients()[1][0]).isEqualTo(bound);
        assertThat(fit.objective()).isLessThan(free.objective());
        String where = "at its " + (side < 0 ? "upper" : "lower") + " bound " + bound;
        assertThat(fit.atBounds()).containsExactly("mean of zinc: x " + where);
        assertThat(fit.standardErrors().of("mean of zinc: x").reason()).contains(where);
        assertThat(fit.standardErrors().of("mean of lead: x").standardError()).isPositive();
        assertThat(fit.meanStandardErrors()[1][0]).isNaN();
        double[] slopes = slopes(data, fit);
        assertThat(-side * slopes[2]).isGreaterThan(0.1);
        assertThat(Math.abs(slopes[0]) + Math.abs(slopes[1]) + Math.abs(slopes[3]))
                .isLessThan(1e-5);
    }

    /** ∂L/∂β at the parameters of a fit. */
    private static double[] slopes(MultiOutputData data, FitResult fit) {
        GpParameters at = fit.parameters();
        int d = at.outputCount();
        return CentralDifferences.gradient(
                beta -> ModelEvaluation.of(
                                data,
                                GpParameters.of(
                                        at.kernel(),
                                        at.coregionalization().toArray(),
                                        at.noise().toArray(),
                                        at.meanBasis(),
                                        Matrix.wrap(beta.length / d, d, beta).toArray()))
                        .objective(),
                at.meanCoefficients().data(),
                1e-2);
    }

    @Test
    void tiedCoefficientsAreEqualAndBalanced() {
        FitResult free = Fitter.fit(data, linear);

        FitResult fit = Fitter.fit(data, linear.withTied("mean of zinc: x", "mean of lead: x"));

        double[][] coefficients = fit.meanCoefficients();
        assertThat(coefficients[1][0]).isEqualTo(coefficients[1][1]);
        assertThat(fit.meanStandardErrors()[1][0])
                .isEqualTo(fit.meanStandardErrors()[1][1])
                .isPositive();
        assertThat(fit.parameterCount()).isEqualTo(free.parameterCount() - 1);
        double[] slopes = slopes(data, fit);
        assertThat(slopes[2] + slopes[3]).isCloseTo(0, within(1e-5));
        assertThat(Math.abs(slopes[2])).isGreaterThan(0.1);
        assertThat(Math.abs(slopes[0]) + Math.abs(slopes[1])).isLessThan(1e-5);
        assertThat(LikelihoodRatio.of(fit, free).degreesOfFreedom()).isOne();
        assertThat(fit.standardErrors().of("mean of lead: x").standardError())
                .isCloseTo(fit.meanStandardErrors()[1][1], within(1e-9));
    }

    @Test
    void tiesMayGoAcrossFunctionsAndHaveBounds() {
        FitResult fit = Fitter.fit(
                data,
                linear.withTied("mean of lead: 1", "mean of lead: x").withBounds("mean of lead: x", -INFINITY, -1));

        assertThat(fit.meanCoefficients()[0][1]).isEqualTo(-1);
        assertThat(fit.meanCoefficients()[1][1]).isEqualTo(-1);
        assertThat(fit.atBounds())
                .containsExactly("mean of lead: 1 at its upper bound -1.0", "mean of lead: x at its upper bound -1.0");
    }

    @Test
    void aWidePriorIsNoneAndANarrowOneFixes() {
        String name = "mean of zinc: x";
        FitResult free = Fitter.fit(data, linear);
        FitResult fixed = Fitter.fit(data, linear.withFixed(name, 1.5));

        FitResult wide = Fitter.fit(data, linear.withPrior(name, Prior.normal(1.5, 1e8)));
        FitResult narrow = Fitter.fit(data, linear.withPrior(name, Prior.normal(1.5, 1e-8)));

        assertThat(wide.objective()).isCloseTo(free.objective(), within(1e-7));
        assertThat(wide.parameterCount()).isEqualTo(free.parameterCount());
        assertThat(narrow.objective()).isCloseTo(fixed.objective(), within(1e-5));
        assertThat(narrow.meanCoefficients()[1][0]).isCloseTo(1.5, within(1e-9));
        assertThat(narrow.meanStandardErrors()[1][0]).isCloseTo(1e-8, within(1e-12));
        assertThat(narrow.logPrior()).isCloseTo(Prior.normal(0, 1e-8).logDensity(0), within(1e-3));
    }

    @Test
    void aPriorAndTheLikelihoodPullWithEqualForce() {
        Prior prior = Prior.normal(-1, 0.3);
        FitResult fit = Fitter.fit(data, linear.withPrior("mean of zinc: x", prior));

        double[] slopes = slopes(data, fit);
        double slope = fit.meanCoefficients()[1][0];
        assertThat(slopes[2] + prior.slope(slope)).isCloseTo(0, within(1e-5));
        assertThat(Math.abs(slopes[2])).isGreaterThan(0.1);
        assertThat(fit.logPrior()).isCloseTo(prior.logDensity(slope), within(1e-12));
        assertThat(fit.logPosterior()).isCloseTo(fit.logMarginalLikelihood() + fit.logPrior(), within(1e-12));
        assertThat(ModelEvaluation.of(data, fit.parameters()).objective()).isCloseTo(fit.objective(), within(1e-8));
        assertThat(fit.meanStandardErrors()[1][0]).isLessThan(0.3);
    }

    @Test
    void demandsInOtherUnitsGiveTheSameFit() {
        double[] unit = {1e4, 1e-5};
        GpModel model = linear.withFixed("mean of zinc: 1", -18)
                .withBounds("mean of lead: x", 0.1, 3)
                .withPrior("mean of zinc: x", Prior.normal(1, 0.1));
        GpModel inUnits = linear.withFixed("mean of zinc: 1", -18 * unit[0])
                .withBounds("mean of lead: x", 0.1 * unit[1], 3 * unit[1])
                .withPrior("mean of zinc: x", Prior.normal(unit[0], 0.1 * unit[0]));

        FitResult fit = Fitter.fit(data, model);
        FitResult scaled = Fitter.fit(data(Samples.affine(plus(deviations, LINE, 1), unit, new double[2])), inUnits);

        double logUnits = T * (Math.log(unit[0]) + Math.log(unit[1]));
        assertThat(scaled.objective()).isCloseTo(fit.objective() - logUnits, within(1e-6));
        assertThat(scaled.meanCoefficients()[0][0]).isEqualTo(-18 * unit[0]);
        assertThat(scaled.meanCoefficients()[1][1]).isEqualTo(0.1 * unit[1]);
    }

    /** At the rows of a coarse level the second function is 0. */
    @Test
    void aFunctionOfASingleRowMayBeConstrained() {
        double last = inputs[T / 2][0];
        GpModel model = GpModel.withDefaults().withMean(Mean.basis(List.of("1", "outlier"), x ->
                new double[] {1, x[0] == last ? 1 : 0}));

        FitResult fit = Fitter.fit(
                data(deviations),
                model.withFixed("mean of zinc: outlier", 2).withBounds("mean of lead: 1", 50, INFINITY));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.meanCoefficients()[1][0]).isEqualTo(2);
        assertThat(fit.meanCoefficients()[0][1]).isEqualTo(50);
    }

    @Test
    void restartsAndAGivenKernelKeepTheDemands() {
        GpModel model = linear.withFixed("mean of zinc: x", 2);
        FitResult given = Fitter.fit(data, model.withFixedKernel(new Matern52(2)));
        FitResult restarted = Fitter.fit(data, model, FitOptions.withDefaults().withRestarts(2));

        assertThat(given.meanCoefficients()[1][0]).isEqualTo(2);
        assertThat(restarted.runs())
                .hasSize(3)
                .allSatisfy(
                        run -> assertThat(run.parameters().meanCoefficients().get(1, 0))
                                .isEqualTo(2));
        assertThat(given.objective()).isLessThan(restarted.objective() + 1e-9);
    }

    @Test
    void theTextSaysWhatHasNoStandardError() {
        FitResult fit = Fitter.fit(data, linear.withFixed("mean of zinc: x", 2).withBounds("mean of lead: x", 5, 9));

        assertThat(fit.toString()).contains("none").contains("at a bound: mean of lead: x at its lower bound 5.0");
        assertThat(fit.standardErrors().toString()).contains("fixed").contains("at its lower bound 5.0");
    }

    @Test
    void refusesUnknownNamesAndListsTheCoefficients() {
        assertRefused(
                () -> Fitter.fit(data, linear.withFixed("mean of zinc", 1)),
                "\"mean of zinc\"",
                "mean of zinc: 1",
                "mean of lead: x");
        assertRefused(
                () -> Fitter.fit(
                        data, GpModel.withDefaults().withMean(Mean.ZERO).withFixed("mean of zinc", 1)),
                "\"mean of zinc\"");
    }

    @Test
    void refusesTheRestrictedLikelihood() {
        FitOptions restricted = FitOptions.withDefaults().withRestrictedLikelihood(true);
        List<GpModel> models = List.of(
                linear.withFixed("mean of zinc: x", 1),
                linear.withBounds("mean of zinc: x", -1, 1),
                linear.withTied("mean of zinc: x", "mean of lead: x"),
                linear.withPrior("mean of zinc: x", Prior.normal(0, 1)));

        IntStream.range(0, models.size())
                .forEach(i -> assertRefused(
                        () -> Fitter.fit(data, models.get(i), restricted),
                        "restricted likelihood",
                        "mean's coefficients"));
    }

    /** Far away the data say nothing but of the mean, whose covariance there is that of its coefficients. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheMeanLeavesUncertainIsThatOfTheFit(boolean isIncomplete) {
        MultiOutputData rows = isIncomplete ? data(someMissing()) : data;
        GpModel model = linear.withFixed("mean of zinc: 1", -19)
                .withTied("mean of zinc: x", "mean of lead: x")
                .withPrior("mean of lead: x", Prior.normal(0.5, 0.05))
                .withPrior("mean of zinc: x", Prior.normal(0.1, 0.2));
        FitResult fit = Fitter.fit(rows, model);
        FitResult bounded = Fitter.fit(rows, model.withBounds("mean of lead: 1", 1e3, INFINITY));

        assertThat(fit.parameters().meanFreedom().orElseThrow().variable()).containsExactly(-1, 0, 1, 1);
        assertThat(bounded.parameters().meanFreedom().orElseThrow().variable()).containsExactly(-1, -1, 0, 0);
        for (FitResult each : List.of(fit, bounded)) {
            double far = 1e4;
            double[][] covariance = each.posterior()
                    .withMeanUncertainty()
                    .predictNoiseFree(new double[][] {{far}})
                    .covariance(0);
            double[][] mean = each.posterior().predict(inputs).mean();
            double[][] again =
                    each.posterior().withMeanUncertainty().predict(inputs).mean();
            Matrix phi = Matrix.wrap(2, 4, new double[] {1, 0, far, 0, 0, 1, 0, far});
            Matrix expected = each.parameters()
                    .coregionalization()
                    .plus(
                            1,
                            Products.multiplyTranspose(
                                    Products.multiply(phi, Matrix.copyOf(each.meanCovariance(), "covariance")), phi));

            assertAgrees(Matrix.copyOf(covariance, "covariance"), expected, 1e-7);
            assertAgrees(Matrix.copyOf(again, "means"), Matrix.copyOf(mean, "means"), 1e-7);
        }
    }
}
