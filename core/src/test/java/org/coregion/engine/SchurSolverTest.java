package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

final class SchurSolverTest extends HeterotopicSolverLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return SpectralEngine.of(kernel, inputs);
    }
}
