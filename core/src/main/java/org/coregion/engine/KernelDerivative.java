package org.coregion.engine;

import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/** Derivatives of a matrix in the kernel's log parameters, by five-point differences of the matrix itself. */
final class KernelDerivative {
    /** The error is of the order of its fourth power, 1e-14, and that of rounding 1e-16 divided by it. */
    private static final double STEP = 3e-4;

    private KernelDerivative() {}

    /**
     * Refuses square ones that cannot fit: all of them at once, and five matrices on the way.
     *
     * @param rows of each
     * @throws org.coregion.InvalidInputException if they do not fit in the heap
     */
    static void requireHeap(Kernel kernel, int rows) {
        double matrices = kernel.logParameters().length + 5;
        new HeapNeed("the derivatives of the kernel matrix", Double.BYTES * matrices, 2)
                .require(rows, "take the observed information");
    }

    /**
     * One derivative for every log parameter.
     *
     * @param matrix what is derived, as a function of the kernel
     */
    static Stream<Matrix> all(Kernel kernel, Function<Kernel, Matrix> matrix) {
        return IntStream.range(0, kernel.logParameters().length).mapToObj(i -> of(kernel, i, matrix));
    }

    /** The derivative in one log parameter. */
    static Matrix of(Kernel kernel, int parameter, Function<Kernel, Matrix> matrix) {
        Matrix near = difference(kernel, parameter, matrix, STEP);
        Matrix far = difference(kernel, parameter, matrix, 2 * STEP);
        for (int i = 0; i < near.data().length; i++) {
            near.data()[i] = (8 * near.data()[i] - far.data()[i]) / (12 * STEP);
        }
        return near;
    }

    private static Matrix difference(Kernel kernel, int parameter, Function<Kernel, Matrix> matrix, double step) {
        Matrix above = matrix.apply(moved(kernel, parameter, step));
        return above.plus(-1, matrix.apply(moved(kernel, parameter, -step)));
    }

    private static Kernel moved(Kernel kernel, int parameter, double step) {
        double[] log = kernel.logParameters();
        log[parameter] += step;
        return kernel.withLogParameters(log);
    }
}
