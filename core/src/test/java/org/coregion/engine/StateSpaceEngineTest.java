package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Agreement.largest;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.coregion.kernel.Constant;
import org.coregion.kernel.Cosine;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Product;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StateSpaceEngineTest extends EngineLaws {
    private static final Matrix UNKNOWN_MEAN = constant(60);
    private static final double[] DELTA = {0, 1e-6, 1, 1e4};

    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return StateSpaceEngine.of(kernel, inputs);
    }

    @Override
    protected double informationTolerance() {
        return 1e-5;
    }

    @Override
    protected boolean appliesTo(EngineProblem problem) {
        return StateSpaceEngine.appliesTo(problem.kernel(), problem.inputs());
    }

    static Stream<Kernel> singleKernels() {
        return Stream.of(new Matern12(0.7), new Matern32(0.7), new Matern52(0.7), new Matern52(40));
    }

    static Stream<Kernel> kernels() {
        return Stream.concat(
                singleKernels(),
                Stream.of(
                        Sum.of(new double[] {1, 2}, new Matern12(0.5), new Matern52(3)),
                        Sum.of(new Constant(), Product.of(new Matern32(1), new Cosine(2)))));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void predictsAsTheSpectralEngine(Kernel kernel) {
        Draws draws = Draws.seeded(61);
        Matrix inputs = withRepeats(draws.uniform(60, 1, 0, 5));
        Matrix outputs = draws.gaussian(60, 4);
        Matrix between = draws.uniform(30, 1, -1, 6);
        for (int i = 0; i < 5; i++) {
            between.set(i, 0, inputs.get(7 * i, 0));
        }
        between.set(5, 0, 1e9);
        between.set(6, 0, between.get(0, 0));
        SeriesSolver solver = engine(kernel, inputs).solver(outputs, UNKNOWN_MEAN);
        SeriesSolver spectral = SpectralEngine.of(kernel, inputs).solver(outputs, UNKNOWN_MEAN);
        solver.solve(Matrix.identity(4), DELTA);
        spectral.solve(Matrix.identity(4), DELTA);

        SeriesPrediction actual = solver.predict(between);
        SeriesPrediction expected = spectral.predict(between);

        assertThat(actual.prior()).containsExactly(expected.prior());
        for (int d = 0; d < DELTA.length; d++) {
            assertAgrees(column(actual.mean(), d), column(expected.mean(), d), 1e-8);
            assertAgrees(column(actual.explained(), d), column(expected.explained(), d), 1e-10);
        }
        assertAgrees(solver.solution(), spectral.solution(), 1e-8);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theInverseDiagonalIsThatOfTheInverse(Kernel kernel) {
        Draws draws = Draws.seeded(67);
        Matrix inputs = withRepeats(draws.uniform(60, 1, 0, 5));
        StateSpaceSolver solver = solver(kernel, inputs, draws.gaussian(60, 4), UNKNOWN_MEAN);
        SeriesStatistics statistics = solver.solve(Matrix.identity(4), DELTA);

        Matrix diagonal = solver.inverseDiagonal();

        for (int d = 0; d < DELTA.length; d++) {
            Matrix b = Matrix.identity(60).plus(DELTA[d], kernel.matrix(inputs));
            assertAgrees(column(diagonal, d), Dense.inverse(b).diagonal(), 1e-10);
            assertAgrees(Arrays.stream(column(diagonal, d)).sum(), statistics.inverseTrace()[d], 1e-13);
        }
    }

    /** Means, variances and every covariance, of as many draws as tell them apart from 0.02 off. */
    @ParameterizedTest
    @MethodSource("kernels")
    void samplesHaveTheKernelsMoments(Kernel kernel) {
        int count = 200_000;
        Matrix inputs = Matrix.wrap(6, 1, new double[] {2, 0, 0.3, 0.3, 5, 0.5});

        Matrix sample = StateSpaceEngine.of(kernel, inputs).sample(new SplittableRandom(71), count);

        Matrix moments = Dense.multiply(sample, sample.transpose()).times(1.0 / count);
        Matrix means = Dense.multiply(sample, constant(count)).times(1.0 / count);
        assertAgrees(means.data(), new double[6], 0.012, 1);
        assertAgrees(moments.data(), kernel.matrix(inputs).data(), 0.015, 1);
    }

    @Test
    void theSameSeedDrawsTheSameSample() {
        StateSpaceEngine engine =
                StateSpaceEngine.of(new Matern32(1), Draws.seeded(73).uniform(9, 1, 0, 5));

        assertThat(engine.sample(new SplittableRandom(1), 2).data())
                .containsExactly(engine.sample(new SplittableRandom(1), 2).data());
    }

    /**
     * Where covariances settle and the rows share them: a grid, then a gap, then another grid. A sum of one kernel goes
     * by way of the filter for any number of states, which computes each row anew.
     */
    @ParameterizedTest
    @MethodSource("singleKernels")
    void aSumOfOneKernelIsThatKernel(Kernel kernel) {
        int n = 3000;
        Matrix inputs = Matrix.zeros(n, 1);
        for (int t = 0; t < n; t++) {
            inputs.set(t, 0, t < 2000 ? t / 8.0 : 300 + t / 4.0);
        }
        Matrix outputs = Draws.seeded(79).gaussian(n, 4);
        StateSpaceSolver solver = solver(kernel, inputs, outputs, constant(n));
        StateSpaceSolver general = solver(Sum.of(kernel), inputs, outputs, constant(n));

        assertSame(solver.solve(Matrix.identity(4), DELTA), general.solve(Matrix.identity(4), DELTA), 1e-9);
        assertAgrees(solver.kernelGradient(), general.kernelGradient(), 1e-12);
        assertAgrees(solver.inverseDiagonal(), general.inverseDiagonal(), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theResultDoesNotDependOnTheThreads(Kernel kernel) throws Exception {
        int n = 4000;
        Draws draws = Draws.seeded(83);
        StateSpaceSolver solver = solver(kernel, draws.uniform(n, 1, 0, 100), draws.gaussian(n, 4), constant(n));
        SeriesStatistics parallel = solver.solve(Matrix.identity(4), DELTA);
        double[] gradient = solver.kernelGradient();
        ForkJoinPool one = new ForkJoinPool(1);

        SeriesStatistics alone =
                one.submit(() -> solver.solve(Matrix.identity(4), DELTA)).get();
        double[] gradientAlone = one.submit(solver::kernelGradient).get();

        one.shutdown();
        assertSame(parallel, alone, 0);
        assertAgrees(gradient, gradientAlone, 0);
    }

    /** With B = I to rounding tr(B⁻¹MB⁻¹) is tr M: a difference over 1e-9 of sums of many ones. */
    @ParameterizedTest
    @MethodSource("kernels")
    void theInformationOfManyRowsIsAccurateWhereASignalVanishes(Kernel kernel) {
        int size = 100_000;
        Matrix inputs = Draws.seeded(31).uniform(size, 1, 0, 1000);
        SeriesSolver solver = engine(kernel, inputs).solver(Matrix.zeros(size, 2), Matrix.zeros(size, 0));
        solver.solve(Matrix.identity(2), new double[] {0, 1e-12});

        Matrix mixed = solver.information().mixed();

        double trace = Arrays.stream(kernel.diagonal(inputs)).sum();
        assertThat(mixed.get(0, 0)).isCloseTo(trace, withinPercentage(1e-4));
        assertThat(mixed.get(0, 1)).isCloseTo(trace, withinPercentage(1e-4));
    }

    /** Whatever was asked in between, and solved before. */
    @ParameterizedTest
    @MethodSource("kernels")
    void theKernelGradientIsThatOfTheLastSolution(Kernel kernel) {
        Draws draws = Draws.seeded(103);
        Matrix inputs = withRepeats(draws.uniform(60, 1, 0, 5));
        Matrix outputs = draws.gaussian(60, 4);
        double[] other = {3, 0, 20, 1};
        for (boolean isRestricted : new boolean[] {false, true}) {
            SeriesSolver fresh = engine(kernel, inputs).solver(outputs, UNKNOWN_MEAN, isRestricted);
            fresh.solve(Matrix.identity(4), other);
            SeriesSolver used = engine(kernel, inputs).solver(outputs, UNKNOWN_MEAN, isRestricted);
            used.solve(Matrix.identity(4), DELTA);
            used.kernelGradient();
            used.solve(Matrix.identity(4), other);
            used.information();
            used.inverseDiagonal();

            assertAgrees(used.kernelGradient(), fresh.kernelGradient(), 0);
            assertAgrees(used.kernelGradient(), fresh.kernelGradient(), 0);
        }
    }

    @Test
    void refusesWhatHasNoStateSpaceForm() {
        Matrix one = Matrix.zeros(3, 1);
        Matrix two = Matrix.zeros(3, 2);

        assertThat(StateSpaceEngine.appliesTo(new Matern52(1), one)).isTrue();
        assertThat(StateSpaceEngine.appliesTo(new Matern52(1), two)).isFalse();
        assertThat(StateSpaceEngine.appliesTo(new SquaredExponential(1), one)).isFalse();
        assertRefused(() -> StateSpaceEngine.of(new SquaredExponential(1), one), "se[1.0]", "state-space form");
        assertRefused(() -> StateSpaceEngine.of(new Matern52(1), two), "matern52[1.0]", "2 input columns");
    }

    @Test
    void refusesMeanFunctionsThatAreNotIndependent() {
        Matrix outputs = Matrix.wrap(3, 1, new double[] {1, 2, 4});
        SeriesSolver solver = engine(new Matern52(1), outputs).solver(outputs, Matrix.zeros(3, 1));

        assertRefused(
                () -> solver.solve(Matrix.identity(1), new double[] {1}), "normal matrix of the mean", "pivot 1 of 1");
    }

    static void assertSame(SeriesStatistics actual, SeriesStatistics expected, double tolerance) {
        assertAgrees(actual.logDeterminant(), expected.logDeterminant(), tolerance);
        assertAgrees(actual.quadratic(), expected.quadratic(), tolerance);
        assertAgrees(actual.inverseTrace(), expected.inverseTrace(), tolerance);
        assertAgrees(actual.kernelTrace(), expected.kernelTrace(), tolerance);
        assertAgrees(actual.coefficients(), expected.coefficients(), tolerance);
        assertAgrees(actual.gram(), expected.gram(), tolerance);
        // The gradient in K is the difference of the two; z orthogonal to a mean's basis leaves hardly any of the
        // first.
        assertAgrees(
                actual.kernelGram().data(),
                expected.kernelGram().data(),
                tolerance,
                Math.max(expected.kernelGram().maxAbs(), largest(expected.kernelTrace())));
    }

    private static StateSpaceSolver solver(Kernel kernel, Matrix inputs, Matrix outputs, Matrix basis) {
        return (StateSpaceSolver) StateSpaceEngine.of(kernel, inputs).solver(outputs, basis);
    }

    private static Matrix withRepeats(Matrix inputs) {
        for (int t = 1; t < inputs.rows(); t += 5) {
            inputs.set(t, 0, inputs.get(t - 1, 0));
        }
        return inputs;
    }

    private static double[] column(Matrix matrix, int d) {
        return matrix.columns(d, d + 1).data();
    }

    private static Matrix constant(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return Matrix.wrap(rows, 1, ones);
    }

    @Test
    void refusesTheExpectedInformationOfTooManyRows() {
        int t = 400_000;
        Matrix inputs = Matrix.zeros(t, 1);
        Arrays.setAll(inputs.data(), i -> i);
        SeriesSolver solver = engine(new Matern32(1), inputs).solver(Matrix.zeros(t, 1), Matrix.zeros(t, 0));
        solver.solve(Matrix.identity(1), new double[] {1});

        assertRefused(solver::kernelInformation, "400000 observations", "matrices of T×T");
    }

    @Test
    void refusesTheExpectedInformationOfTooManyValues() {
        int t = 400_000;
        Matrix inputs = Matrix.zeros(t, 1);
        Arrays.setAll(inputs.data(), i -> i);
        Matrix outputs = Matrix.zeros(t, 2);
        outputs.set(7, 1, Double.NaN);
        HeterotopicSolver solver =
                engine(new Matern12(1), inputs).heterotopicSolver(outputs, Matrix.zeros(t, 0), false);

        assertRefused(() -> solver.information(Matrix.identity(2), Matrix.identity(2)), "799999 observed values", "GB");
    }
}
