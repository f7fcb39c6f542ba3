package org.coregion.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.covariance.FixedCovariance;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.DenseEngine;
import org.coregion.engine.Engine;
import org.coregion.engine.SpectralEngine;
import org.coregion.engine.StateSpaceEngine;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The information that every engine gives is ½ tr(U⁻¹ ∂U/∂a U⁻¹ ∂U/∂b), with U and its derivatives formed by kron. */
final class ExpectedInformationTest {
    private static final double TOLERANCE = 1e-8;

    /** The state-space engine takes differences. */
    private static final double DIFFERENCES = 5e-6;

    private record Side(OutputCovariance form, double[] parameters) {
        static Side of(OutputCovariance form, Matrix covariance) {
            return new Side(form, form.parametersOf(covariance));
        }

        /** ∂C/∂ parameter, one matrix for each. */
        List<Matrix> derivatives() {
            int d = form.matrix(parameters).rows();
            List<Matrix> all = IntStream.range(0, parameters.length)
                    .mapToObj(a -> Matrix.zeros(d, d))
                    .toList();
            for (int i = 0; i < d * d; i++) {
                int element = i;
                double[] gradient =
                        CentralDifferences.gradient(p -> form.matrix(p).data()[element], parameters, 1e-3);
                for (int a = 0; a < gradient.length; a++) {
                    all.get(a).data()[i] = gradient[a];
                }
            }
            return all;
        }

        Matrix matrix() {
            return form.matrix(parameters);
        }
    }

    private record Problem(String name, Engine engine, Matrix m, Side k, Side noise, double tolerance) {
        Matrix information() {
            Matrix outputs = Draws.seeded(5).gaussian(m.rows(), k.matrix().rows());
            return information(outputs);
        }

        Matrix information(Matrix outputs) {
            return LogMarginalLikelihood.ofObservations(engine, outputs, Matrix.zeros(m.rows(), 0))
                    .information(k.form, k.parameters, noise.form, noise.parameters);
        }

        Matrix definition() {
            Matrix inverse = Dense.inverse(DenseLikelihood.jointCovariance(m, k.matrix(), noise.matrix()));
            Matrix one = Matrix.identity(m.rows());
            List<Matrix> derivatives = Stream.concat(
                            k.derivatives().stream().map(c -> Dense.kron(m, c)),
                            noise.derivatives().stream().map(c -> Dense.kron(one, c)))
                    .toList();
            return Dense.information(inverse, derivatives);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Every engine at every pair of forms; the inputs of one column repeat some values. */
    static Stream<Problem> problems() {
        return IntStream.range(0, 3).boxed().flatMap(seed -> {
            Draws draws = Draws.seeded(301 + seed);
            int d = 1 + seed % 3;
            Matrix scattered = draws.uniform(draws.integer(5, 11), 2, -2, 2);
            Matrix line = draws.uniform(12, 1, -2, 2);
            line.set(7, 0, line.get(2, 0));
            line.set(3, 0, line.get(2, 0));
            Kernel sum = Sum.of(new double[] {1, 2}, new Matern12(0.5), new Matern52(3));
            return Stream.of(
                            at(spectral(new Matern32(0.8, 2), scattered), draws, d),
                            at(spectral(new Matern52(0.7), line), draws, d),
                            at(
                                    spectral(
                                            Precomputed.of(
                                                    draws.covariance(8, 3).toArray()),
                                            Matrix.zeros(8, 0)),
                                    draws,
                                    d),
                            at(lowRank(new SquaredExponential(2.5), line), draws, d),
                            at(lowRank(new SquaredExponential(6, 3), scattered), draws, d),
                            at(stateSpace(new Matern12(0.7), line), draws, d),
                            at(stateSpace(new Matern32(0.7), line), draws, d),
                            at(stateSpace(new Matern52(2), line), draws, d),
                            at(stateSpace(sum, line), draws, d),
                            at(new Choice(DenseEngine.of(sum, line), sum.matrix(line), TOLERANCE), draws, d))
                    .flatMap(all -> all);
        });
    }

    private record Choice(Engine engine, Matrix m, double tolerance) {}

    private static Choice spectral(Kernel kernel, Matrix inputs) {
        return new Choice(SpectralEngine.of(kernel, inputs), kernel.matrix(inputs), TOLERANCE);
    }

    private static Choice lowRank(Kernel kernel, Matrix inputs) {
        Engine engine = SpectralEngine.lowRank(kernel, inputs, inputs.rows(), BackendChoice.fastest())
                .orElseThrow();
        return new Choice(engine, kernel.matrix(inputs), TOLERANCE);
    }

    private static Choice stateSpace(Kernel kernel, Matrix inputs) {
        return new Choice(StateSpaceEngine.of(kernel, inputs), kernel.matrix(inputs), DIFFERENCES);
    }

    private static Stream<Problem> at(Choice choice, Draws draws, int d) {
        double[] none = new double[d];
        Side full = Side.of(new FullCovariance(none), draws.covariance(d));
        Side singular = Side.of(new FullCovariance(none), draws.covariance(d, 1));
        Side diagonal = Side.of(new LogDiagonal(none), draws.variances(d));
        Side fixed = Side.of(new FixedCovariance(draws.covariance(d)), Matrix.identity(d));
        Side floored = Side.of(new FullCovariance(draws.variances(d).times(0.1).diagonal()), draws.covariance(d));
        Side variances = Side.of(new LogDiagonal(none), draws.variances(d));
        return Stream.of(
                problem("full K, diagonal noise", choice, full, variances),
                problem("full K, full noise", choice, full, floored),
                problem("K of rank one, diagonal noise", choice, singular, variances),
                problem("K of rank one, full noise", choice, singular, floored),
                problem("diagonal K, diagonal noise", choice, diagonal, variances),
                problem("diagonal K, full noise", choice, diagonal, floored),
                problem("fixed K, diagonal noise", choice, fixed, variances),
                problem("full K, fixed noise", choice, full, fixed),
                problem("zero K, full noise", choice, Side.of(new FullCovariance(none), Matrix.zeros(d, d)), floored));
    }

    private static Problem problem(String name, Choice choice, Side k, Side noise) {
        return new Problem(
                choice.engine.name() + ", T = " + choice.m.rows() + ", " + name,
                choice.engine,
                choice.m,
                k,
                noise,
                choice.tolerance);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void isThatOfTheDefinition(Problem problem) {
        Matrix expected = problem.definition();
        Matrix actual = problem.information();

        assertAgreesInUnits(problem, expected);
        assertAgrees(actual, expected, problem.tolerance);
    }

    /** Each parameter in a unit of its own, so that none outweighs another. */
    private static void assertAgreesInUnits(Problem problem, Matrix expected) {
        double[] unit = Arrays.stream(expected.diagonal())
                .map(value -> value > 0 ? 1 / Math.sqrt(value) : 0)
                .toArray();
        assertAgrees(
                problem.information().scaled(unit, unit).data(),
                expected.scaled(unit, unit).data(),
                problem.tolerance,
                1);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void isSymmetricAndSemidefinite(Problem problem) {
        Matrix information = problem.information();

        assertAgrees(information.transpose(), information, 1e-14);
        double[] values = Jacobi.eigenvalues(information);
        assertThat(values[0]).isGreaterThanOrEqualTo(-1e-13 * values[values.length - 1]);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void doesNotDependOnTheOutputs(Problem problem) {
        Matrix none = Matrix.zeros(problem.m.rows(), problem.k.matrix().rows());

        assertAgrees(problem.information(none), problem.information(), 0);
    }

    /** Series whose signal-to-noise ratios are the same, a step of the differences apart, or further; or hardly any. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-12, 1e-6, 5e-5, 2e-4, 1e-3, 5e-3, 9.9e-3, 1.1e-2, 0.1, 1e6})
    void theDifferencesHoldAtAnyDistanceOfTwoSeries(double apart) {
        Matrix line = Draws.seeded(7).uniform(14, 1, -2, 2);
        for (double delta : new double[] {1e-15, 1e-9, 1e-6, 1e-3, 3, 1e4}) {
            Problem problem = problem(
                    "δ " + delta + " apart by " + apart,
                    stateSpace(new Matern32(1), line),
                    Side.of(new FullCovariance(0, 0), Matrix.diagonal(delta, delta * (1 + apart))),
                    Side.of(new LogDiagonal(0, 0), Matrix.identity(2)));

            assertAgreesInUnits(problem, problem.definition());
        }
    }

    @Test
    void aLowRankLeavesNoiseToItsComplement() {
        Matrix line = Draws.seeded(8).uniform(40, 1, -2, 2);
        Choice choice = lowRank(new SquaredExponential(4), line);

        assertThat(choice.engine.rank().orElseThrow()).isLessThan(30);
        Problem problem = problem(
                "complement",
                choice,
                Side.of(new FullCovariance(0, 0), Draws.seeded(9).covariance(2)),
                Side.of(new LogDiagonal(0, 0), Draws.seeded(10).variances(2)));
        assertAgrees(problem.information(), problem.definition(), TOLERANCE);
    }
}
