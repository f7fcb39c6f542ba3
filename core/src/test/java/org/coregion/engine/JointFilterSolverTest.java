package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

final class JointFilterSolverTest extends HeterotopicSolverLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return StateSpaceEngine.of(kernel, inputs);
    }

    @Override
    protected boolean appliesTo(EngineProblem problem) {
        return StateSpaceEngine.appliesTo(problem.kernel(), problem.inputs());
    }
}
