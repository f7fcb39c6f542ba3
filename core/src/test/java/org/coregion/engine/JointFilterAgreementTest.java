package org.coregion.engine;

import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.kernel.Constant;
import org.coregion.kernel.Cosine;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Product;
import org.coregion.kernel.Sum;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.coregion.testing.HighPrecision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter of all outputs far from easy: many rows, long gaps, rows of unequal noise, and little noise. */
final class JointFilterAgreementTest {
    private static final double TOLERANCE = 1e-9;
    private static final Draws DRAWS = Draws.seeded(103);
    private static final Matrix K = DRAWS.covariance(3);
    private static final Matrix SIGMA = DRAWS.covariance(3);

    /** One problem per lengthscale; the range of the inputs is 1. */
    static Stream<Kernel> kernels() {
        return Stream.of(1e-3, 1e-1, 1.0, 10.0, 1e3)
                .flatMap(ell -> Stream.of(new Matern12(ell), new Matern32(ell), new Matern52(ell)));
    }

    /** One output, complete but for a row: signal-to-noise ratios from 1e-6 to 1e16. */
    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithSixtyDigits(Kernel kernel) {
        int t = 12;
        Draws draws = Draws.seeded(89);
        Matrix inputs = draws.uniform(t, 1, 0, 1);
        inputs.set(7, 0, inputs.get(3, 0));
        Matrix outputs = draws.gaussian(t, 1);
        outputs.set(5, 0, Double.NaN);
        int[] observed = IntStream.range(0, t).filter(i -> i != 5).toArray();
        HighPrecision exact = HighPrecision.of(
                kernel, inputs.rows(observed).data(), outputs.rows(observed).data());
        HeterotopicSolver solver =
                StateSpaceEngine.of(kernel, inputs).heterotopicSolver(outputs, Matrix.zeros(t, 0), false);
        for (double delta : new double[] {1e-6, 1, 1e8, 1e16}) {
            HeterotopicSolution solution =
                    solver.solve(Matrix.diagonal(delta), Matrix.identity(1), Matrix.identity(1), new double[] {delta});
            HeterotopicStatistics actual = solution.statistics();
            HighPrecision.Solution expected = exact.solve(delta);

            assertAgrees(actual.logDeterminant(), expected.logDeterminant(), TOLERANCE);
            assertAgrees(actual.quadratic(), expected.quadratic(), 1e-12);
            assertAgrees(
                    actual.noiseGradient().data(),
                    new double[] {expected.gram() - expected.inverseTrace() / 2},
                    1e-12,
                    Math.max(expected.gram(), expected.inverseTrace()));
            assertAgrees(
                    actual.coregionalizationGradient().data(),
                    new double[] {expected.kernelGram() - expected.kernelTrace() / 2},
                    // Each step adds the product of large adjoints and hardly any noise.
                    TOLERANCE,
                    Math.max(expected.kernelGram(), expected.kernelTrace()));
            assertAgrees(solution.kernelGradient()[0], expected.lengthscaleGradient(), 1e-8);
        }
    }

    @Test
    void agreesWithTheSchurSolverOverSegments() {
        assertAgreesWithTheSchurSolver(600);
    }

    @Test
    @Tag("slow")
    void agreesWithTheSchurSolverAtManyRows() {
        assertAgreesWithTheSchurSolver(2000);
    }

    /** Some of the rows are at the same input. */
    private static void assertAgreesWithTheSchurSolver(int t) {
        Kernel kernel = Sum.of(new double[] {1, 0.5}, new Matern32(0.05), new Matern52(0.8));
        Matrix inputs = DRAWS.uniform(t, 1, 0, 3);
        IntStream.range(0, 100).forEach(i -> inputs.set(i, 0, inputs.get(t - 1 - i, 0)));
        Matrix outputs = withoutShare(DRAWS.gaussian(t, 3), 0.05);

        assertSame(StateSpaceEngine.of(kernel, inputs), SpectralEngine.of(kernel, inputs), inputs, outputs, true);
    }

    /** Longer than a segment, and the last rows too. */
    @Test
    void gapsOfAllOutputsArePlainSteps() {
        int t = 900;
        Kernel kernel = Sum.of(new Matern32(0.5), Product.of(new Matern52(2), new Cosine(0.7)), new Constant());
        Matrix inputs = DRAWS.uniform(t, 1, 0, 9);
        Matrix outputs = withoutShare(DRAWS.gaussian(t, 3), 0.3);
        double[] sorted = inputs.data().clone();
        Arrays.sort(sorted);
        for (int i = 0; i < t; i++) {
            double x = inputs.get(i, 0);
            if (x > sorted[890] || (x > sorted[100] && x < sorted[800])) {
                Arrays.fill(outputs.data(), 3 * i, 3 * i + 3, Double.NaN);
            }
        }

        assertSame(StateSpaceEngine.of(kernel, inputs), DenseEngine.of(kernel, inputs), inputs, outputs, false);
    }

    @Test
    void rowsOfUnequalNoiseAreThoseOfTheDefinition() {
        int t = 60;
        Kernel kernel = Sum.of(new Matern12(0.5), new Matern52(2));
        Matrix inputs = DRAWS.uniform(t, 1, 0, 3);
        inputs.set(4, 0, inputs.get(9, 0));
        Matrix outputs = withoutShare(DRAWS.gaussian(t, 3), 0.4);
        Rows rows = new Rows(inputs, RowNoise.of(DRAWS.uniform(1, t, 0.1, 10).data()), MissingPattern.of(outputs));

        assertSame(
                EnginePlan.of(EngineName.STATE_SPACE, kernel, rows, 4, BackendChoice.fastest())
                        .engine(kernel),
                EnginePlan.of(EngineName.DENSE, kernel, rows, 4, BackendChoice.fastest())
                        .engine(kernel),
                inputs,
                outputs,
                true);
    }

    private static Matrix withoutShare(Matrix outputs, double share) {
        for (int i = 0; i < outputs.data().length; i++) {
            if (DRAWS.uniform(0, 1) < share) {
                outputs.data()[i] = Double.NaN;
            }
        }
        return outputs;
    }

    private static void assertSame(Engine engine, Engine other, Matrix inputs, Matrix outputs, boolean restricted) {
        int t = inputs.rows();
        OutputSpectrum spectrum = OutputSpectrum.of(K, SIGMA);
        Matrix basis = Matrix.zeros(t, 2);
        for (int i = 0; i < t; i++) {
            basis.set(i, 0, 1);
            basis.set(i, 1, inputs.get(i, 0) - 1);
        }
        HeterotopicSolution solution = engine.heterotopicSolver(outputs, basis, restricted)
                .solve(K, SIGMA, spectrum.whitening(), spectrum.delta());
        HeterotopicSolution expected = other.heterotopicSolver(outputs, basis, restricted)
                .solve(K, SIGMA, spectrum.whitening(), spectrum.delta());
        assertSame(solution.statistics(), expected.statistics());
        assertAgrees(solution.kernelGradient(), expected.kernelGradient(), TOLERANCE);
        assertAgrees(solution.weights(), expected.weights(), TOLERANCE);
        assertAgrees(solution.inverseBlocks(), expected.inverseBlocks(), TOLERANCE);
        Matrix rightHandSides = Draws.seeded(107).gaussian(t, 6);
        assertAgrees(solution.apply(rightHandSides), expected.apply(rightHandSides), TOLERANCE);
        Matrix at = Draws.seeded(109).uniform(30, 1, -1, 10);
        for (int i = 0; i < 5; i++) {
            at.set(i, 0, inputs.get(7 * i, 0));
        }
        at.set(5, 0, 1e9);
        at.set(6, 0, at.get(0, 0));
        HeterotopicPrediction prediction = solution.predict(at);
        HeterotopicPrediction expectedPrediction = expected.predict(at);
        assertAgrees(prediction.mean(), expectedPrediction.mean(), TOLERANCE);
        assertAgrees(prediction.explained(), expectedPrediction.explained(), TOLERANCE);
        assertAgrees(prediction.prior(), expectedPrediction.prior(), 0);
    }

    private static void assertSame(HeterotopicStatistics actual, HeterotopicStatistics expected) {
        assertAgrees(actual.logDeterminant(), expected.logDeterminant(), TOLERANCE);
        assertAgrees(actual.quadratic(), expected.quadratic(), TOLERANCE);
        assertAgrees(actual.noiseGradient(), expected.noiseGradient(), TOLERANCE);
        assertAgrees(actual.coregionalizationGradient(), expected.coregionalizationGradient(), TOLERANCE);
        assertAgrees(actual.coefficients(), expected.coefficients(), TOLERANCE);
        assertAgrees(actual.meanLogDeterminant(), expected.meanLogDeterminant(), TOLERANCE);
        assertAgrees(actual.meanCovariance(), expected.meanCovariance(), TOLERANCE);
    }
}
