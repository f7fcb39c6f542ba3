package org.coregion.engine;

import java.util.random.RandomGenerator;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.PivotedCholesky;
import org.coregion.linalg.Products;
import org.coregion.linalg.Symmetric;

/**
 * The engine for audits: the Cholesky factor and the inverse of every B_d, as the formulas are written, O(DT³) a solve
 * and some numbers for each of T² and D.
 */
public final class DenseEngine implements Engine {
    private final Kernel kernel;
    private final Matrix inputs;
    /** M. */
    private final Matrix matrix;

    private final Backend backend;

    private DenseEngine(Kernel kernel, Matrix inputs, Matrix matrix, Backend backend) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.matrix = matrix;
        this.backend = backend;
    }

    /**
     * Forms the kernel matrix; with the fastest backend that loads.
     *
     * @see #of(Kernel, Matrix, Backend)
     */
    public static DenseEngine of(Kernel kernel, Matrix inputs) {
        return of(kernel, inputs, BackendChoice.fastest());
    }

    /**
     * Forms the kernel matrix.
     *
     * @param inputs T×Q
     * @param backend who checks that the matrix is semidefinite, and forms the large products where outputs are missing
     * @throws org.coregion.InvalidInputException if the kernel does not apply to the inputs, or its matrix has a
     *     negative eigenvalue beyond rounding
     */
    public static DenseEngine of(Kernel kernel, Matrix inputs, Backend backend) {
        Matrix matrix = kernel.matrix(inputs);
        Symmetric.requireSemidefinite(matrix, "kernel matrix", backend);
        return new DenseEngine(kernel, inputs, matrix, backend);
    }

    /** The same for a kernel that is semidefinite by its contract. */
    static DenseEngine ofKernel(Kernel kernel, Matrix inputs, Backend backend) {
        return new DenseEngine(kernel, inputs, kernel.matrix(inputs), backend);
    }

    /** Two T×T matrices for each of the columns, and some more. */
    static HeapNeed heapNeed(int columns) {
        int matrices = 2 * columns + 4;
        return new HeapNeed(matrices + " matrices of T×T", (double) matrices * Double.BYTES, 2);
    }

    @Override
    public String name() {
        return "dense";
    }

    @Override
    public SeriesSolver solver(Matrix outputs, Matrix basis, boolean isRestricted) {
        return new DenseSolver(kernel, inputs, matrix, outputs, basis, isRestricted);
    }

    @Override
    public HeterotopicSolver heterotopicSolver(Matrix outputs, Matrix basis, boolean restricted) {
        return new ObservedSolver(kernel, inputs, matrix, outputs, basis, restricted, backend);
    }

    @Override
    public Matrix kernelSums(Matrix newInputs, Matrix weights) {
        return InBatches.of(
                newInputs,
                inputs.rows(),
                weights.columns(),
                part -> backend.multiply(kernel.crossMatrix(part, inputs), weights));
    }

    /** Lξ with M = LLᵀ and ξ standard normal; pivoted, since M may be singular. */
    @Override
    public Matrix sample(RandomGenerator random, int count) {
        int n = matrix.rows();
        Matrix upper = PivotedCholesky.of(matrix.diagonal(), matrix::row, n)
                .orElseThrow()
                .upper();
        Matrix draws = Matrix.zeros(upper.rows(), count);
        for (int i = 0; i < draws.data().length; i++) {
            draws.data()[i] = random.nextGaussian();
        }
        return Products.transposeMultiply(upper, draws);
    }
}
