package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;

final class LowRankHeterotopicTest extends HeterotopicSolverLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return SpectralEngine.lowRank(kernel, inputs, inputs.rows(), BackendChoice.fastest())
                .orElseThrow();
    }

    @Override
    protected boolean appliesTo(EngineProblem problem) {
        return problem.kernel().isFunctionOfInputs();
    }
}
