package org.coregion.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;

/**
 * The engine for any kernel: M = QΛQᵀ once, then every series is diagonal in the same basis and a solve costs O(TD²).
 * Since every 1 + λ_t δ_d ≥ 1, a singular M needs no jitter (Kronecker algebra: Stegle et al. 2011; Rakitsch et al.
 * 2013). How the basis is found depends on the kernel matrix: in full at O(T³), or from its structure.
 */
public final class SpectralEngine implements Engine {

    /** Rows of the largest square matrix that an array can hold. */
    private static final int LARGEST_SIDE = 46340;

    private final String name;
    private final EigenBasis basis;
    private final int threads;

    private SpectralEngine(String name, EigenBasis basis, Backend backend) {
        this.name = name;
        this.basis = basis;
        this.threads = backend.threads();
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
        Replicates replicates = Replicates.of(kernel, inputs);
        requireMemory(replicates.inputs().rows(), backend);
        return new SpectralEngine("spectral", FullBasis.of(kernel, replicates, backend), backend);
    }

    /**
     * The engine for a kernel matrix whose numerical rank r is small, O(Tr²) and without a T×T matrix: pivoted Cholesky
     * down to rounding, so the likelihood is that of {@link #of} to rounding.
     *
     * @param inputs T×Q
     * @param largestRank r beyond which the answer is empty, after O(T·largestRank²)
     * @param backend who forms the products of size T
     * @return empty, too, for a kernel that is not a function of the inputs
     * @throws InvalidInputException if the kernel does not apply to the inputs
     */
    public static Optional<SpectralEngine> lowRank(Kernel kernel, Matrix inputs, int largestRank, Backend backend) {
        return LowRankBasis.of(kernel, inputs, largestRank, backend)
                .map(basis -> new SpectralEngine("low-rank", basis, backend));
    }

    /**
     * The engine for a product kernel (see {@link Kernel#axisProduct}) at inputs that are a full grid, rows in any
     * order: exact, one eigenproblem per axis.
     *
     * @param inputs T×Q
     * @param backend who decomposes the axes and changes between the bases
     * @return empty if the inputs are no grid of at least two axes, or the kernel is no product over them
     * @throws InvalidInputException if the kernel does not apply to the inputs
     * @throws org.coregion.NumericalFailureException if the eigensolver does not converge
     */
    public static Optional<SpectralEngine> grid(Kernel kernel, Matrix inputs, Backend backend) {
        return GridBasis.of(kernel, inputs, backend).map(basis -> new SpectralEngine("grid", basis, backend));
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

    /**
     * The bytes that a fit by {@link #lowRank} holds at its peak: 8·(3Tr + 6Tc + 10r²), measured as the smallest heap
     * that did to within a fifth.
     *
     * @param rows T
     * @param columns c, the number of outputs and of the mean's basis functions together
     * @param rank r
     */
    public static double lowRankBytes(int rows, int columns, int rank) {
        return Double.BYTES * (3.0 * rows * rank + 6.0 * rows * columns + 10.0 * rank * rank);
    }

    /**
     * The bytes that a fit by {@link #grid} holds at its peak: 64T(c + 1), measured as the smallest heap that did to
     * within a fifth. What the axes need is small beside it.
     *
     * @param rows T
     * @param columns c, the number of outputs and of the mean's basis functions together
     */
    public static double gridBytes(int rows, int columns) {
        return Double.BYTES * 8.0 * rows * (columns + 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OptionalInt rank() {
        return OptionalInt.of(basis.values().length);
    }

    @Override
    public Optional<String> adjustment() {
        return basis.adjustment();
    }

    @Override
    public SeriesSolver solver(Matrix outputs, Matrix meanBasis) {
        return new SpectralSolver(basis, outputs, meanBasis, threads);
    }

    /** Q √Λ ξ with ξ standard normal. */
    @Override
    public Matrix sample(RandomGenerator random, int count) {
        double[] lambda = basis.values();
        Matrix coordinates = Matrix.zeros(count, lambda.length);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < lambda.length; k++) {
                coordinates.set(i, k, Math.sqrt(lambda[k]) * random.nextGaussian());
            }
        }
        return basis.expand(coordinates);
    }
}
