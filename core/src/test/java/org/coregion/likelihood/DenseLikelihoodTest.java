package org.coregion.likelihood;

import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The definition itself, against Kronecker products written out and central differences. */
final class DenseLikelihoodTest {
    private static final double STEP = 1e-3;
    private static final double TOLERANCE = 1e-8;

    record Problem(Matrix m, Matrix k, Matrix sigma, Matrix y) {
        static Problem draw(int seed) {
            Draws draws = Draws.seeded(seed);
            int t = draws.integer(1, 6);
            int d = draws.integer(1, 4);
            return new Problem(draws.covariance(t), draws.covariance(d), draws.covariance(d), draws.gaussian(t, d));
        }

        DenseLikelihood evaluate() {
            return DenseLikelihood.evaluate(m, k, sigma, y);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theObjectiveIsTheDefinition(int seed) {
        Problem problem = Problem.draw(seed);
        Matrix u =
                Dense.kron(problem.m, problem.k).plus(1, Dense.kron(Matrix.identity(problem.m.rows()), problem.sigma));
        Matrix v = Dense.rowsStacked(problem.y);
        double quadratic = Dense.inner(v, Dense.multiply(Dense.inverse(u), v));

        assertAgrees(DenseLikelihood.jointCovariance(problem.m, problem.k, problem.sigma), u, 1e-15);
        assertAgrees(problem.evaluate().objective(), -Dense.logDeterminant(u) / 2 - quadratic, 1e-11);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theNoiseGradientIsThatOfDifferences(int seed) {
        Problem problem = Problem.draw(seed);
        Matrix expected = CentralDifferences.symmetricGradient(
                sigma -> DenseLikelihood.evaluate(problem.m, problem.k, sigma, problem.y)
                        .objective(),
                problem.sigma,
                STEP);

        assertAgrees(problem.evaluate().noiseGradient(), expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theCoregionalizationGradientIsThatOfDifferences(int seed) {
        Problem problem = Problem.draw(seed);
        Matrix expected = CentralDifferences.symmetricGradient(
                k -> DenseLikelihood.evaluate(problem.m, k, problem.sigma, problem.y)
                        .objective(),
                problem.k,
                STEP);

        assertAgrees(problem.evaluate().coregionalizationGradient(), expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theKernelMatrixGradientIsThatOfDifferences(int seed) {
        Problem problem = Problem.draw(seed);
        Matrix expected = CentralDifferences.symmetricGradient(
                m -> DenseLikelihood.evaluate(m, problem.k, problem.sigma, problem.y)
                        .objective(),
                problem.m,
                STEP);

        assertAgrees(problem.evaluate().kernelMatrixGradient(), expected, TOLERANCE);
    }

    @Test
    void refusesASingularJointCovariance() {
        Matrix one = Matrix.identity(1);

        assertRefused(
                () -> DenseLikelihood.evaluate(one, Matrix.zeros(1, 1), Matrix.zeros(1, 1), one),
                "joint covariance U",
                "not positive definite",
                "pivot 1 of 1 is 0.0");
    }
}
