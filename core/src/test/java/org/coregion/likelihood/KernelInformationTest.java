package org.coregion.likelihood;

import static org.coregion.testing.Agreement.assertAgrees;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.DenseEngine;
import org.coregion.engine.Engine;
import org.coregion.engine.SpectralEngine;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The information of all parameters is ½ tr(U⁻¹ ∂U/∂a U⁻¹ ∂U/∂b), with U and its derivatives formed by kron. */
final class KernelInformationTest {
    private static final double TOLERANCE = 1e-9;

    private record Problem(String engine, Kernel kernel, Matrix inputs, int outputs) {
        private OutputCovariance k() {
            return new FullCovariance(new double[outputs]);
        }

        private OutputCovariance noise() {
            return new LogDiagonal(new double[outputs]);
        }

        private double[] ofK() {
            return k().parametersOf(Draws.seeded(41).covariance(outputs));
        }

        private double[] ofNoise() {
            return noise().parametersOf(Draws.seeded(42).variances(outputs));
        }

        private Engine made() {
            return switch (engine) {
                case "spectral" -> SpectralEngine.of(kernel, inputs);
                case "low-rank" ->
                    SpectralEngine.lowRank(kernel, inputs, inputs.rows(), BackendChoice.fastest())
                            .orElseThrow();
                default -> DenseEngine.of(kernel, inputs);
            };
        }

        Matrix information() {
            return LogMarginalLikelihood.ofObservations(
                            made(), Matrix.zeros(inputs.rows(), outputs), Matrix.zeros(inputs.rows(), 0))
                    .expectedInformation(k(), ofK(), noise(), ofNoise());
        }

        Matrix definition() {
            Matrix m = kernel.matrix(inputs);
            Matrix inverse =
                    Dense.inverse(DenseLikelihood.jointCovariance(m, k().matrix(ofK()), noise().matrix(ofNoise())));
            List<Matrix> derivatives = Stream.of(
                            derivatives(p -> kernel.withLogParameters(p).matrix(inputs), kernel.logParameters())
                                    .map(derivative -> Dense.kron(derivative, k().matrix(ofK()))),
                            derivatives(p -> k().matrix(p), ofK()).map(derivative -> Dense.kron(m, derivative)),
                            derivatives(p -> noise().matrix(p), ofNoise())
                                    .map(derivative -> Dense.kron(Matrix.identity(m.rows()), derivative)))
                    .flatMap(all -> all)
                    .toList();
            return Dense.information(inverse, derivatives);
        }

        private static Stream<Matrix> derivatives(Function<double[], Matrix> matrix, double[] at) {
            Matrix shape = matrix.apply(at);
            double[][] byElement = IntStream.range(0, shape.data().length)
                    .mapToObj(i ->
                            CentralDifferences.gradient(p -> matrix.apply(p).data()[i], at, 1e-3))
                    .toArray(double[][]::new);
            return IntStream.range(0, at.length)
                    .mapToObj(a -> Matrix.wrap(
                            shape.rows(),
                            shape.columns(),
                            Stream.of(byElement).mapToDouble(g -> g[a]).toArray()));
        }
    }

    static Stream<Problem> problems() {
        Matrix scattered = Draws.seeded(51).uniform(9, 2, -2, 2);
        Matrix line = Draws.seeded(52).uniform(12, 1, -2, 2);
        line.set(7, 0, line.get(2, 0));
        line.set(3, 0, line.get(2, 0));
        return IntStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(d -> Stream.of(
                        new Problem("spectral", new Matern32(0.8, 2), scattered, d),
                        new Problem("spectral", new Matern52(0.7), line, d),
                        new Problem(
                                "spectral", Sum.of(new double[] {1, 2}, new Matern12(0.5), new Matern52(3)), line, d),
                        new Problem("low-rank", new SquaredExponential(2.5), line, d),
                        new Problem("low-rank", new SquaredExponential(6, 3), scattered, d),
                        new Problem("dense", new Matern32(0.8, 2), scattered, d)));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void isThatOfTheDefinition(Problem problem) {
        assertAgrees(problem.information(), problem.definition(), TOLERANCE);
    }
}
