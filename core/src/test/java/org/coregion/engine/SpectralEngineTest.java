package org.coregion.engine;

import static org.coregion.testing.Refusal.assertRefused;

import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

final class SpectralEngineTest extends EngineLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return SpectralEngine.of(kernel, inputs);
    }

    @Test
    void refusesAKernelMatrixWithANegativeEigenvalue() {
        Precomputed kernel = Precomputed.of(new double[][] {{1, 2}, {2, 1}});

        assertRefused(
                () -> SpectralEngine.of(kernel, Matrix.zeros(2, 0)),
                "kernel matrix",
                "not positive semidefinite",
                "smallest eigenvalue");
    }

    @Test
    void refusesInputsThatTheKernelDoesNotApplyTo() {
        assertRefused(() -> SpectralEngine.of(new Matern52(1, 2), Matrix.zeros(3, 3)), "matern52", "3 input columns");
    }

    @Test
    void refusesMeanFunctionsThatAreNotIndependent() {
        Matrix outputs = Matrix.wrap(3, 1, new double[] {1, 2, 4});
        SeriesSolver solver = engine(new Matern52(1), outputs).solver(outputs, Matrix.zeros(3, 1));

        assertRefused(
                () -> solver.solve(Matrix.identity(1), new double[] {1}), "normal matrix of the mean", "pivot 1 of 1");
    }
}
