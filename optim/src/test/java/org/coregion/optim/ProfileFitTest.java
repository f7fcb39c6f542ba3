package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileFitTest {
    private static final MultiOutputData DATA = new Samples(11).data(40, 2, 2, new Matern52(3), 0.4);

    private final FitProblem problem = FitProblem.of(
            DATA.inputs(),
            DATA.outputs(),
            Samples.ones(40),
            new FullCovariance(0, 0),
            new LogDiagonal(1e-8, 1e-8),
            Samples.plan(new Matern52(3), DATA));
    private final List<double[]> start = List.of(problem.covarianceTransform()
            .free(Vectors.concat(
                    problem.coregionalization().parametersOf(Matrix.identity(2)),
                    problem.noise().parametersOf(Matrix.identity(2)))));

    static List<Kernel> kernels() {
        return List.of(new Matern52(2, 5), new SquaredExponential(3));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gradientOfTheProfileEqualsCentralDifferences(Kernel kernel) {
        ProfileFit profile = profile(kernel, FitOptions.withDefaults(), new Tally());
        double[] point = problem.kernelSpace(kernel).free(kernel.logParameters());
        double[] gradient = profile.evaluate(point).gradient();

        for (int i = 0; i < point.length; i++) {
            double[] above = point.clone();
            double[] below = point.clone();
            above[i] += 1e-4;
            below[i] -= 1e-4;
            double difference =
                    (profile.evaluate(above).value() - profile.evaluate(below).value()) / 2e-4;
            assertThat(gradient[i]).isCloseTo(difference, within(1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyKernelCostsOneDecompositionAndTheBestIsKept(Kernel kernel) {
        Tally tally = new Tally();
        ProfileFit profile = profile(kernel, FitOptions.withDefaults(), tally);
        double[] point = problem.kernelSpace(kernel).free(kernel.logParameters());
        double first = profile.evaluate(point).value();
        point[0] += 0.3;
        double second = profile.evaluate(point).value();

        assertThat(tally.eigendecompositions()).isEqualTo(2);
        assertThat(profile.best().objective()).isEqualTo(Math.max(first, second));
    }

    /** A search that goes on starts where the one before has ended, at no cost. */
    @Test
    void theDistanceIsInStandardErrorsAndASearchGoesOnFromTheBest() {
        Kernel kernel = new SquaredExponential(3);
        Tally tally = new Tally();
        ProfileFit profile = profile(kernel, FitOptions.withDefaults(), tally);
        profile.maximise(new double[] {20}, Matrix.identity(1), 0.3);
        double[] gradient = profile.evaluate(profile.best().point()).gradient();
        int before = tally.eigendecompositions();

        assertThat(profile.distance(new double[] {20})).isEqualTo(Math.abs(gradient[0]) / Math.sqrt(20));
        profile.maximise(new double[] {20}, Matrix.identity(1), 0.3);
        assertThat(tally.eigendecompositions()).isEqualTo(before);
        profile.maximise(new double[] {20}, Matrix.identity(1), 1e-4);
        assertThat(profile.distance(new double[] {20})).isLessThanOrEqualTo(1e-4);
    }

    @Test
    void curvatureIsThatOfTheProfile() {
        Kernel kernel = new Matern52(3, 3);
        ProfileFit profile = profile(kernel, FitOptions.withDefaults(), new Tally());
        profile.maximise(new double[] {5, 5}, Matrix.identity(2), 1e-6);
        double[] top = profile.best().point();
        double peak = profile.best().objective();
        Matrix curvature = profile.curvature();

        for (int i = 0; i < 2; i++) {
            double[] above = top.clone();
            double[] below = top.clone();
            above[i] += 0.05;
            below[i] -= 0.05;
            double second = (profile.evaluate(above).value()
                            - 2 * peak
                            + profile.evaluate(below).value())
                    / 0.0025;
            assertThat(curvature.get(i, i)).isCloseTo(-second, within(0.1 * Math.abs(second)));
        }
    }

    /** By a cubic through two points, which costs nothing; by one more kernel where they are too near. */
    @ParameterizedTest
    @CsvSource({"0.04, 0", "-0.08, 0", "0.005, 1", "0.2, 1"})
    void theSearchShowsTheCurvatureInOneParameterOfAReducedProblem(double apart, int kernels) {
        Kernel kernel = new SquaredExponential(3);
        Tally tally = new Tally();
        ProfileFit profile = profile(reduced(), kernel, tally);
        double[] point = problem.kernelSpace(kernel).free(kernel.logParameters());
        profile.maximise(new double[] {20}, Matrix.identity(1), 1e-6);
        double top = profile.best().point()[0];
        ProfileFit again = profile(
                reduced(), kernel.withLogParameters(problem.kernelSpace(kernel).bounded(new double[] {top})), tally);
        point[0] = top + apart;
        again.evaluate(new double[] {top});
        again.evaluate(point);
        int before = tally.coarseEigendecompositions();

        double curvature = again.curvature().get(0, 0);

        assertThat(tally.coarseEigendecompositions() - before).isEqualTo(kernels);
        double h = 1e-3;
        double second = (again.evaluate(new double[] {top + h}).gradient()[0]
                        - again.evaluate(new double[] {top - h}).gradient()[0])
                / (2 * h);
        assertThat(curvature).isCloseTo(-second, within(0.02 * Math.abs(second)));
    }

    @Test
    void stopsWhenTheEvaluationsAreUsedUp() {
        ProfileFit profile =
                profile(new Matern52(1, 1), FitOptions.withDefaults().withMaxEvaluations(5), new Tally());

        assertThat(profile.maximise(new double[] {5, 5}, Matrix.identity(2), 1e-6))
                .isEqualTo(StopReason.MAX_EVALUATIONS);
        assertThat(profile.best().objective()).isFinite();
    }

    private ProfileFit profile(Kernel kernel, FitOptions options, Tally tally) {
        return new ProfileFit(problem, kernel, start, new FitRun(1, options, options.listener(), 3000, tally, 0));
    }

    private ProfileFit profile(FitProblem level, Kernel kernel, Tally tally) {
        return new ProfileFit(
                level, kernel, start, new FitRun(1, FitOptions.withDefaults(), progress -> {}, 3000, tally, 0));
    }

    private FitProblem reduced() {
        return new FitProblem(
                problem.inputs(),
                problem.outputs(),
                problem.basis(),
                problem.isRestricted(),
                problem.coregionalization(),
                problem.noise(),
                problem.restrictions(),
                problem.engines(),
                Detail.REDUCED);
    }
}
