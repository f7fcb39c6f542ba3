package org.coregion.kernel;

import java.util.List;
import org.coregion.linalg.Matrix;

/** A start to a power. */
record PowerStart(KernelStart start, int exponent) implements KernelStart {
    PowerStart {
        Power.requireExponent(exponent);
    }

    @Override
    public Kernel at(Matrix inputs, List<String> inputNames) {
        return start.at(inputs, inputNames).power(exponent);
    }

    @Override
    public KernelStart shortened(double factor) {
        return new PowerStart(start.shortened(factor), exponent);
    }

    @Override
    public String expression(List<String> inputNames) {
        return CallText.operand(start, inputNames, CallText.isCombination(start)) + "^" + exponent;
    }
}
