package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.Stream;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.RationalQuadratic;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kernel computes, and what bands of its rows do. */
final class KernelBandsTest {
    private static final int T = 300;

    private final Draws draws = Draws.seeded(4);
    private final Matrix inputs = draws.uniform(T, 2, 0, 3);

    static Stream<Kernel> kernels() {
        return Stream.of(
                new Matern52(0.7, 2),
                new RationalQuadratic(1.5, 0.4),
                Sum.of(new SquaredExponential(1), new Matern52(2, 0.3)));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theMatricesAreTheKernels(Kernel kernel) {
        Matrix few = draws.uniform(7, 2, 0, 3);

        for (int t : new int[] {1, 128, 129, T}) {
            Matrix some = inputs.rowsBetween(0, t);
            assertAgrees(bands(kernel).matrix(some), kernel.matrix(some), 1e-15);
            assertAgrees(bands(kernel).crossMatrix(some, few), kernel.crossMatrix(some, few), 1e-15);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theGradientsAreTheKernels(Kernel kernel) {
        Matrix few = draws.uniform(7, 2, 0, 3);

        for (int t : new int[] {1, 128, 129, T}) {
            Matrix some = inputs.rowsBetween(0, t);
            Matrix adjoint = draws.covariance(t);
            Matrix crossAdjoint = draws.gaussian(t, 7);
            assertAgrees(bands(kernel).pullback(some, adjoint), kernel.pullback(some, adjoint), 1e-11);
            assertAgrees(
                    bands(kernel).crossPullback(some, few, crossAdjoint),
                    kernel.crossPullback(some, few, crossAdjoint),
                    1e-11);
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Kernel kernel = new Matern52(0.7, 2);
        Matrix adjoint = draws.covariance(T);

        assertThat(new KernelBands(kernel, 4).matrix(inputs).data())
                .isEqualTo(new KernelBands(kernel, 1).matrix(inputs).data());
        assertThat(new KernelBands(kernel, 4).pullback(inputs, adjoint))
                .isEqualTo(new KernelBands(kernel, 1).pullback(inputs, adjoint));
    }

    @Test
    void aGivenMatrixIsNotCut() {
        Matrix given = draws.covariance(T);
        Kernel kernel = Precomputed.of(given.toArray());

        assertAgrees(bands(kernel).matrix(Matrix.zeros(T, 0)), kernel.matrix(Matrix.zeros(T, 0)), 0);
        assertThat(bands(kernel).pullback(Matrix.zeros(T, 0), given)).isEmpty();
    }

    private static KernelBands bands(Kernel kernel) {
        return new KernelBands(kernel, 2);
    }
}
