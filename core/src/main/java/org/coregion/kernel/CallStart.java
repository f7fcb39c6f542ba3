package org.coregion.kernel;

import java.util.List;
import java.util.function.Function;
import org.coregion.linalg.Matrix;

/**
 * A start from the inputs that one call in an expression gives; no lengthscale comes from the inputs.
 *
 * @param start what starts
 * @param call from the names of its columns
 */
record CallStart(KernelStart start, Function<List<String>, CallText> call) implements KernelStart {
    @Override
    public Kernel at(Matrix inputs, List<String> inputNames) {
        return start.at(inputs, inputNames);
    }

    @Override
    public KernelStart shortened(double factor) {
        return this;
    }

    @Override
    public String expression(List<String> inputNames) {
        return call.apply(inputNames).toString();
    }
}
