package org.coregion.engine;

import java.util.Locale;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;

/**
 * The engine for any kernel: M = QΛQᵀ once, at O(T³), then every series is diagonal in the same basis and a solve costs
 * O(TD²). Since every 1 + λ_t δ_d ≥ 1, a singular M needs no jitter (Kronecker algebra: Stegle et al. 2011; Rakitsch et
 * al. 2013).
 */
public final class SpectralEngine implements Engine {
    /** A negative eigenvalue of this share of the largest is rounding of our own. */
    private static final double ROUNDING = 1e-11;

    /** Rows of the largest square matrix that an array can hold. */
    private static final int LARGEST_SIDE = 46340;

    private final Kernel kernel;
    private final Matrix inputs;
    private final SymmetricEigen eigen;
    private final Backend backend;

    private SpectralEngine(Kernel kernel, Matrix inputs, SymmetricEigen eigen, Backend backend) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.eigen = eigen;
        this.backend = backend;
    }

    /**
     * Forms and decomposes the kernel matrix with the fastest backend that loads.
     *
     * @see #of(Kernel, Matrix, Backend)
     */
    public static SpectralEngine of(Kernel kernel, Matrix inputs) {
        return of(kernel, inputs, BackendChoice.fastest());
    }

    /**
     * Forms and decomposes the kernel matrix.
     *
     * @param inputs T×Q
     * @param backend who decomposes it and forms the products of size T
     * @throws InvalidInputException if the kernel does not apply to the inputs, its matrix has a negative eigenvalue
     *     beyond rounding, or the heap is too small
     * @throws org.coregion.NumericalFailureException if the eigensolver does not converge
     */
    public static SpectralEngine of(Kernel kernel, Matrix inputs, Backend backend) {
        requireMemory(inputs.rows(), backend);
        SymmetricEigen eigen = SymmetricEigen.ofSemidefiniteInPlace(kernel.matrix(inputs), "kernel matrix", backend);
        return new SpectralEngine(kernel, inputs, eigen, backend);
    }

    /**
     * Refuses what cannot fit in the heap before anything is computed.
     *
     * @param rows T
     * @param backend who computes with them
     * @throws InvalidInputException if the matrices of T×T elements do not fit
     */
    public static void requireMemory(int rows, Backend backend) {
        long heap = Runtime.getRuntime().maxMemory();
        double perElement = (double) backend.matricesOnHeap() * Double.BYTES;
        double bytes = perElement * rows * rows;
        long most = Math.min(LARGEST_SIDE, (long) Math.sqrt(heap / perElement));
        if (rows > most) {
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "%d observations need about %.1f GB for matrices of %d×%d; the heap has %.1f GB.",
                            rows,
                            bytes * 1e-9,
                            rows,
                            rows,
                            heap * 1e-9),
                    "thin the rows to " + most + " or fewer, or give Java a larger heap (-Xmx).");
        }
    }

    /** What was done to the kernel matrix beyond rounding, in words; empty if nothing. */
    public Optional<String> adjustment() {
        double largest = eigen.values()[0];
        return eigen.clipped() < -ROUNDING * largest
                ? Optional.of("the kernel matrix has the eigenvalue " + eigen.clipped() + " (its largest is " + largest
                        + "); it was taken as 0")
                : Optional.empty();
    }

    @Override
    public SeriesSolver solver(Matrix outputs, Matrix basis) {
        return new SpectralSolver(kernel, inputs, eigen, backend, outputs, basis);
    }
}
