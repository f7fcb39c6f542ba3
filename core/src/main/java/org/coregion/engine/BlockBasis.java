package org.coregion.engine;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Parallel;
import org.coregion.linalg.Products;

/**
 * The eigenvectors of a kernel matrix with zeros between blocks of rows: independent blocks (Caragea and Smith 2007;
 * Stein 2013), which approximate M at the cost of the blocks' own matrices, one on each thread. For blocks of
 * neighbours the likelihood has its maximum near that of M, with nearly the same curvature, and K, Σ and the mean are
 * those of all rows. Where a block's matrix is of low rank, one near it takes its place ({@link LowRankBasis#near}). A
 * model of these rows alone: it says nothing of others.
 */
final class BlockBasis implements EigenBasis {
    /** Of the rows of a block, the largest rank at which its own eigenvectors are found from fewer columns. */
    static final double LOW_RANK = 0.4;

    private final Kernel kernel;
    private final Matrix inputs;
    private final int[][] blocks;
    private final EigenBasis[] bases;
    private final double[] values;
    /** Where the values of each block start, and the end of the last. */
    private final int[] from;

    private final int threads;

    private BlockBasis(Kernel kernel, Matrix inputs, int[][] blocks, EigenBasis[] bases, int threads) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.blocks = blocks;
        this.bases = bases;
        this.values = Arrays.stream(bases)
                .map(EigenBasis::values)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        this.from = new int[bases.length + 1];
        for (int b = 0; b < bases.length; b++) {
            from[b + 1] = from[b] + bases[b].values().length;
        }
        this.threads = threads;
    }

    /**
     * Decomposes every block's matrix.
     *
     * @param inputs T×Q
     * @param blocks the rows of every block
     * @param each does the work on one block
     * @param threads the most blocks at once
     */
    static BlockBasis of(Kernel kernel, Matrix inputs, int[][] blocks, Backend each, int threads) {
        EigenBasis[] bases = new EigenBasis[blocks.length];
        Parallel.forEach(threads, blocks.length, b -> bases[b] = basis(kernel, inputs.rows(blocks[b]), each));
        return new BlockBasis(kernel, inputs, blocks, bases, threads);
    }

    private static EigenBasis basis(Kernel kernel, Matrix inputs, Backend backend) {
        Optional<LowRankBasis> lowRank = LowRankBasis.near(kernel, inputs, (int) (LOW_RANK * inputs.rows()), backend);
        return lowRank.isPresent() ? lowRank.get() : FullBasis.of(kernel, Replicates.of(kernel, inputs), backend);
    }

    @Override
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public Matrix inputs() {
        return inputs;
    }

    @Override
    public int size() {
        return inputs.rows();
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public Matrix project(Matrix a) {
        Matrix all = Matrix.zeros(a.columns(), values.length);
        for (int b = 0; b < bases.length; b++) {
            Matrix own = bases[b].project(a.rows(blocks[b]));
            for (int i = 0; i < own.rows(); i++) {
                System.arraycopy(own.data(), i * own.columns(), all.data(), i * values.length + from[b], own.columns());
            }
        }
        return all;
    }

    @Override
    public Matrix expand(Matrix coordinates) {
        Matrix all = Matrix.zeros(size(), coordinates.rows());
        for (int b = 0; b < bases.length; b++) {
            setRows(all, blocks[b], bases[b].expand(ofBlock(coordinates, b)));
        }
        return all;
    }

    @Override
    public Matrix expandSquares(Matrix weights) {
        Matrix all = Matrix.zeros(size(), weights.rows());
        for (int b = 0; b < bases.length; b++) {
            setRows(all, blocks[b], bases[b].expandSquares(ofBlock(weights, b)));
        }
        return all;
    }

    /** The sum of what the blocks say. */
    @Override
    public double[] kernelGradient(KernelAdjoint adjoint) {
        int count = adjoint.delta().length;
        Matrix outside = Matrix.zeros(size(), count);
        adjoint.addOutside().accept(outside, Matrix.identity(count));
        double[][] ofBlocks = new double[bases.length][];
        Parallel.forEach(threads, bases.length, b -> {
            Matrix own = outside.rows(blocks[b]);
            ofBlocks[b] = bases[b].kernelGradient(new KernelAdjoint(
                    ofBlock(adjoint.z(), b),
                    (target, factors) -> Products.add(own, factors, target),
                    adjoint.delta(),
                    Arrays.copyOfRange(adjoint.weights(), from[b], from[b + 1])));
        });
        double[] sum = new double[kernel.logParameters().length];
        for (double[] ofBlock : ofBlocks) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += ofBlock[i];
            }
        }
        return sum;
    }

    @Override
    public CrossCovariance cross(Matrix newInputs) {
        throw ofTheseRowsAlone();
    }

    @Override
    public Matrix kernelSums(Matrix newInputs, Matrix weights) {
        throw ofTheseRowsAlone();
    }

    @Override
    public double[] prior(Matrix newInputs) {
        throw ofTheseRowsAlone();
    }

    @Override
    public KernelDerivatives kernelDerivatives() {
        throw ofTheseRowsAlone();
    }

    private static UnsupportedOperationException ofTheseRowsAlone() {
        return new UnsupportedOperationException("Independent blocks are for the likelihood of their own rows.");
    }

    @Override
    public Optional<String> adjustment() {
        return Arrays.stream(bases)
                .flatMap(basis -> basis.adjustment().stream())
                .findFirst();
    }

    private Matrix ofBlock(Matrix coordinates, int b) {
        return coordinates.columns(from[b], from[b + 1]);
    }

    private static void setRows(Matrix target, int[] rows, Matrix source) {
        int columns = source.columns();
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(source.data(), i * columns, target.data(), rows[i] * columns, columns);
        }
    }
}
