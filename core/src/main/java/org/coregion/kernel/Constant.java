package org.coregion.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;

/**
 * The constant kernel m = 1: samples are constants. In a {@link Sum} it is a level that is not known; it looks at no
 * input and has no parameter.
 */
public final class Constant extends PointwiseKernel implements ParameterFree {
    @Override
    public String name() {
        return "constant";
    }

    @Override
    Matrix coordinates(Matrix inputs) {
        return inputs;
    }

    @Override
    double value(double[] x, int i, double[] y, int j, int width) {
        return 1;
    }

    @Override
    void addDerivatives(double[] x, int i, double[] y, int j, int width, double weight, double[] gradient) {}

    @Override
    public Kernel on(int... columns) {
        return this;
    }

    @Override
    public Optional<AxisProduct> axisProduct(int inputs) {
        return Optional.of(new AxisProduct(
                IntStream.range(0, inputs).<Kernel>mapToObj(q -> this).toList(),
                IntStream.range(0, inputs).mapToObj(q -> new int[0]).toList()));
    }

    @Override
    public Optional<StateSpaceForm> stateSpaceForm() {
        return Optional.of(new ConstantForm());
    }

    @Override
    public String expression(List<String> inputNames) {
        return name();
    }

    @Override
    public String toString() {
        return name();
    }
}
