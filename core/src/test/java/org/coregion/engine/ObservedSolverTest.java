package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

final class ObservedSolverTest extends HeterotopicSolverLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return DenseEngine.of(kernel, inputs);
    }
}
