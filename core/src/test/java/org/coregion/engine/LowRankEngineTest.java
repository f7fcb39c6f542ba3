package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LowRankEngineTest extends EngineLaws {
    private static final int[] SOME = {3, 41, 17, 8, 29, 12, 36};

    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return SpectralEngine.lowRank(kernel, inputs, inputs.rows(), BackendChoice.fastest())
                .orElseThrow();
    }

    @Override
    protected boolean appliesTo(EngineProblem problem) {
        return problem.kernel().isFunctionOfInputs();
    }

    /** Smooth kernels at T = 400 and 600, with one to three inputs. */
    static Stream<EngineProblem> large() {
        return Stream.of(
                large(400, new SquaredExponential(0.3), 1),
                large(400, new SquaredExponential(2), 1),
                large(500, new SquaredExponential(0.9, 2), 2),
                large(600, new SquaredExponential(2), 3));
    }

    /** Outputs drawn from the model. */
    private static EngineProblem large(int t, Kernel kernel, int q) {
        Draws draws = Draws.seeded(t + q);
        Matrix x = draws.uniform(t, q, -1, 1);
        Matrix signal = SpectralEngine.of(kernel, x).sample(new SplittableRandom(t), 3);
        Matrix mixing = draws.gaussian(3, 3);
        return EngineProblem.of(
                kernel + ", T = " + t,
                kernel,
                x,
                Dense.multiply(signal, mixing).plus(0.3, draws.gaussian(t, 3)),
                Dense.multiply(mixing.transpose(), mixing),
                Matrix.diagonal(0.09, 0.09, 0.09));
    }

    @ParameterizedTest
    @MethodSource("large")
    void theLikelihoodIsThatOfTheFullEngine(EngineProblem problem) {
        LikelihoodValue expected = evaluate(full(problem), problem);
        LikelihoodValue actual = evaluate(low(problem), problem);

        assertThat(low(problem).rank().orElseThrow()).isLessThan(problem.t() / 2);
        assertThat(actual.objective()).isCloseTo(expected.objective(), within(1e-8));
        assertAgrees(actual.noiseGradient(), expected.noiseGradient(), 1e-9);
        assertAgrees(actual.coregionalizationGradient(), expected.coregionalizationGradient(), 1e-9);
    }

    /** The rounding of the eigenvalues is multiplied by δ, in either engine. */
    @ParameterizedTest
    @MethodSource("large")
    void theKernelGradientIsThatOfTheFullEngineUpToLargeSignals(EngineProblem problem) {
        for (double delta : new double[] {1, 1e3, 1e6}) {
            double[] expected = kernelGradient(full(problem), problem, delta);
            double[] actual = kernelGradient(low(problem), problem, delta);

            assertAgrees(actual, expected, delta <= 1e3 ? 1e-9 : 1e-7);
        }
    }

    /** Of lower rank, within what an error of 1e-10 in every element of M may change. */
    @ParameterizedTest
    @MethodSource("large")
    void aMatrixNearMHasNearlyItsLikelihood(EngineProblem problem) {
        Engine near = SpectralEngine.near(problem.kernel(), problem.inputs(), problem.t(), BackendChoice.fastest())
                .orElseThrow();
        LikelihoodValue expected = evaluate(low(problem), problem);
        LikelihoodValue actual = evaluate(near, problem);

        assertThat(near.rank().orElseThrow()).isLessThan(low(problem).rank().orElseThrow());
        assertAgrees(actual.objective(), expected.objective(), 1e-8);
        assertAgrees(actual.noiseGradient(), expected.noiseGradient(), 1e-7);
        assertAgrees(actual.coregionalizationGradient(), expected.coregionalizationGradient(), 1e-7);
        for (double delta : new double[] {1, 1e3}) {
            assertAgrees(kernelGradient(near, problem, delta), kernelGradient(low(problem), problem, delta), 1e-6);
        }
    }

    /** C·G⁻¹·Cᵀ, formed. */
    @Test
    void throughSomeRowsItsMatrixIsThatOfNystrom() {
        EngineProblem problem = ofMatern();
        Matrix rows = problem.kernel().crossMatrix(problem.inputs().rows(SOME), problem.inputs());
        Matrix among = rows.transpose().rows(SOME);
        Matrix stands = Dense.multiply(
                rows.transpose(), Cholesky.of(among, "matrix of the rows").solve(rows));
        Engine formed = SpectralEngine.of(Precomputed.of(stands.toArray()), Matrix.zeros(problem.t(), 0));

        LikelihoodValue expected = evaluate(formed, problem);
        LikelihoodValue actual = evaluate(through(problem.kernel(), problem), problem);

        assertThat(through(problem.kernel(), problem).rank()).hasValue(SOME.length);
        assertAgrees(actual.objective(), expected.objective(), 1e-9);
        assertAgrees(actual.noiseGradient(), expected.noiseGradient(), 1e-9);
        assertAgrees(actual.coregionalizationGradient(), expected.coregionalizationGradient(), 1e-9);
    }

    @Test
    void throughSomeRowsTheKernelGradientEqualsCentralDifferences() {
        EngineProblem problem = ofMatern();
        Kernel kernel = problem.kernel();
        LogMarginalLikelihood at =
                LogMarginalLikelihood.of(through(kernel, problem), problem.outputs(), constant(problem));
        at.evaluate(problem.k(), problem.sigma());

        double[] expected = CentralDifferences.gradient(
                log -> evaluate(through(kernel.withLogParameters(log), problem), problem)
                        .objective(),
                kernel.logParameters(),
                1e-3);

        assertAgrees(at.kernelGradient(), expected, 1e-6);
    }

    private static EngineProblem ofMatern() {
        return large(50, new Matern52(0.7, 2), 2);
    }

    private static Engine through(Kernel kernel, EngineProblem problem) {
        return SpectralEngine.through(SOME, kernel, problem.inputs(), BackendChoice.fastest());
    }

    @Test
    void isCalledLowRank() {
        Engine engine = engine(new SquaredExponential(1), Draws.seeded(1).uniform(30, 1, 0, 1));

        assertThat(engine.name()).isEqualTo("low-rank");
        assertThat(engine.adjustment()).isEmpty();
    }

    @Test
    void leavesAKernelMatrixOfHighRankToTheOthers() {
        Matrix inputs = Draws.seeded(1).uniform(60, 1, 0, 1);

        assertThat(SpectralEngine.lowRank(new Matern12(1), inputs, 59, BackendChoice.fastest()))
                .isEmpty();
        assertThat(SpectralEngine.lowRank(new Matern12(1), inputs, 60, BackendChoice.fastest()))
                .isPresent();
    }

    @Test
    void leavesAGivenKernelMatrixToTheOthers() {
        Kernel kernel = Precomputed.of(new double[][] {{1, 1}, {1, 1}});

        assertThat(SpectralEngine.lowRank(kernel, Matrix.zeros(2, 0), 2, BackendChoice.fastest()))
                .isEmpty();
    }

    @Test
    void refusesInputsThatTheKernelDoesNotApplyTo() {
        assertRefused(
                () -> SpectralEngine.lowRank(
                        new SquaredExponential(1, 2), Matrix.zeros(3, 3), 3, BackendChoice.fastest()),
                "se",
                "3 input columns");
    }

    private static SpectralEngine full(EngineProblem problem) {
        return SpectralEngine.of(problem.kernel(), problem.inputs());
    }

    private static SpectralEngine low(EngineProblem problem) {
        return SpectralEngine.lowRank(problem.kernel(), problem.inputs(), problem.t(), BackendChoice.fastest())
                .orElseThrow();
    }

    private static LikelihoodValue evaluate(Engine engine, EngineProblem problem) {
        return LogMarginalLikelihood.of(engine, problem.outputs(), constant(problem))
                .evaluate(problem.k(), problem.sigma());
    }

    private static double[] kernelGradient(Engine engine, EngineProblem problem, double delta) {
        SeriesSolver solver = engine.solver(problem.outputs(), constant(problem));
        solver.solve(Matrix.identity(3), new double[] {delta, delta / 10, 0});
        return solver.kernelGradient();
    }

    private static Matrix constant(EngineProblem problem) {
        Matrix basis = Matrix.zeros(problem.t(), 1);
        Arrays.fill(basis.data(), 1);
        return basis;
    }
}
