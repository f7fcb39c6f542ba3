package org.coregion.engine;

import java.util.stream.Stream;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LowRankEngineTest extends EngineLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return SpectralEngine.lowRank(kernel, inputs, inputs.rows()).orElseThrow();
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

    private static EngineProblem large(int t, Kernel kernel, int q) {
        Draws draws = Draws.seeded(t + q);
        Matrix x = draws.uniform(t, q, -1, 1);
        return EngineProblem.of(
                kernel + ", T = " + t,
                kernel,
                x,
                draws.gaussian(t, 3),
                draws.covariance(3),
                draws.covariance(3).times(0.1));
    }

    @ParameterizedTest
    @MethodSource("large")
    void agreesWithTheFullEngine(EngineProblem problem) {
        SeriesSolver full = solver(SpectralEngine.of(problem.kernel(), problem.inputs()), problem);
        SeriesSolver low = solver(engine(problem.kernel(), problem.inputs()), problem);
        for (double delta : new double[] {1, 1e3, 1e6}) {
            Matrix w = Matrix.identity(3);
            double[] deltas = {delta, delta / 10, 0};
            SeriesStatistics expected = full.solve(w, deltas);
            SeriesStatistics actual = low.solve(w, deltas);
            double off = -0.5 * (actual.logDeterminant() - expected.logDeterminant())
                    - actual.quadratic()
                    + expected.quadratic();
            SeriesSolver dense = solver(DenseEngine.of(problem.kernel(), problem.inputs()), problem);
            SeriesStatistics ds = dense.solve(w, deltas);
            double offd = -0.5 * (actual.logDeterminant() - ds.logDeterminant()) - actual.quadratic() + ds.quadratic();
            System.out.println("LOW-DENSE " + offd + " FULL-DENSE " + (offd - off) + " "
                    + java.util.Arrays.toString(dense.kernelGradient()));
            System.out.println(problem + " delta " + delta + " rank "
                    + engine(problem.kernel(), problem.inputs()).rank() + " dL " + off + " g "
                    + java.util.Arrays.toString(full.kernelGradient()) + " "
                    + java.util.Arrays.toString(low.kernelGradient()));
        }
    }

    private static SeriesSolver solver(Engine engine, EngineProblem problem) {
        return engine.solver(problem.outputs(), Matrix.wrap(problem.t(), 1, ones(problem.t())));
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }
}
