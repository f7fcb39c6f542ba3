package org.coregion.kernel;

import java.util.List;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * A kernel's values to a power, m₁(x, x′)ⁿ, with the kernel's own parameters. The pullback forms the matrix of the
 * kernel a block of rows at a time, as a whole if it is no function of the inputs.
 */
final class Power extends DerivedKernel {
    private final int exponent;

    private Power(Kernel kernel, int exponent) {
        super(kernel);
        this.exponent = exponent;
    }

    /**
     * The power of a kernel, the kernel itself for an exponent of 1.
     *
     * @throws InvalidInputException if the exponent is less than 1
     */
    static Kernel of(Kernel kernel, int exponent) {
        requireExponent(exponent);
        return exponent == 1 ? kernel : new Power(kernel, exponent);
    }

    static void requireExponent(int exponent) {
        if (exponent < 1) {
            throw new InvalidInputException(
                    "A kernel to the power of " + exponent + " is no kernel.", "give a whole number of at least 1.");
        }
    }

    /** baseⁿ by repeated squaring: the same on every machine. */
    static double raise(double base, int exponent) {
        double result = 1;
        double square = base;
        for (int rest = exponent; rest > 0; rest /= 2) {
            if (rest % 2 == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    @Override
    public String name() {
        return "power";
    }

    @Override
    Kernel from(Kernel other) {
        return new Power(other, exponent);
    }

    @Override
    public Matrix matrix(Matrix inputs) {
        return raised(kernel().matrix(inputs));
    }

    @Override
    public Matrix crossMatrix(Matrix left, Matrix right) {
        return raised(kernel().crossMatrix(left, right));
    }

    @Override
    public double[] diagonal(Matrix inputs) {
        return raised(Matrix.wrap(1, inputs.rows(), kernel().diagonal(inputs))).data();
    }

    @Override
    public double[] pullback(Matrix inputs, Matrix adjoint) {
        return isFunctionOfInputs()
                ? crossPullback(inputs, inputs, adjoint)
                : kernel().pullback(inputs, inner(adjoint, kernel().matrix(inputs)));
    }

    @Override
    public double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        return RowBlocks.sum(
                left,
                adjoint,
                1,
                kernel().logParameters().length,
                (rows, part) -> kernel().crossPullback(rows, right, inner(part, kernel().crossMatrix(rows, right))));
    }

    /** The adjoint of the kernel itself, n m₁ⁿ⁻¹ times that of its power, in the storage of m₁. */
    private Matrix inner(Matrix adjoint, Matrix m) {
        for (int i = 0; i < m.data().length; i++) {
            m.data()[i] = exponent * raise(m.data()[i], exponent - 1) * adjoint.data()[i];
        }
        return m;
    }

    @Override
    public Optional<AxisProduct> axisProduct(int inputs) {
        return kernel().axisProduct(inputs).map(product -> product.power(exponent));
    }

    @Override
    public String expression(List<String> inputNames) {
        boolean grouped = kernel() instanceof Sum
                || kernel() instanceof Product
                || kernel() instanceof Power
                || kernel() instanceof Quotient;
        return CallText.operand(kernel(), inputNames, grouped) + "^" + exponent;
    }

    @Override
    public String toString() {
        return name() + "[" + kernel() + ", " + exponent + "]";
    }

    private Matrix raised(Matrix m) {
        for (int i = 0; i < m.data().length; i++) {
            m.data()[i] = raise(m.data()[i], exponent);
        }
        return m;
    }
}
