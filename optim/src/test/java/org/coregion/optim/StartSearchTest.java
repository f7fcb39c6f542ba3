package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StartSearchTest {
    private static final CovarianceForm FULL = CovarianceForm.full();

    /** Waves in three outputs, some values missing, noise variances that differ by row. */
    private static MultiOutputData waves() {
        Random random = new Random(3);
        double[][] x = new double[40][1];
        double[][] y = new double[40][];
        double[] noise = new double[40];
        for (int t = 0; t < x.length; t++) {
            x[t][0] = 0.5 * t + 0.2 * random.nextDouble();
            double fast = Math.sin(x[t][0]);
            double slow = Math.cos(0.5 * x[t][0]);
            y[t] = new double[] {
                fast + 0.2 * random.nextGaussian(),
                5 + 2 * fast + slow + 0.3 * random.nextGaussian(),
                -3 * slow + 0.5 * random.nextGaussian()
            };
            noise[t] = 1 / (1.0 + random.nextInt(4));
            for (int d = 0; d < 3; d++) {
                y[t][d] = random.nextDouble() < 0.3 ? Double.NaN : y[t][d];
            }
        }
        return MultiOutputData.of(x, y).withRelativeNoise(noise);
    }

    private static List<FitStart> starts(MultiOutputData data) {
        return found(data, new Tally()).starts();
    }

    private static StartSearch.Found found(MultiOutputData data, Tally tally) {
        FitSetup setup = new FitSetup(data, GpModel.withDefaults(), FitOptions.withDefaults());
        FitStart plain = FitStart.halfAndHalf(
                setup.family(), setup.problem().outputs(), setup.data().unitVariance());
        return new StartSearch(setup, Levels.of(setup.problem()).get(0), tally).from(plain);
    }

    @Test
    void fewRowsHaveThreeStartsAndManyHaveOne() {
        assertThat(starts(new Samples(1).data(100, 2, 1, new Matern52(1), 0.3))).hasSize(3);
        assertThat(starts(new Samples(1).data(200, 2, 1, new Matern52(1), 0.3))).hasSize(1);
        assertThat(starts(new Samples(1).data(110, 10, 1, new Matern52(1), 0.3)))
                .hasSize(1);
    }

    @Test
    void theStartsAreNearTheLengthscaleOfTheData() {
        FitStart best = starts(new Samples(2).data(120, 2, 1, new SquaredExponential(0.4), 0.1))
                .get(0);

        assertThat(Math.abs(best.kernel().logParameters()[0] - Math.log(0.4))).isLessThan(Math.log(4));
    }

    /** Between the lengthscales tried, which are four times each other. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.3, 0.5, 0.8})
    void theStartOfManyRowsIsNearTheLengthscaleOfTheData(double lengthscale) {
        FitStart start = starts(new Samples(2).data(300, 3, 1, new Matern52(lengthscale), 0.1))
                .get(0);

        assertThat(start.kernel().logParameters()[0]).isCloseTo(Math.log(lengthscale), within(Math.log(1.3)));
    }

    /** The curvature of the profile of Matérn data, by the blocks that serve a trial. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.8})
    void theCurvatureIsAboutThatOfTheProfile(double lengthscale) {
        MultiOutputData data = new Samples(2).data(300, 3, 1, new Matern52(lengthscale), 0.1);
        StartSearch.Found found = found(data, new Tally());
        FitSetup setup = new FitSetup(data, GpModel.withDefaults(), FitOptions.withDefaults());
        FitProblem problem = Levels.of(setup.problem()).get(0);
        FitStart start = found.starts().get(0);
        FitRun run = new FitRun(1, FitOptions.withDefaults(), progress -> {}, 1000, new Tally(), 0);
        ProfileFit profile = new ProfileFit(problem, start.kernel(), List.of(start.free(problem)), run);
        profile.maximise(Curvature.typical(1).at(900), Matrix.identity(1), 0.1);

        double expected = profile.curvature().get(0, 0);

        assertThat(found.curvature().orElseThrow().at(900)[0]).isBetween(expected / 1.5, expected * 1.5);
    }

    @Test
    void shortLengthscalesAreTriedWhereLongerOnesAreNotClearlyBetter() {
        assertThat(trials(new Matern52(3))).isEqualTo(2);
        assertThat(trials(new Matern52(1))).isEqualTo(3);
        assertThat(trials(new Matern52(0.03))).isEqualTo(4);
    }

    private static int trials(Kernel kernel) {
        Tally tally = new Tally();
        found(new Samples(2).data(300, 3, 1, kernel, 0.1), tally);
        return tally.coarseEigendecompositions();
    }

    @ParameterizedTest
    @ValueSource(strings = {"se(lengthscale=5)", "se(lengthscale=3.5)", "se+constant"})
    void noModelEndsBelowItsSpecialCase(String kernel) {
        GpModel special = GpModel.withDefaults()
                .withKernel(KernelExpression.parse("se"))
                .withCoregionalization(CovarianceForm.lowRank(2));
        double least = Fitter.fit(waves(), special).objective();

        FitResult fit = Fitter.fit(
                waves(),
                GpModel.withDefaults()
                        .withKernel(KernelExpression.parse(kernel))
                        .withCoregionalization(FULL)
                        .withNoise(FULL));

        assertThat(fit.objective()).isGreaterThan(least - 1e-3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.6, 3.3, 3.5, 3.7})
    void atAGivenKernelTheSignalIsFound(double lengthscale) {
        GpModel given =
                GpModel.withDefaults().withFixedKernel(KernelExpression.parse("se(lengthscale=" + lengthscale + ")"));
        double least = Fitter.fit(waves(), given).objective();

        FitResult fit = Fitter.fit(waves(), given.withNoise(FULL));

        assertThat(fit.objective()).isGreaterThan(least - 1e-6);
        assertThat(least)
                .isGreaterThan(Fitter.fit(waves(), given.withFixedCoregionalization(new double[3][3]))
                                .objective()
                        + 10);
    }
}
