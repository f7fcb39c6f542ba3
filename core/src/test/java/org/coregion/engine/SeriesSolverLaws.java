package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine solves its series as the dense inverses of B_d do, and draws from M. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SeriesSolverLaws {
    private static final double TOLERANCE = 1e-9;

    /** δ of the outputs in turn. */
    private static final double[] DELTA = {0.7, 30, 0, 1e-3, 200};

    private static final int SAMPLES = 4000;

    protected abstract Engine engine(Kernel kernel, Matrix inputs);

    /** Whether the engine is made for such a kernel and inputs. */
    protected boolean appliesTo(EngineProblem problem) {
        return true;
    }

    protected final Stream<EngineProblem> problems() {
        return EngineProblems.all().filter(this::appliesTo);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theSolutionIsThatOfTheInverses(EngineProblem problem) {
        Matrix[] inverses = inverses(problem);
        SeriesSolver solver = solved(problem);

        assertAgrees(solver.solution(), expectedSolution(problem, inverses), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theDiagonalsAreThoseOfTheInverses(EngineProblem problem) {
        Matrix[] inverses = inverses(problem);
        Matrix actual = solved(problem).inverseDiagonal();

        for (int d = 0; d < inverses.length; d++) {
            assertAgrees(actual.columns(d, d + 1).data(), inverses[d].diagonal(), TOLERANCE);
        }
    }

    /** An engine that takes the information from differences says how accurate these are. */
    protected double informationTolerance() {
        return TOLERANCE;
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theInformationIsTheTracesOfProducts(EngineProblem problem) {
        Matrix m = problem.kernel().matrix(problem.inputs());
        Matrix[] inverses = inverses(problem);
        int d = inverses.length;
        Matrix noise = Matrix.zeros(d, d);
        Matrix mixed = Matrix.zeros(d, d);
        Matrix signal = Matrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            Matrix left = Dense.multiply(inverses[i], m);
            for (int j = 0; j < d; j++) {
                noise.set(i, j, trace(Dense.multiply(inverses[i], inverses[j])));
                mixed.set(i, j, trace(Dense.multiply(left, inverses[j])));
                signal.set(i, j, trace(Dense.multiply(left, Dense.multiply(inverses[j], m))));
            }
        }

        SeriesInformation information = solved(problem).information();

        assertAgrees(information.noise(), noise, informationTolerance());
        assertAgrees(information.mixed(), mixed, informationTolerance());
        assertAgrees(information.signal(), signal, informationTolerance());
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aPredictionIsThatOfTheInverses(EngineProblem problem) {
        Kernel kernel = problem.kernel();
        assumeTrue(kernel.isFunctionOfInputs());
        Matrix at = Draws.seeded(7).uniform(5, problem.inputs().columns(), -3, 6);
        Matrix cross = kernel.crossMatrix(at, problem.inputs());
        Matrix[] inverses = inverses(problem);
        Matrix mean = Dense.multiply(cross, expectedSolution(problem, inverses));

        SeriesPrediction prediction = solved(problem).predict(at);

        assertAgrees(prediction.mean().data(), mean.data(), TOLERANCE, Math.max(mean.maxAbs(), sizeOf(problem)));
        for (int d = 0; d < inverses.length; d++) {
            double[] expected = Dense.multiply(Dense.multiply(cross, inverses[d]), cross.transpose())
                    .diagonal();
            assertAgrees(prediction.explained().columns(d, d + 1).data(), expected, TOLERANCE, 1);
        }
        assertThat(prediction.prior()).containsExactly(kernel.diagonal(at));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void kernelSumsAreProductsWithTheKernelMatrix(EngineProblem problem) {
        Kernel kernel = problem.kernel();
        assumeTrue(kernel.isFunctionOfInputs());
        Matrix at = Draws.seeded(7).uniform(5, problem.inputs().columns(), -3, 6);
        for (int q = 0; q < at.columns(); q++) {
            at.set(2, q, problem.inputs().get(0, q));
        }
        Matrix weights = Draws.seeded(8).gaussian(problem.t(), 3);

        Matrix sums = engine(kernel, problem.inputs()).kernelSums(at, weights);

        Matrix expected = Dense.multiply(kernel.crossMatrix(at, problem.inputs()), weights);
        assertAgrees(sums.data(), expected.data(), 1e-12, problem.t());
    }

    /** An empirical covariance is off by √(2/n) of the variances, about; five times that among all elements. */
    @ParameterizedTest
    @MethodSource("problems")
    void samplesHaveTheKernelMatrixAsCovariance(EngineProblem problem) {
        Matrix m = problem.kernel().matrix(problem.inputs());
        Matrix samples = engine(problem.kernel(), problem.inputs()).sample(new SplittableRandom(3), SAMPLES);
        Matrix covariance = Dense.multiply(samples, samples.transpose()).times(1.0 / SAMPLES);

        assertAgrees(covariance, m, 5 * Math.sqrt(2.0 / SAMPLES));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theRankCountsTheEigenvaluesThatMatter(EngineProblem problem) {
        double[] values = Jacobi.eigenvalues(problem.kernel().matrix(problem.inputs()));
        double largest = values[values.length - 1];
        long matter =
                Arrays.stream(values).filter(value -> value > 1e-12 * largest).count();

        engine(problem.kernel(), problem.inputs())
                .rank()
                .ifPresent(rank -> assertThat((long) rank).isBetween(matter, (long) problem.t()));
    }

    private SeriesSolver solved(EngineProblem problem) {
        SeriesSolver solver =
                engine(problem.kernel(), problem.inputs()).solver(problem.outputs(), Matrix.zeros(problem.t(), 0));
        solver.solve(Matrix.identity(problem.d()), delta(problem));
        return solver;
    }

    /** B_d⁻¹ for every d. */
    private static Matrix[] inverses(EngineProblem problem) {
        Matrix m = problem.kernel().matrix(problem.inputs());
        return Arrays.stream(delta(problem))
                .mapToObj(delta -> Dense.inverse(m.times(delta).plus(1, Matrix.identity(m.rows()))))
                .toArray(Matrix[]::new);
    }

    private static Matrix expectedSolution(EngineProblem problem, Matrix[] inverses) {
        Matrix solution = Matrix.zeros(problem.t(), problem.d());
        for (int d = 0; d < inverses.length; d++) {
            Matrix column = Dense.multiply(inverses[d], problem.outputs().columns(d, d + 1));
            for (int t = 0; t < problem.t(); t++) {
                solution.set(t, d, column.get(t, 0));
            }
        }
        return solution;
    }

    private static double[] delta(EngineProblem problem) {
        return IntStream.range(0, problem.d())
                .mapToDouble(d -> DELTA[d % DELTA.length])
                .toArray();
    }

    private static double sizeOf(EngineProblem problem) {
        return problem.outputs().maxAbs();
    }

    private static double trace(Matrix a) {
        return Arrays.stream(a.diagonal()).sum();
    }
}
