package org.coregion.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coregion.linalg.Matrix;

/**
 * A kernel divided by a number, m₁(x, x′)/v, with the kernel's own parameters. A product or power of kernels whose m(x,
 * x) varies, such as {@link Linear}, is 1 on average over the inputs only after a division by its own average, which is
 * taken where a fit starts and is a number of the kernel from then on.
 */
final class Quotient extends DerivedKernel {
    /** An average this near to 1 is 1 but for rounding. */
    private static final double NEGLIGIBLE = 1e-12;

    private final double divisor;

    private Quotient(Kernel kernel, double divisor) {
        super(kernel);
        this.divisor = divisor;
    }

    /**
     * A kernel divided by a number.
     *
     * @throws org.coregion.InvalidInputException if that is not positive and finite
     */
    static Kernel of(Kernel kernel, double divisor) {
        Positive.require("divisor of a kernel", divisor);
        return new Quotient(kernel, divisor);
    }

    /** The kernel divided by the average of m(x, x) over the inputs; itself if that is 1, or 0. */
    static Kernel ofUnitAverage(Kernel kernel, Matrix inputs) {
        double average = Arrays.stream(kernel.diagonal(inputs)).average().orElse(1);
        return average > 0 && Math.abs(average - 1) > NEGLIGIBLE ? of(kernel, average) : kernel;
    }

    /** The same of a kernel that starts from the inputs. */
    static KernelStart ofUnitAverage(KernelStart start) {
        return new UnitAverage(start);
    }

    private record UnitAverage(KernelStart start) implements KernelStart {
        @Override
        public Kernel at(Matrix inputs, List<String> inputNames) {
            return ofUnitAverage(start.at(inputs, inputNames), inputs);
        }

        @Override
        public KernelStart shortened(double factor) {
            return new UnitAverage(start.shortened(factor));
        }

        /** An expression of parameters that are not all given means this division. */
        @Override
        public String expression(List<String> inputNames) {
            return start.expression(inputNames);
        }
    }

    /** A start divided by a number. */
    static KernelStart of(KernelStart start, double divisor) {
        Positive.require("divisor of a kernel", divisor);
        return new Start(start, divisor);
    }

    private record Start(KernelStart start, double divisor) implements KernelStart {
        @Override
        public Kernel at(Matrix inputs, List<String> inputNames) {
            return of(start.at(inputs, inputNames), divisor);
        }

        @Override
        public KernelStart shortened(double factor) {
            return new Start(start.shortened(factor), divisor);
        }

        /** A product or power in parentheses would be divided by its own average first. */
        @Override
        public String expression(List<String> inputNames) {
            boolean isAsItIs = start instanceof PowerStart || start instanceof Product.ProductStart;
            return CallText.operand(start, inputNames, CallText.isCombination(start) && !isAsItIs) + " / " + divisor;
        }
    }

    @Override
    public String name() {
        return "quotient";
    }

    @Override
    Kernel from(Kernel other) {
        return new Quotient(other, divisor);
    }

    @Override
    public Matrix matrix(Matrix inputs) {
        Matrix m = kernel().matrix(inputs);
        divide(m.data());
        return m;
    }

    @Override
    public Matrix crossMatrix(Matrix left, Matrix right) {
        Matrix m = kernel().crossMatrix(left, right);
        divide(m.data());
        return m;
    }

    @Override
    public double[] diagonal(Matrix inputs) {
        return divide(kernel().diagonal(inputs));
    }

    @Override
    public double[] pullback(Matrix inputs, Matrix adjoint) {
        return divide(kernel().pullback(inputs, adjoint));
    }

    @Override
    public double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        return divide(kernel().crossPullback(left, right, adjoint));
    }

    /** The first factor is divided. */
    @Override
    public Optional<AxisProduct> axisProduct(int inputs) {
        return kernel().axisProduct(inputs).map(product -> product.dividedBy(divisor));
    }

    @Override
    public String expression(List<String> inputNames) {
        boolean grouped = kernel() instanceof Sum || kernel() instanceof Quotient;
        return CallText.operand(kernel(), inputNames, grouped) + " / " + divisor;
    }

    @Override
    public String toString() {
        return name() + "[" + kernel() + ", " + divisor + "]";
    }

    private double[] divide(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= divisor;
        }
        return values;
    }
}
