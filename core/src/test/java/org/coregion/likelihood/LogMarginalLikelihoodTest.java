package org.coregion.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.stream.Stream;
import org.coregion.engine.EngineProblem;
import org.coregion.engine.EngineProblems;
import org.coregion.engine.SpectralEngine;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the likelihood does not depend on, and its conventions. */
final class LogMarginalLikelihoodTest {
    private static final double TOLERANCE = 1e-10;

    static Stream<EngineProblem> problems() {
        return EngineProblems.ordinary();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theOrderOfTheObservationsDoesNotMatter(EngineProblem problem) {
        int[] order = Draws.seeded(1).permutation(problem.t());
        EngineProblem permuted = EngineProblem.of(
                "permuted",
                problem.kernel(),
                Dense.reordered(
                        problem.inputs(), order, inOrder(problem.inputs().columns())),
                Dense.reordered(problem.outputs(), order, inOrder(problem.d())),
                problem.k(),
                problem.sigma());

        LikelihoodValue value = evaluate(permuted);
        LikelihoodValue expected = evaluate(problem);

        assertAgrees(value.objective(), expected.objective(), TOLERANCE);
        assertAgrees(value.noiseGradient(), expected.noiseGradient(), TOLERANCE);
        assertAgrees(value.coregionalizationGradient(), expected.coregionalizationGradient(), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theOrderOfTheOutputsOnlyReordersTheGradients(EngineProblem problem) {
        int[] order = Draws.seeded(2).permutation(problem.d());
        EngineProblem permuted = EngineProblem.of(
                "permuted",
                problem.kernel(),
                problem.inputs(),
                Dense.reordered(problem.outputs(), inOrder(problem.t()), order),
                Dense.reordered(problem.k(), order, order),
                Dense.reordered(problem.sigma(), order, order));

        LikelihoodValue value = evaluate(permuted);
        LikelihoodValue expected = evaluate(problem);

        assertAgrees(value.objective(), expected.objective(), TOLERANCE);
        assertAgrees(value.noiseGradient(), Dense.reordered(expected.noiseGradient(), order, order), TOLERANCE);
        assertAgrees(
                value.coregionalizationGradient(),
                Dense.reordered(expected.coregionalizationGradient(), order, order),
                TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void otherUnitsAddTheirLogarithmForEveryObservation(EngineProblem problem) {
        double[] units = new double[problem.d()];
        Arrays.fill(units, 1e-3);
        units[0] = 250;
        double logUnits = Arrays.stream(units).map(Math::log).sum();

        LikelihoodValue value = evaluate(problem.inUnits(units));
        LikelihoodValue expected = evaluate(problem);

        double shift = problem.t() * logUnits;
        assertThat(value.objective() + shift)
                .isCloseTo(
                        expected.objective(), within(TOLERANCE * (Math.abs(shift) + Math.abs(expected.objective()))));
        assertAgrees(value.noiseGradient().scaled(units, units), expected.noiseGradient(), TOLERANCE);
        assertAgrees(
                value.coregionalizationGradient().scaled(units, units),
                expected.coregionalizationGradient(),
                TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void observationsEnterDividedByTheRootOfTwo(EngineProblem problem) {
        Matrix basis = constant(problem.t());
        LogMarginalLikelihood observed = LogMarginalLikelihood.ofObservations(
                SpectralEngine.of(problem.kernel(), problem.inputs()), problem.outputs(), basis);
        LikelihoodValue value = observed.evaluate(problem.k(), problem.sigma());
        LikelihoodValue literal = LogMarginalLikelihood.of(
                        SpectralEngine.of(problem.kernel(), problem.inputs()),
                        problem.outputs().times(1 / Math.sqrt(2)),
                        basis)
                .evaluate(problem.k(), problem.sigma());

        assertAgrees(value.objective(), literal.objective(), TOLERANCE);
        assertAgrees(value.noiseGradient(), literal.noiseGradient(), TOLERANCE);
        assertAgrees(value.meanCoefficients(), literal.meanCoefficients().times(Math.sqrt(2)), TOLERANCE);
    }

    @Test
    void theNormalisedDensityOfOneStandardNormalObservation() {
        Matrix one = Matrix.identity(1);
        LogMarginalLikelihood likelihood =
                LogMarginalLikelihood.ofObservations(SpectralEngine.of(new Matern52(1), one), one, Matrix.zeros(1, 0));

        double objective = likelihood.evaluate(Matrix.zeros(1, 1), one).objective();

        assertThat(objective).isCloseTo(-0.5, within(1e-15));
        assertThat(LogMarginalLikelihood.normalized(objective, 1))
                .isCloseTo(-0.5 - Math.log(2 * Math.PI) / 2, within(1e-15));
    }

    @Test
    void refusesNoiseWithoutVariance() {
        assertRefused(
                () -> OutputSpectrum.of(Matrix.identity(2), Matrix.diagonal(1, 0)),
                "noise covariance",
                "not positive definite",
                "pivot 2 of 2 is 0.0");
    }

    @Test
    void refusesAnIndefiniteCoregionalizationMatrix() {
        assertRefused(
                () -> OutputSpectrum.of(Matrix.diagonal(1, -1), Matrix.identity(2)),
                "coregionalization matrix relative to the noise",
                "smallest eigenvalue is -1");
    }

    private static LikelihoodValue evaluate(EngineProblem problem) {
        return LogMarginalLikelihood.of(
                        SpectralEngine.of(problem.kernel(), problem.inputs()),
                        problem.outputs(),
                        Matrix.zeros(problem.t(), 0))
                .evaluate(problem.k(), problem.sigma());
    }

    private static int[] inOrder(int size) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        return order;
    }

    private static Matrix constant(int t) {
        double[] ones = new double[t];
        Arrays.fill(ones, 1);
        return Matrix.wrap(t, 1, ones);
    }
}
