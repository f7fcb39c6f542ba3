package org.coregion.kernel;

import java.util.List;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/** A kernel without parameters: there is nothing to fit. */
interface ParameterFree extends Kernel {
    @Override
    default double[] logParameters() {
        return new double[0];
    }

    @Override
    default Kernel withLogParameters(double[] logParameters) {
        return this;
    }

    @Override
    default Bounds logBounds(Matrix inputs) {
        return Bounds.none(0);
    }

    @Override
    default List<String> parameterNames(List<String> inputNames) {
        return List.of();
    }
}
