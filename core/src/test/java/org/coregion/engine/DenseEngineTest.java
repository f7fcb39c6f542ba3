package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

final class DenseEngineTest extends EngineLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return DenseEngine.of(kernel, inputs);
    }

    @Test
    void isCalledDenseAndKnowsNoEigenvectors() {
        Engine engine = DenseEngine.of(new Matern52(1), Matrix.zeros(3, 1));

        assertThat(engine.name()).isEqualTo("dense");
        assertThat(engine.rank()).isEmpty();
        assertThat(engine.adjustment()).isEmpty();
    }

    @Test
    void refusesAKernelMatrixWithANegativeEigenvalue() {
        Precomputed kernel = Precomputed.of(new double[][] {{1, 2}, {2, 1}});

        assertRefused(
                () -> DenseEngine.of(kernel, Matrix.zeros(2, 0)),
                "kernel matrix",
                "not positive semidefinite",
                "smallest eigenvalue");
    }
}
