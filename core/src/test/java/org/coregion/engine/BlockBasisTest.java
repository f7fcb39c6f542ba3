package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Linear;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Independent blocks against the kernel matrix with zeros between them. */
final class BlockBasisTest {
    private static final int T = 130;

    private static final int D = 3;

    private static final Backend BACKEND = BackendChoice.fastest();

    private final Draws draws = Draws.seeded(8);
    private final Matrix inputs = draws.uniform(T, 2, 0, 5);
    private final Matrix outputs = draws.gaussian(T, D);
    private final Matrix basis = draws.gaussian(T, 2);
    private final Matrix mixing = draws.gaussian(D, D);
    private final Matrix k = Dense.multiply(mixing.transpose(), mixing);
    private final Matrix sigma = Matrix.diagonal(0.1, 0.5, 2);
    private final EnginePlan whole = EnginePlan.of(EngineName.AUTO, new Matern52(1, 1), inputs, D, BACKEND);
    private final int[][] blocks = InputBlocks.of(inputs, 40);

    /** Of full rank, of low rank in every block, and with a diagonal that is not 1. */
    static List<Kernel> kernels() {
        return List.of(
                new Matern52(0.7, 2), new SquaredExponential(20, 30), new Linear(new double[] {1, 2}, new double[] {3, 4
                }));
    }

    private Engine inBlocks(Kernel kernel) {
        return EnginePlan.of(EngineName.AUTO, kernel, inputs, D, BACKEND)
                .inBlocks(40)
                .engine(kernel);
    }

    /** The engine of the matrix with zeros between the blocks, from which low ranks differ by 1e-10. */
    private Engine expected(Kernel kernel) {
        Matrix all = kernel.matrix(inputs);
        Matrix within = Matrix.zeros(T, T);
        for (int[] block : blocks) {
            for (int t : block) {
                for (int u : block) {
                    within.set(t, u, all.get(t, u));
                }
            }
        }
        return SpectralEngine.of(Precomputed.of(within.toArray()), inputs, BACKEND);
    }

    private LogMarginalLikelihood likelihood(Engine engine, boolean restricted) {
        return restricted
                ? LogMarginalLikelihood.ofErrorContrasts(engine, outputs, basis)
                : LogMarginalLikelihood.ofObservations(engine, outputs, basis);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theLikelihoodIsThatOfZerosBetweenTheBlocks(Kernel kernel) {
        assertThat(blocks).hasNumberOfRows(4);
        for (boolean restricted : new boolean[] {false, true}) {
            LikelihoodValue actual = likelihood(inBlocks(kernel), restricted).evaluate(k, sigma);
            LikelihoodValue expected = likelihood(expected(kernel), restricted).evaluate(k, sigma);

            double tolerance = kernel instanceof SquaredExponential ? 1e-7 : 1e-9;
            assertAgrees(actual.objective(), expected.objective(), tolerance);
            assertAgrees(actual.noiseGradient(), expected.noiseGradient(), tolerance);
            assertAgrees(actual.coregionalizationGradient(), expected.coregionalizationGradient(), tolerance);
            assertAgrees(actual.meanCoefficients(), expected.meanCoefficients(), tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theInformationIsThatOfZerosBetweenTheBlocks(Kernel kernel) {
        FullCovariance form = new FullCovariance(0, 0, 0);
        LogDiagonal noise = new LogDiagonal(0, 0, 0);
        double[] ofK = form.parametersOf(k);
        double[] ofNoise = noise.parametersOf(sigma);

        assertAgrees(
                likelihood(inBlocks(kernel), false).information(form, ofK, noise, ofNoise),
                likelihood(expected(kernel), false).information(form, ofK, noise, ofNoise),
                1e-9);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theKernelGradientEqualsCentralDifferences(Kernel kernel) {
        for (boolean restricted : new boolean[] {false, true}) {
            LogMarginalLikelihood at = likelihood(inBlocks(kernel), restricted);
            at.evaluate(k, sigma);

            double[] expected = CentralDifferences.gradient(
                    log -> likelihood(inBlocks(kernel.withLogParameters(log)), restricted)
                            .evaluate(k, sigma)
                            .objective(),
                    kernel.logParameters(),
                    1e-3);

            assertAgrees(at.kernelGradient(), expected, 1e-6);
        }
    }

    @Test
    void theResultDoesNotDependOnTheNumberOfThreads() {
        Kernel kernel = new Matern52(0.7, 2);
        double[][] values = new double[2][];
        for (int threads = 1; threads <= 2; threads++) {
            Backend backend = BackendChoice.of(BACKEND.name(), threads).backend();
            LogMarginalLikelihood at =
                    likelihood(whole.inBlocks(40).solvedBy(backend).engine(kernel), false);
            LikelihoodValue value = at.evaluate(k, sigma);
            values[threads - 1] = Arrays.copyOf(at.kernelGradient(), 3);
            values[threads - 1][2] = value.objective();
        }

        assertThat(values[1]).isEqualTo(values[0]);
    }

    @Test
    void repeatedInputsAndRelativeNoiseAreTaken() {
        Kernel kernel = new Matern52(0.7, 2);
        Matrix twice = inputs.rows(IntStream.range(0, T).map(t -> t / 2).toArray());
        double[] noise = draws.uniform(T, 1, 0.5, 2).data();
        Rows rows = Rows.of(twice).with(RowNoise.of(noise));
        EnginePlan plan = EnginePlan.of(EngineName.AUTO, kernel, rows, D, BACKEND);

        // One block is no approximation.
        LikelihoodValue actual =
                likelihood(plan.inBlocks(T).engine(kernel), false).evaluate(k, sigma);

        assertAgrees(
                actual.objective(),
                likelihood(plan.engine(kernel), false).evaluate(k, sigma).objective(),
                1e-10);
    }

    @Test
    void thereAreNoOtherRows() {
        Engine engine = inBlocks(new Matern52(0.7, 2));

        assertThatThrownBy(() -> engine.kernelSums(inputs, outputs))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("own rows");
    }
}
