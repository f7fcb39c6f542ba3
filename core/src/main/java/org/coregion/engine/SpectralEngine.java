package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;

/**
 * The engine for any kernel: M = QΛQᵀ once, at O(T³), then every series is diagonal in the same basis and a solve costs
 * O(TD²). Since every 1 + λ_t δ_d ≥ 1, a singular M needs no jitter (Kronecker algebra: Stegle et al. 2011; Rakitsch et
 * al. 2013).
 */
public final class SpectralEngine implements Engine {
    private final Kernel kernel;
    private final Matrix inputs;
    private final SymmetricEigen eigen;

    private SpectralEngine(Kernel kernel, Matrix inputs, SymmetricEigen eigen) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.eigen = eigen;
    }

    /**
     * Forms and decomposes the kernel matrix.
     *
     * @param inputs T×Q
     * @throws org.coregion.InvalidInputException if the kernel does not apply to the inputs, or its matrix has a
     *     negative eigenvalue beyond rounding
     * @throws org.coregion.NumericalFailureException if the eigensolver does not converge
     */
    public static SpectralEngine of(Kernel kernel, Matrix inputs) {
        return new SpectralEngine(
                kernel, inputs, SymmetricEigen.ofSemidefinite(kernel.matrix(inputs), "kernel matrix"));
    }

    @Override
    public SeriesSolver solver(Matrix outputs, Matrix basis) {
        return new SpectralSolver(kernel, inputs, eigen, outputs, basis);
    }
}
