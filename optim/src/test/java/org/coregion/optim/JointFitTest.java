package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.List;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Sum;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JointFitTest {
    private static final MultiOutputData DATA = new Samples(17).data(60, 2, 1, new Matern32(2), 0.4);

    private record Case(Kernel kernel, CovarianceForm k, CovarianceForm noise) {
        @Override
        public String toString() {
            return kernel.toString();
        }

        FitProblem problem() {
            return problem(EngineName.STATE_SPACE);
        }

        FitProblem problem(EngineName engine) {
            return FitProblem.of(
                    DATA.inputs(),
                    DATA.outputs(),
                    Samples.ones(60),
                    k.standardized(new double[] {1, 1}, new double[2]),
                    noise.standardized(new double[] {1, 1}, new double[] {1e-8, 1e-8}),
                    EnginePlan.of(engine, kernel, DATA.inputs(), 3, BackendChoice.fastest()));
        }

        JointFit fit(FitRun run) {
            return new JointFit(problem(), kernel, run);
        }

        double[] covariances() {
            Matrix k0 = Matrix.wrap(2, 2, new double[] {1.2, 0.3, 0.3, 0.7});
            return problem()
                    .covarianceTransform()
                    .free(Vectors.concat(
                            problem().coregionalization().parametersOf(k0),
                            problem().noise().parametersOf(Matrix.diagonal(0.4, 0.9))));
        }

        double[] start() {
            return Vectors.concat(problem().kernelSpace(kernel).free(kernel.logParameters()), covariances());
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(new Matern12(1.5), CovarianceForm.full(), CovarianceForm.diagonal()),
                new Case(new Matern32(1.5), CovarianceForm.full(), CovarianceForm.full()),
                new Case(new Matern52(1.5), CovarianceForm.diagonal(), CovarianceForm.diagonal()),
                new Case(Sum.of(new Matern12(0.3), new Matern52(3)), CovarianceForm.full(), CovarianceForm.diagonal()));
    }

    /** Those whose K is not singular at the optimum, and whose kernel is determined well. */
    static List<Case> regular() {
        return cases().subList(1, 3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientEqualsCentralDifferences(Case of) {
        JointFit fit = of.fit(run(FitOptions.withDefaults(), new Tally()));
        double[] x = of.start();

        double[] expected = CentralDifferences.gradient(z -> fit.evaluate(z).value(), x, 1e-3);

        assertAgrees(fit.evaluate(x).gradient(), expected, 1e-7);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endsWhereTheGradientVanishesAndNoNeighbourIsHigher(Case of) {
        JointFit fit = of.fit(run(FitOptions.withDefaults(), new Tally()));

        Climb.Summit summit = fit.maximise(of.covariances());

        assertThat(summit.stopReason().isConverged()).isTrue();
        Fitted fitted = summit.fitted();
        double[] x = Vectors.concat(fitted.point(), fitted.covariances());
        Evaluation top = fit.evaluate(x);
        assertThat(top.value()).isEqualTo(fitted.objective());
        assertThat(Vectors.maxNorm(top.gradient())).isLessThan(1e-5);
        assertThat(fitted.gradientNorm()).isEqualTo(Vectors.maxNorm(top.gradient()));
        for (int i = 0; i < x.length; i++) {
            for (double step : new double[] {-0.05, 0.05}) {
                double[] moved = x.clone();
                moved[i] += step;
                assertThat(fit.evaluate(moved).value()).isLessThan(top.value() + 1e-9);
            }
        }
    }

    /** An engine that decomposes a kernel does so for every evaluation, and there is the optimum of the profile. */
    @ParameterizedTest
    @MethodSource("regular")
    void anyEngineLeadsToTheOptimumOfTheProfile(Case of) {
        for (EngineName engine : List.of(EngineName.SPECTRAL, EngineName.DENSE)) {
            FitProblem problem = of.problem(engine);
            Tally tally = new Tally();

            Climb.Summit joint =
                    new JointFit(problem, of.kernel, run(FitOptions.withDefaults(), tally)).maximise(of.covariances());

            ProfileFit profile = new ProfileFit(
                    problem, of.kernel, List.of(of.covariances()), run(FitOptions.withDefaults(), new Tally()));
            profile.maximise(new double[] {1}, Matrix.identity(1), 1e-6);
            assertThat(joint.stopReason().isConverged()).isTrue();
            Fitted one = joint.fitted();
            Fitted other = profile.best();
            assertThat(one.estimate().engine()).isEqualTo(engine.label());
            assertThat(one.objective()).isCloseTo(other.objective(), within(1e-9 * Math.abs(other.objective())));
            assertAgrees(one.point(), other.point(), 1e-6);
            assertAgrees(one.covariances(), other.covariances(), 1e-6);
            assertThat(tally.eigendecompositions()).isBetween(tally.evaluations(), tally.evaluations() + 3);
        }
    }

    /** Newton's step from beside the optimum; the expected information is the curvature up to the size of the data. */
    @ParameterizedTest
    @MethodSource("regular")
    void aStepByTheCurvatureLeadsBackToTheOptimum(Case of) {
        JointFit fit = of.fit(run(FitOptions.withDefaults(), new Tally()));
        Fitted top = fit.maximise(of.covariances()).fitted();
        for (int seed = 0; seed < 5; seed++) {
            double[] beside = Vectors.concat(top.point(), top.covariances());
            double[] aside = Draws.seeded(seed).gaussian(1, beside.length).data();
            beside = Vectors.plus(beside, 0.02, aside);
            Evaluation at = fit.evaluate(beside);

            double[] step = of.fit(run(FitOptions.withDefaults(), new Tally()))
                    .inverseCurvature(beside)
                    .apply(at.gradient());

            double left = top.objective()
                    - fit.evaluate(Vectors.plus(beside, 1, step)).value();
            assertThat(left).isLessThan(0.05 * (top.objective() - at.value()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decomposesNothing(Case of) {
        Tally tally = new Tally();

        of.fit(run(FitOptions.withDefaults(), tally)).maximise(of.covariances());

        assertThat(tally.eigendecompositions()).isZero();
        assertThat(tally.evaluations()).isPositive().isEqualTo(tally.wholeEvaluations());
        assertThat(tally.iterations()).isPositive().isLessThan(tally.evaluations());
    }

    /** An evaluation, those beside it for the curvature, and all that is asked of the first point again. */
    @ParameterizedTest
    @MethodSource("regular")
    void decomposesAKernelOnceForAllThatIsAskedOfIt(Case of) {
        Tally tally = new Tally();
        JointFit fit = new JointFit(of.problem(EngineName.SPECTRAL), of.kernel, run(FitOptions.withDefaults(), tally));
        double[] x = of.start();

        fit.evaluate(x);
        fit.inverseCurvature(x);

        assertThat(tally.eigendecompositions()).isEqualTo(2);
        assertThat(tally.evaluations()).isEqualTo(2);
        fit.evaluate(x);
        fit.at(Arrays.copyOf(x, 1)).estimate(Arrays.copyOfRange(x, 1, x.length));
        assertThat(tally.eigendecompositions()).isEqualTo(3);
        assertThat(tally.evaluations()).isEqualTo(3);
    }

    @Test
    void isAWallWhereACovarianceOverflows() {
        Case of = cases().get(0);
        double[] x = of.start();
        x[1] = 1e60;

        Evaluation wall = of.fit(run(FitOptions.withDefaults(), new Tally())).evaluate(x);

        assertThat(wall.value()).isNaN();
        assertThat(wall.gradient()).hasSameSizeAs(x);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 9})
    void takesNoMoreEvaluationsThanAllowed(int most) {
        Case of = cases().get(1);
        Tally tally = new Tally();

        of.fit(run(FitOptions.withDefaults().withMaxEvaluations(most), tally)).maximise(of.covariances());

        assertThat(tally.evaluations()).isBetween(1, most);
    }

    @Test
    void stopsWhenTheEvaluationsAreUsedUp() {
        Case of = cases().get(0);
        Tally tally = new Tally();

        Climb.Summit summit = of.fit(run(FitOptions.withDefaults().withMaxEvaluations(4), tally))
                .maximise(of.covariances());

        assertThat(summit.stopReason()).isEqualTo(StopReason.MAX_EVALUATIONS);
        assertThat(summit.fitted().objective()).isFinite();
    }

    private static FitRun run(FitOptions options, Tally tally) {
        return new FitRun(1, options, options.listener(), 3000, tally, 0);
    }
}
