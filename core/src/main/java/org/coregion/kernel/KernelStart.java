package org.coregion.kernel;

import org.coregion.linalg.Matrix;

/**
 * Where the fit of an input kernel starts: a family whose first lengthscales come from the inputs, such as
 * {@link Matern52#ard()}, or a {@link Kernel} itself, which starts at its own parameters.
 */
@FunctionalInterface
public interface KernelStart {
    /**
     * The kernel to start from.
     *
     * @param inputs T×Q
     * @throws org.coregion.InvalidInputException if the kernel does not apply to these inputs
     */
    Kernel at(Matrix inputs);
}
