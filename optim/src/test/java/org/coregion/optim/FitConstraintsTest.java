package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.coregion.covariance.CovarianceForm;
import org.coregion.covariance.FullCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.StationaryKernel;
import org.coregion.model.GpModel;
import org.coregion.model.ModelEvaluation;
import org.coregion.prior.Prior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits with parameters that are fixed, bounded or tied. */
class FitConstraintsTest {
    private static final List<String> OUTPUTS = List.of("zinc", "lead");
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final MultiOutputData plane =
            new Samples(21).data(40, 2, 2, new Matern52(3, 6), 0.5).withNames(List.of("x", "y"), OUTPUTS);
    private final MultiOutputData line =
            new Samples(22).data(60, 2, 1, new Matern52(2), 0.5).withNames(List.of("x"), OUTPUTS);
    private final GpModel model = GpModel.withDefaults();

    @Test
    void aFixedLengthscaleStaysAndTheOtherIsFitted() {
        FitResult free = Fitter.fit(plane, model);

        FitOptions precise = FitOptions.withDefaults().withGradientTolerance(1e-8);
        FitResult fit = Fitter.fit(plane, model.withFixed("lengthscale of x", 2.5), precise);

        assertThat(lengthscales(fit)[0]).isCloseTo(2.5, within(1e-15));
        assertThat(fit.objective()).isLessThan(free.objective());
        assertThat(ModelEvaluation.of(plane, fit.parameters()).logKernelGradient()[1])
                .isCloseTo(0, within(1e-4));
        assertThat(fit.atBounds()).isEmpty();
    }

    @Test
    void aKernelWithAllParametersFixedIsAFixedKernel() {
        FitResult fixed = Fitter.fit(plane, model.withFixedKernel(new Matern52(2, 4)));

        FitResult fit = Fitter.fit(plane, model.withFixed("lengthscale of x", 2).withFixed("lengthscale of y", 4));

        assertThat(fit.objective()).isCloseTo(fixed.objective(), within(1e-9));
        assertThat(fit.eigendecompositions()).isOne();
        assertThat(fit.isConverged()).isTrue();
    }

    @Test
    void tiedLengthscalesAreThoseOfTheIsotropicKernel() {
        FitResult isotropic = Fitter.fit(plane, model.withKernel(Matern52.isotropic()));

        FitResult fit = Fitter.fit(plane, model.withTied("lengthscale of x", "lengthscale of y"));

        assertThat(lengthscales(fit)[0]).isEqualTo(lengthscales(fit)[1]);
        assertThat(lengthscales(fit)[0]).isCloseTo(lengthscales(isotropic)[0], within(1e-4));
        assertThat(fit.objective()).isCloseTo(isotropic.objective(), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void anActiveBoundIsKeptAndReported(int restarts) {
        FitOptions options = FitOptions.withDefaults().withRestarts(restarts);
        double free = lengthscales(Fitter.fit(line, model))[0];

        FitResult below = Fitter.fit(line, model.withBounds("lengthscale", 0, free / 2), options);
        FitResult above = Fitter.fit(line, model.withBounds("lengthscale", 2 * free, 1e3 * free), options);

        assertThat(lengthscales(below)[0])
                .isCloseTo(free / 2, within(2e-3 * free))
                .isLessThan(free / 2 * (1 + 1e-12));
        assertThat(below.atBounds()).singleElement().asString().isEqualTo("lengthscale at its upper bound " + free / 2);
        assertThat(lengthscales(above)[0])
                .isCloseTo(2 * free, within(2e-3 * free))
                .isGreaterThan(2 * free * (1 - 1e-12));
        assertThat(above.atBounds()).singleElement().asString().isEqualTo("lengthscale at its lower bound " + 2 * free);
    }

    @Test
    void anInactiveBoundChangesNothing() {
        FitResult free = Fitter.fit(line, model);

        FitResult fit = Fitter.fit(
                line,
                model.withBounds("lengthscale", lengthscales(free)[0] / 20, 20 * lengthscales(free)[0])
                        .withBounds("noise variance of lead", 0, 100 * free.noiseVariances()[1]));

        assertThat(fit.objective()).isCloseTo(free.objective(), within(1e-7));
        assertThat(fit.atBounds()).isEmpty();
    }

    @Test
    void aNoiseVarianceMayBeFixedInTheUnitsOfTheOutput() {
        FitResult fit = Fitter.fit(line, model.withFixed("noise variance of zinc", 0.6));

        assertThat(fit.noiseVariances()[0]).isCloseTo(0.6, within(1e-14));
        assertThat(fit.noiseVariances()[1]).isNotEqualTo(0.6);
        assertThat(ModelEvaluation.of(line, fit.parameters()).logVariancesGradient()[1])
                .isCloseTo(0, within(1e-5));
        assertThat(fit.atBounds()).isEmpty();
    }

    /** Below the floor of 1e-8 of the output's variance, too. */
    @Test
    void aFixedOrLowerBoundTakesThePlaceOfTheFloor() {
        FitResult fit = Fitter.fit(
                line, model.withFixed("noise variance of zinc", 1e-11).withFixed("noise variance of lead", 0.5));

        assertThat(fit.noiseVariances()[0]).isCloseTo(1e-11, within(1e-24));
        assertThat(fit.atBounds()).noneMatch(words -> words.startsWith("noise"));
    }

    @Test
    void variancesAtTheirBoundsAreReported() {
        FitResult free = Fitter.fit(line, model.withCoregionalization(CovarianceForm.diagonal()));
        double most = free.coregionalization()[1][1] / 2;
        double least = 2 * free.noiseVariances()[0];

        FitResult fit = Fitter.fit(
                line,
                model.withCoregionalization(CovarianceForm.diagonal())
                        .withBounds("signal variance of lead", 0, most)
                        .withBounds("noise variance of zinc", least, INFINITY));

        assertThat(fit.atBounds())
                .containsExactly(
                        "signal variance of lead at its upper bound " + most,
                        "noise variance of zinc at its lower bound " + least);
        assertThat(fit.coregionalization()[1][1]).isCloseTo(most, within(1e-3 * most));
        assertThat(fit.noiseVariances()[0]).isCloseTo(least, within(1e-3 * least));
    }

    @Test
    void tiedNoiseVariancesAreThoseOfTheIsotropicForm() {
        FitResult isotropic = Fitter.fit(line, model.withNoise(CovarianceForm.isotropic()));

        FitResult fit = Fitter.fit(line, model.withTied("noise variance of zinc", "noise variance of lead"));

        assertThat(fit.objective()).isCloseTo(isotropic.objective(), within(1e-9));
        assertThat(fit.noiseVariances()[0]).isCloseTo(fit.noiseVariances()[1], within(1e-14));
    }

    @Test
    void anIsotropicNoiseKeepsTheBoundOfEveryOutput() {
        FitResult fit =
                Fitter.fit(line, model.withNoise(CovarianceForm.isotropic()).withFixed("noise variance of lead", 0.7));

        assertThat(fit.noiseVariances()[0]).isCloseTo(0.7, within(1e-14));
        assertThat(fit.noiseVariances()[1]).isCloseTo(0.7, within(1e-14));
    }

    @Test
    void constraintsInOtherUnitsGiveTheSameFit() {
        double unit = 1e3;
        FitResult fit = Fitter.fit(
                line, model.withFixed("noise variance of zinc", 0.6).withBounds("noise variance of lead", 0.1, 0.2));

        FitResult scaled = Fitter.fit(
                MultiOutputData.of(
                                line.inputs().toArray(),
                                Samples.affine(line.outputs().toArray(), new double[] {unit, 1}, new double[2]))
                        .withNames(List.of("x"), OUTPUTS),
                model.withFixed("noise variance of zinc", 0.6 * unit * unit)
                        .withBounds("noise variance of lead", 0.1, 0.2));

        assertThat(scaled.objective()).isCloseTo(fit.objective() - 60 * Math.log(unit), within(1e-6));
    }

    @Test
    void refusesAnUnknownNameAndListsTheKnown() {
        assertRefused(
                () -> Fitter.fit(plane, model.withFixed("lengthscale of z", 1)),
                "\"lengthscale of z\"",
                "lengthscale of x",
                "signal variance of lead",
                "noise variance of zinc");
    }

    @Test
    void refusesConstraintsOnWhatIsNotFitted() {
        double[][] given = {{1, 0}, {0, 1}};

        assertRefused(
                () -> Fitter.fit(line, model.withFixedKernel(new Matern52(1)).withBounds("lengthscale", 1, 2)),
                "\"lengthscale\"");
        assertRefused(
                () -> Fitter.fit(line, model.withFixedNoise(given).withFixed("noise variance of zinc", 1)),
                "\"noise variance of zinc\"");
        assertRefused(
                () -> Fitter.fit(
                        line,
                        model.withFixedCoregionalization(given)
                                .withPrior("signal variance of zinc", Prior.gamma(2, 1))),
                "\"signal variance of zinc\"");
    }

    @Test
    void refusesBoundsOfVariancesThatAFormOfOnesOwnDoesNotKnow() {
        CovarianceForm own = (scale, floor) -> new FullCovariance(floor);

        assertRefused(
                () -> Fitter.fit(line, model.withCoregionalization(own).withBounds("signal variance of zinc", 1, 2)),
                "signal variance",
                "form");
        assertThat(Fitter.fit(line, model.withCoregionalization(own)).objective())
                .isEqualTo(Fitter.fit(line, model).objective());
    }

    @Test
    void aVarianceOfAFullCovarianceCanBeFixed() {
        FitResult free = Fitter.fit(line, model);
        double half = free.coregionalization()[0][0] / 2;

        FitResult fit = Fitter.fit(line, model.withFixed("signal variance of zinc", half));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.coregionalization()[0][0]).isCloseTo(half, within(1e-12 * half));
        assertThat(fit.objective()).isLessThan(free.objective());
        assertThat(fit.parameterCount()).isEqualTo(free.parameterCount() - 1);
        assertThat(fit.standardErrors().of("signal variance of zinc").reason()).contains("fixed");
        assertThat(fit.standardErrors()
                        .of("signal correlation of zinc and lead")
                        .standardError())
                .isPositive();
        FitResult asFree = Fitter.fit(line, model.withFixed("signal variance of zinc", free.coregionalization()[0][0]));
        assertThat(asFree.objective()).isCloseTo(free.objective(), within(1e-5));
    }

    @Test
    void variancesOfAFullNoiseCanBeTied() {
        FitResult fit = Fitter.fit(
                line,
                model.withNoise(CovarianceForm.full()).withTied("noise variance of zinc", "noise variance of lead"));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.noiseVariances()[0]).isCloseTo(fit.noiseVariances()[1], within(1e-12));
        assertThat(fit.noise()[0][1]).isNotZero();
    }

    @Test
    void refusesAOneSidedBoundBeyondWhatTheDataCanTell() {
        assertRefused(() -> Fitter.fit(line, model.withBounds("lengthscale", 0, 1e-6)), "lengthscale", "1.0E-6");
        assertRefused(() -> Fitter.fit(line, model.withBounds("lengthscale", 1e9, INFINITY)), "lengthscale", "1.0E9");
        assertRefused(
                () -> Fitter.fit(line, model.withBounds("noise variance of lead", 0, 1e-20)), "output 2", "1.0E-20");
        assertThat(lengthscales(Fitter.fit(line, model.withBounds("lengthscale", 1e-7, 1e-6)))[0])
                .isBetween(1e-7, 1e-6);
    }

    @Test
    void variancesMayBeConstrainedBesideAGivenKernelMatrix() {
        double[][] m = new Matern52(2).matrix(line.inputs()).toArray();
        MultiOutputData data = MultiOutputData.ofOutputs(line.outputs().toArray());
        GpModel given = model.withFixedKernel(Precomputed.of(m));
        String name = "noise variance of " + data.outputNames().get(0);

        assertThat(Fitter.fit(data, given.withFixed(name, 0.6)).noiseVariances()[0])
                .isCloseTo(0.6, within(1e-14));
    }

    private static double[] lengthscales(FitResult fit) {
        return ((StationaryKernel) fit.parameters().kernel()).lengthscales();
    }
}
