package org.coregion.engine;

import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/** Derivatives of a matrix in the kernel's log parameters, by central differences of the matrix itself. */
final class KernelDerivative {
    /** The error is of the order of its square, 1e-9, and that of rounding 1e-16 divided by it. */
    private static final double STEP = 3e-5;

    private KernelDerivative() {}

    /**
     * One derivative for every log parameter.
     *
     * @param matrix what is derived, as a function of the kernel
     */
    static Stream<Matrix> all(Kernel kernel, Function<Kernel, Matrix> matrix) {
        return IntStream.range(0, kernel.logParameters().length).mapToObj(i -> {
            Matrix above = matrix.apply(moved(kernel, i, STEP));
            Matrix below = matrix.apply(moved(kernel, i, -STEP));
            return above.plus(-1, below).times(1 / (2 * STEP));
        });
    }

    private static Kernel moved(Kernel kernel, int parameter, double step) {
        double[] log = kernel.logParameters();
        log[parameter] += step;
        return kernel.withLogParameters(log);
    }
}
