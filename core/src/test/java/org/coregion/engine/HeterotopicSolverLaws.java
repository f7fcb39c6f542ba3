package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Agreement.largest;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.engine.HeterotopicProblem.Definition;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.BlockDiagonal;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every engine solves heterotopic data as the definition does: with the covariance of the observed values, formed and
 * inverted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HeterotopicSolverLaws {
    private static final double TOLERANCE = 1e-9;

    protected abstract Engine engine(Kernel kernel, Matrix inputs);

    /** Whether the engine is made for such a kernel and inputs. */
    protected boolean appliesTo(EngineProblem problem) {
        return true;
    }

    protected final Stream<HeterotopicProblem> problems() {
        return HeterotopicProblems.all().filter(problem -> appliesTo(problem.complete()));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theLikelihoodIsThatOfTheDefinition(HeterotopicProblem problem) {
        Definition definition = problem.define();
        HeterotopicStatistics statistics = solve(problem).statistics();
        double restriction = problem.restricted() ? statistics.meanLogDeterminant() : 0;
        double objective = -(statistics.logDeterminant() + restriction) / 2 - statistics.quadratic();

        double size = Math.max(Math.abs(definition.objective()), problem.observed().length);
        assertAgrees(new double[] {objective}, new double[] {definition.objective()}, TOLERANCE, size);
        assertAgrees(statistics.quadratic(), definition.quadratic(), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theGradientsAreThoseOfTheDefinition(HeterotopicProblem problem) {
        assertGradients(problem, solve(problem).statistics(), problem.define());
    }

    private static void assertGradients(
            HeterotopicProblem problem, HeterotopicStatistics statistics, Definition definition) {
        EngineProblem complete = problem.complete();
        Matrix m = complete.kernel().matrix(complete.inputs());
        assertGradient(
                problem,
                statistics.noiseGradient(),
                BlockDiagonal.sum(definition.adjoint(), complete.t()),
                BlockDiagonal.sum(definition.inverse(), complete.t()));
        assertGradient(
                problem,
                statistics.coregionalizationGradient(),
                ofCoregionalization(definition.adjoint(), m, complete.d()),
                ofCoregionalization(definition.inverse(), m, complete.d()));
    }

    /** Relative to the traces too, which cancel where one value is left. */
    private static void assertGradient(HeterotopicProblem problem, Matrix actual, Matrix expected, Matrix traces) {
        EngineProblem complete = problem.complete();
        double size = Math.max(
                complete.inUnits(expected).maxAbs(), complete.inUnits(traces).maxAbs());
        assertAgrees(complete.inUnits(actual).data(), complete.inUnits(expected).data(), TOLERANCE, size);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theKernelGradientIsThatOfTheDefinition(HeterotopicProblem problem) {
        EngineProblem complete = problem.complete();
        Matrix adjoint = ofKernelMatrix(problem.define().adjoint(), complete.k(), complete.t());
        double[] expected = complete.kernel().pullback(complete.inputs(), adjoint);

        // It is 0 where one value is left.
        double size = Math.max(largest(expected), 1e-3 * problem.observed().length);
        assertAgrees(solve(problem).kernelGradient(), expected, TOLERANCE, size);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theKernelGradientIsThatOfDifferences(HeterotopicProblem problem) {
        EngineProblem complete = problem.complete();
        double[] expected = CentralDifferences.gradient(
                p -> problem.define(complete.kernel().withLogParameters(p), complete.k(), complete.sigma())
                        .objective(),
                complete.kernel().logParameters(),
                1e-3);

        // The differences lose what rounding of L loses: eps·|L|/h.
        assertAgrees(
                solve(problem).kernelGradient(),
                expected,
                2e-8,
                Math.max(largest(expected), 1e-3 * Math.abs(problem.define().objective())));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theMeanIsThatOfGeneralisedLeastSquares(HeterotopicProblem problem) {
        Matrix expected = inUnits(problem, problem.define().beta());
        Matrix actual = inUnits(problem, solve(problem).statistics().coefficients());

        for (int i = 0; i < expected.data().length; i++) {
            assertThat(Double.isNaN(actual.data()[i])).isEqualTo(Double.isNaN(expected.data()[i]));
        }
        assertAgrees(withoutNaN(actual), withoutNaN(expected), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theMeanCanBeGiven(HeterotopicProblem problem) {
        EngineProblem complete = problem.complete();
        Matrix given = Draws.seeded(11)
                .gaussian(problem.basis().columns(), complete.d())
                .scaledColumns(complete.unit());
        HeterotopicProblem deviations = new HeterotopicProblem(
                problem.name(),
                complete,
                problem.outputs().plus(-1, Dense.multiply(problem.basis(), given)),
                Matrix.zeros(complete.t(), 0),
                false);
        Definition definition = deviations.define();
        HeterotopicSolution solution = solve(problem, false, (leastSquares, precision) -> given);
        HeterotopicStatistics statistics = solution.statistics();

        assertAgrees(statistics.logDeterminant(), definition.logDeterminant(), TOLERANCE);
        assertAgrees(statistics.quadratic(), definition.quadratic(), TOLERANCE);
        assertGradients(problem, statistics, definition);
        double[] expected = complete.kernel()
                .pullback(complete.inputs(), ofKernelMatrix(definition.adjoint(), complete.k(), complete.t()));
        double size = Math.max(largest(expected), 1e-3 * problem.observed().length);
        assertAgrees(solution.kernelGradient(), expected, TOLERANCE, size);
        assertAgrees(perUnit(problem, solution.weights()), perUnit(problem, definition.weights()), TOLERANCE);
    }

    /** N⁻¹ is the covariance that the statistics have, and where the rule takes what it is told nothing changes. */
    @ParameterizedTest
    @MethodSource("problems")
    void aRuleOfTheMeanIsToldTheQuadratic(HeterotopicProblem problem) {
        HeterotopicStatistics plain =
                solve(problem, false, MeanRule.LEAST_SQUARES).statistics();
        List<Matrix> told = new ArrayList<>();
        HeterotopicStatistics same = solve(problem, false, (leastSquares, precision) -> {
                    told.add(leastSquares);
                    told.add(precision);
                    return leastSquares;
                })
                .statistics();
        int d = problem.complete().d();
        double[] units = new double[problem.basis().columns() * d];
        Arrays.setAll(units, i -> problem.complete().unit()[i % d]);
        double[] perUnit = Arrays.stream(units).map(u -> 1 / u).toArray();
        int[] terms = IntStream.range(0, units.length)
                .filter(i -> !Double.isNaN(told.get(0).data()[i]))
                .toArray();
        Matrix covariance = Dense.reordered(plain.meanCovariance().scaled(perUnit, perUnit), terms, terms);
        Matrix precision = Dense.reordered(told.get(1).scaled(units, units), terms, terms);

        assertAgrees(Dense.multiply(covariance, precision), Matrix.identity(terms.length), 1e-7);
        assertAgrees(withoutNaN(told.get(0)), withoutNaN(plain.coefficients()), 0);
        assertAgrees(same.quadratic(), plain.quadratic(), 0);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theWeightsAreThoseOfTheDefinition(HeterotopicProblem problem) {
        Matrix actual = solve(problem).weights();
        Matrix expected = problem.define().weights();

        assertZeroWhereMissing(problem, actual);
        assertAgrees(perUnit(problem, actual), perUnit(problem, expected), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void otherRightHandSidesAreSolvedAsByTheDefinition(HeterotopicProblem problem) {
        EngineProblem complete = problem.complete();
        int d = complete.d();
        Matrix first = Draws.seeded(5).gaussian(complete.t(), 2 * d).scaledColumns(twice(complete.unit()));
        Matrix actual = solve(problem).apply(first);
        Matrix inverse = problem.define().inverse();

        for (int j = 0; j < 2; j++) {
            Matrix right = first.columns(j * d, (j + 1) * d);
            Matrix expected = Dense.multiply(inverse, Dense.rowsStacked(right));
            Matrix part = actual.columns(j * d, (j + 1) * d);
            assertZeroWhereMissing(problem, part);
            assertAgrees(
                    perUnit(problem, part), perUnit(problem, Matrix.wrap(complete.t(), d, expected.data())), TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theBlocksAreThoseOfTheDefinition(HeterotopicProblem problem) {
        EngineProblem complete = problem.complete();
        int d = complete.d();
        Matrix actual = solve(problem).inverseBlocks();
        Matrix inverse = problem.define().inverse();
        Matrix expected = Matrix.zeros(complete.t(), d * d);
        for (int t = 0; t < complete.t(); t++) {
            Matrix block = BlockDiagonal.block(inverse, t, complete.t());
            System.arraycopy(complete.inUnits(block).data(), 0, expected.data(), t * d * d, d * d);
            Matrix own = complete.inUnits(Matrix.wrap(d, d, actual.row(t)));
            System.arraycopy(own.data(), 0, actual.data(), t * d * d, d * d);
        }

        assertAgrees(actual, expected, TOLERANCE);
        for (int i = 0; i < expected.data().length; i++) {
            assertThat(actual.data()[i] == 0).isEqualTo(expected.data()[i] == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theSlopesAreThoseOfTheDefinition(HeterotopicProblem problem) {
        EngineProblem complete = problem.complete();
        int d = complete.d();
        Matrix m = complete.kernel().matrix(complete.inputs());
        Matrix u = DenseLikelihood.jointCovariance(m, complete.k(), complete.sigma());
        Matrix all = Dense.multiply(problem.define().inverse(), u);
        Matrix actual = solve(problem).slopes();
        double[] perUnit = Arrays.stream(complete.unit()).map(x -> 1 / x).toArray();

        for (int t = 0; t < complete.t(); t++) {
            Matrix expected = Matrix.zeros(d, d);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    boolean isObserved = !Double.isNaN(problem.outputs().get(t, i));
                    boolean isMissing = Double.isNaN(problem.outputs().get(t, j));
                    expected.set(i, j, isObserved && isMissing ? all.get(t * d + i, t * d + j) : 0);
                }
            }
            Matrix own = Matrix.wrap(d, d, actual.row(t)).scaled(complete.unit(), perUnit);
            Matrix inUnits = expected.scaled(complete.unit(), perUnit);
            assertAgrees(own.data(), inUnits.data(), TOLERANCE, Math.max(1, inUnits.maxAbs()));
            for (int i = 0; i < d * d; i++) {
                assertThat(own.data()[i] == 0 || inUnits.data()[i] != 0).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aPredictionIsThatOfTheDefinition(HeterotopicProblem problem) {
        EngineProblem complete = problem.complete();
        Kernel kernel = complete.kernel();
        assumeTrue(kernel.isFunctionOfInputs());
        int d = complete.d();
        Matrix at = Draws.seeded(7).uniform(4, complete.inputs().columns(), -3, 6);
        Matrix cross = kernel.crossMatrix(at, complete.inputs());
        Definition definition = problem.define();
        HeterotopicPrediction prediction = solve(problem).predict(at);

        Matrix mean = Dense.multiply(cross, definition.weights());
        assertAgrees(
                perUnit(problem, prediction.mean()).data(),
                perUnit(problem, mean).data(),
                TOLERANCE,
                perUnit(problem, definition.weights()).maxAbs());
        for (int i = 0; i < at.rows(); i++) {
            Matrix left = Dense.kron(cross.rows(i), Matrix.identity(d));
            Matrix expected = Dense.multiply(Dense.multiply(left, definition.inverse()), left.transpose());
            Matrix actual = Matrix.wrap(d, d, prediction.explained().row(i));
            assertAgrees(
                    complete.inUnits(actual).data(),
                    complete.inUnits(expected).data(),
                    TOLERANCE,
                    complete.inUnits(BlockDiagonal.sum(definition.inverse(), complete.t()))
                            .maxAbs());
        }
        assertThat(prediction.prior()).containsExactly(kernel.diagonal(at));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theExpectedInformationIsThatOfTheDefinition(HeterotopicProblem problem) {
        assumeTrue(problem.outputs().data().length > problem.observed().length);
        EngineProblem complete = problem.complete();
        DenseInformation.of(complete, problem.outputs(), problem.basis(), problem.restricted())
                .assertGivenBy(engine(complete.kernel(), complete.inputs()), TOLERANCE);
    }

    private HeterotopicSolution solve(HeterotopicProblem problem) {
        return solve(problem, problem.restricted(), MeanRule.LEAST_SQUARES);
    }

    private HeterotopicSolution solve(HeterotopicProblem problem, boolean restricted, MeanRule rule) {
        EngineProblem complete = problem.complete();
        OutputSpectrum spectrum = OutputSpectrum.of(complete.k(), complete.sigma());
        return engine(complete.kernel(), complete.inputs())
                .heterotopicSolver(problem.outputs(), problem.basis(), restricted)
                .solve(complete.k(), complete.sigma(), spectrum.whitening(), spectrum.delta(), rule);
    }

    /** The adjoint of K ↦ M ⊗ K. */
    private static Matrix ofCoregionalization(Matrix adjoint, Matrix m, int d) {
        Matrix gradient = Matrix.zeros(d, d);
        for (int i = 0; i < adjoint.rows(); i++) {
            for (int j = 0; j < adjoint.rows(); j++) {
                gradient.data()[i % d * d + j % d] += m.get(i / d, j / d) * adjoint.get(i, j);
            }
        }
        return gradient;
    }

    /** The adjoint of M ↦ M ⊗ K. */
    private static Matrix ofKernelMatrix(Matrix adjoint, Matrix k, int t) {
        int d = k.rows();
        Matrix gradient = Matrix.zeros(t, t);
        for (int i = 0; i < adjoint.rows(); i++) {
            for (int j = 0; j < adjoint.rows(); j++) {
                gradient.data()[i / d * t + j / d] += k.get(i % d, j % d) * adjoint.get(i, j);
            }
        }
        return gradient;
    }

    private static void assertZeroWhereMissing(HeterotopicProblem problem, Matrix values) {
        for (int i = 0; i < values.data().length; i++) {
            if (Double.isNaN(problem.outputs().data()[i])) {
                assertThat(values.data()[i]).isZero();
            }
        }
    }

    /** Weights times the units of the outputs. */
    private static Matrix perUnit(HeterotopicProblem problem, Matrix values) {
        return values.scaledColumns(problem.complete().unit());
    }

    /** Coefficients in units of the outputs. */
    private static Matrix inUnits(HeterotopicProblem problem, Matrix coefficients) {
        double[] inverse =
                Arrays.stream(problem.complete().unit()).map(u -> 1 / u).toArray();
        return coefficients.scaledColumns(inverse);
    }

    private static double[] withoutNaN(Matrix values) {
        return Arrays.stream(values.data()).filter(v -> !Double.isNaN(v)).toArray();
    }

    private static double[] twice(double[] values) {
        double[] result = Arrays.copyOf(values, 2 * values.length);
        System.arraycopy(values, 0, result, values.length, values.length);
        return result;
    }
}
