package org.coregion.engine;

import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.Stream;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Sum;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.coregion.testing.HighPrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The state-space engine far from easy: lengthscales from 1e-3 to 1e3 of the range of the inputs, signal-to-noise
 * ratios δ from 0 to 1e16. The spectral engine is the reference as far as its eigenvalues reach (it loses δ·1e-15·T of
 * H); 60 digits of arithmetic beyond.
 */
final class StateSpaceAgreementTest {
    private static final double TOLERANCE = 1e-8;

    /** One problem per lengthscale; the range of the inputs is 1. */
    static Stream<Kernel> kernels() {
        return Stream.of(1e-3, 1e-1, 1.0, 10.0, 1e3)
                .flatMap(ell -> Stream.of(new Matern12(ell), new Matern32(ell), new Matern52(ell)));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithSixtyDigits(Kernel kernel) {
        int t = 12;
        Matrix inputs = Draws.seeded(89).uniform(t, 1, 0, 1);
        inputs.set(7, 0, inputs.get(3, 0));
        Matrix outputs = Draws.seeded(97).gaussian(t, 1);
        HighPrecision exact = HighPrecision.of(kernel, inputs.data(), outputs.data());
        for (double delta : new double[] {1e-6, 1, 1e8, 1e16}) {
            SeriesSolver solver = StateSpaceEngine.of(kernel, inputs).solver(outputs, Matrix.zeros(t, 0));
            SeriesStatistics actual = solver.solve(Matrix.identity(1), new double[] {delta});
            HighPrecision.Solution expected = exact.solve(delta);

            assertAgrees(actual.logDeterminant(), expected.logDeterminant(), 1e-9);
            assertAgrees(actual.quadratic(), expected.quadratic(), 1e-12);
            assertAgrees(actual.gram().data(), new double[] {expected.gram()}, 1e-12);
            // The gradient in K is their difference.
            assertAgrees(
                    actual.kernelGram().data(),
                    new double[] {expected.kernelGram()},
                    1e-12,
                    Math.max(expected.kernelGram(), expected.kernelTrace()));
            assertAgrees(actual.inverseTrace(), new double[] {expected.inverseTrace()}, 1e-12);
            assertAgrees(actual.kernelTrace(), new double[] {expected.kernelTrace()}, 1e-12);
            assertAgrees(solver.kernelGradient()[0], expected.lengthscaleGradient(), TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithTheSpectralEngine(Kernel kernel) {
        assertAgreesWithTheSpectralEngine(kernel, 200, 0, 1e-3, 1, 1e2);
    }

    @Test
    void agreesWithTheSpectralEngineAtManyRows() {
        assertAgreesWithTheSpectralEngine(Sum.of(new Matern32(0.03), new Matern52(1)), 2000, 0, 1e-3, 1, 1e4);
    }

    private static void assertAgreesWithTheSpectralEngine(Kernel kernel, int t, double... delta) {
        int d = delta.length;
        Draws draws = Draws.seeded(101);
        Matrix inputs = draws.uniform(t, 1, 0, 1);
        Matrix outputs = draws.gaussian(t, d);
        Matrix basis = Matrix.zeros(t, 2);
        for (int i = 0; i < t; i++) {
            basis.set(i, 0, 1);
            basis.set(i, 1, inputs.get(i, 0) - 0.5);
        }
        Matrix w = draws.gaussian(d, d);
        SeriesSolver solver = StateSpaceEngine.of(kernel, inputs).solver(outputs, basis);
        SeriesSolver spectral = SpectralEngine.of(kernel, inputs).solver(outputs, basis);

        StateSpaceEngineTest.assertSame(solver.solve(w, delta), spectral.solve(w, delta), TOLERANCE);
        assertAgrees(solver.kernelGradient(), spectral.kernelGradient(), TOLERANCE);
        assertAgrees(solver.solution(), spectral.solution(), TOLERANCE);
    }
}
