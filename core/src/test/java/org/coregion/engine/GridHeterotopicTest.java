package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;

final class GridHeterotopicTest extends HeterotopicSolverLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return SpectralEngine.grid(kernel, inputs, BackendChoice.fastest()).orElseThrow();
    }

    @Override
    protected boolean appliesTo(EngineProblem problem) {
        return SpectralEngine.grid(problem.kernel(), problem.inputs(), BackendChoice.fastest())
                .isPresent();
    }
}
