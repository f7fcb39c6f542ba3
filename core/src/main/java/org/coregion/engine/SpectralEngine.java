package org.coregion.engine;

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
    private final String name;
    private final EigenBasis basis;
    private final Backend backend;

    private SpectralEngine(String name, EigenBasis basis, Backend backend) {
        this.name = name;
        this.basis = basis;
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
        Replicates replicates = Replicates.of(kernel, inputs);
        heapNeed(backend).require(replicates.inputs().rows(), oneInputAlternative(kernel, inputs));
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

    /** The same for a matrix of smaller rank near M: see {@link LowRankBasis#near}. */
    static Optional<SpectralEngine> near(Kernel kernel, Matrix inputs, int largestRank, Backend backend) {
        return LowRankBasis.near(kernel, inputs, largestRank, backend)
                .map(basis -> new SpectralEngine("low-rank", basis, backend));
    }

    /** The same for a matrix known by some of its rows: see {@link LowRankBasis#through}. */
    static SpectralEngine through(int[] pivots, Kernel kernel, Matrix inputs, Backend backend) {
        return new SpectralEngine("low-rank", LowRankBasis.through(pivots, kernel, inputs, backend), backend);
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
        return kernel.at(inputs)
                .axisProduct(inputs.columns())
                .flatMap(product -> Grid.of(inputs))
                .flatMap(found -> grid(kernel, found, backend));
    }

    /**
     * The engine for a kernel matrix with zeros between blocks of rows. It serves the likelihood of these rows alone.
     *
     * @param blocks the rows of every block
     * @param each does the work on one block
     * @param backend forms the other products, and has the threads for several blocks at once
     */
    static SpectralEngine blocks(Kernel kernel, Matrix inputs, int[][] blocks, Backend each, Backend backend) {
        return new SpectralEngine("spectral", BlockBasis.of(kernel, inputs, blocks, each, backend.threads()), backend);
    }

    /** The same for inputs that are known to be a grid. */
    static Optional<SpectralEngine> grid(Kernel kernel, Grid inputs, Backend backend) {
        return GridBasis.of(kernel, inputs, backend).map(basis -> new SpectralEngine("grid", basis, backend));
    }

    /** What would serve more rows. */
    static String oneInputAlternative(Kernel kernel, Matrix inputs) {
        return kernel.isFunctionOfInputs() && inputs.columns() == 1
                ? "choose a Matérn kernel, which takes linear time over one input column"
                : "";
    }

    /** The T×T matrices of {@link #of}. */
    static HeapNeed heapNeed(Backend backend) {
        int matrices = backend.matricesOnHeap();
        return new HeapNeed(matrices + " matrices of T×T", (double) matrices * Double.BYTES, 2);
    }

    /**
     * 8·(4r + 6c) bytes for each of T rows and 8·5r², measured as the smallest heap that did to within a fifth.
     *
     * @param columns c, the number of outputs and of the mean's basis functions together
     * @param rank r
     */
    static HeapNeed lowRankHeapNeed(int columns, int rank) {
        return new HeapNeed(
                "matrices of T×" + rank,
                Double.BYTES * (4.0 * rank + 6.0 * columns),
                1,
                Double.BYTES * 5.0 * rank * rank,
                rank);
    }

    /**
     * 64(c + 1) bytes for each of T rows, measured as the smallest heap that did to within a fifth; what the axes need
     * is small beside it.
     *
     * @param columns c, the number of outputs and of the mean's basis functions together
     */
    static HeapNeed gridHeapNeed(int columns) {
        return new HeapNeed("the outputs on the grid's axes", Double.BYTES * 8.0 * (columns + 1), 1);
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
    public SeriesSolver solver(Matrix outputs, Matrix meanBasis, boolean isRestricted) {
        return new SpectralSolver(basis, outputs, meanBasis, isRestricted, backend.threads());
    }

    @Override
    public HeterotopicSolver heterotopicSolver(Matrix outputs, Matrix meanBasis, boolean restricted) {
        return new SchurSolver(basis, outputs, meanBasis, restricted, backend);
    }

    @Override
    public Matrix kernelSums(Matrix newInputs, Matrix weights) {
        return InBatches.of(newInputs, basis.size(), weights.columns(), part -> basis.kernelSums(part, weights));
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
