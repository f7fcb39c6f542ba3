package org.coregion.openblas;

import org.coregion.engine.Engine;
import org.coregion.engine.EngineLaws;
import org.coregion.engine.SpectralEngine;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;

final class OpenBlasEngineTest extends EngineLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return SpectralEngine.of(kernel, inputs, BackendChoice.fastest());
    }
}
