package org.coregion.kernel;

import java.util.List;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/** A kernel made from the values of one other, with that kernel's own parameters. */
abstract class DerivedKernel implements Kernel {
    private final Kernel kernel;

    DerivedKernel(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The same made from another kernel. */
    abstract Kernel from(Kernel other);

    /** What it is made from. */
    final Kernel kernel() {
        return kernel;
    }

    @Override
    public final Kernel at(Matrix inputs, List<String> inputNames) {
        kernel.at(inputs, inputNames);
        return this;
    }

    @Override
    public final Kernel on(int... columns) {
        return from(kernel.on(columns));
    }

    @Override
    public final boolean isFunctionOfInputs() {
        return kernel.isFunctionOfInputs();
    }

    @Override
    public final double[] logParameters() {
        return kernel.logParameters();
    }

    @Override
    public final Kernel withLogParameters(double[] logParameters) {
        return from(kernel.withLogParameters(logParameters));
    }

    @Override
    public final Kernel scaledLengthscales(double factor) {
        return from(kernel.scaledLengthscales(factor));
    }

    @Override
    public final Bounds logBounds(Matrix inputs) {
        return kernel.logBounds(inputs);
    }

    @Override
    public final List<String> parameterNames(List<String> inputNames) {
        return kernel.parameterNames(inputNames);
    }
}
