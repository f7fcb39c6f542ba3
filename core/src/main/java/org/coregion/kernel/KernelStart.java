package org.coregion.kernel;

import java.util.List;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * Where the fit of an input kernel starts: a family whose first parameters come from the inputs, such as
 * {@link Matern52#ard()}, a combination of such starts, a {@link KernelExpression}, or a {@link Kernel} itself, which
 * starts at its own parameters.
 */
@FunctionalInterface
public interface KernelStart {
    /**
     * The kernel to start from.
     *
     * @param inputs T×Q
     * @param inputNames the names of the Q input columns
     * @throws org.coregion.InvalidInputException if the kernel does not apply to these inputs
     */
    Kernel at(Matrix inputs, List<String> inputNames);

    /** The kernel to start from, where the input columns are called x1…xQ. */
    default Kernel at(Matrix inputs) {
        return at(
                inputs,
                IntStream.rangeClosed(1, inputs.columns())
                        .mapToObj(q -> "x" + q)
                        .toList());
    }

    /**
     * The same start on these input columns only.
     *
     * @param columns names of input columns, in the order in which the kernel is to see them
     */
    default KernelStart on(String... columns) {
        return ColumnStart.named(this, List.of(columns));
    }

    /**
     * The same start on these input columns only.
     *
     * @param columns input columns, from 0, in the order in which the kernel is to see them
     */
    default KernelStart on(int... columns) {
        return ColumnStart.numbered(this, ColumnChoice.of(columns));
    }

    /**
     * The kernel's values to a power: n equal factors that share their parameters. That of a kernel that starts from
     * the inputs is divided by what the average of its m(x, x) over them is there, if that is not 1.
     *
     * @param exponent at least 1
     */
    default KernelStart power(int exponent) {
        return Quotient.ofUnitAverage(new PowerStart(this, exponent));
    }

    /**
     * The same start with the lengthscales that it takes from the inputs divided by {@code factor}. What was given, and
     * every other parameter, stays as it is.
     */
    default KernelStart shortened(double factor) {
        return (inputs, names) -> at(inputs, names).scaledLengthscales(1 / factor);
    }

    /**
     * The start as text, all its numbers to the last digit: {@link KernelExpression#parse}, at inputs of these names,
     * starts where this does.
     *
     * @param inputNames the names of the input columns
     * @throws InvalidInputException if it is none that an expression can name
     */
    default String expression(List<String> inputNames) {
        throw new InvalidInputException(
                "The start of the kernel is Java of its own, which cannot be written as an expression.",
                "start from kernels that an expression can name, such as Matern52.ard().");
    }
}
