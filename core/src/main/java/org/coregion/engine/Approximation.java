package org.coregion.engine;

import java.util.Arrays;
import java.util.function.IntSupplier;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/** What stands for the matrix of any kernel of a plan, to find a start at little cost. Complete data only. */
interface Approximation {
    /**
     * The engine at a kernel.
     *
     * @param inputs T×Q
     */
    Engine engine(Kernel kernel, Matrix inputs, Backend backend);

    /**
     * What it is expected to take.
     *
     * @param rank that of the matrix itself, at most: it takes a while to tell
     */
    EngineCost cost(EngineCost.Size size, Backend backend, IntSupplier rank);

    /**
     * Blocks of rows that are taken to be independent.
     *
     * @param rows of every block
     * @param each does the work on one block, on one thread
     */
    record Blocks(int[][] rows, Backend each) implements Approximation {
        @Override
        public Engine engine(Kernel kernel, Matrix inputs, Backend backend) {
            return SpectralEngine.blocks(kernel, inputs, rows, each, backend);
        }

        @Override
        public EngineCost cost(EngineCost.Size size, Backend backend, IntSupplier rank) {
            int[] sizes = Arrays.stream(rows).mapToInt(block -> block.length).toArray();
            return EngineCost.blocks(size, backend, rank.getAsInt(), sizes);
        }
    }

    /**
     * A matrix of low rank through some of the rows, the same for every kernel.
     *
     * @param rows of M that it has exactly
     */
    record Pivots(int... rows) implements Approximation {
        @Override
        public Engine engine(Kernel kernel, Matrix inputs, Backend backend) {
            return SpectralEngine.through(rows, kernel, inputs, backend);
        }

        @Override
        public EngineCost cost(EngineCost.Size size, Backend backend, IntSupplier rank) {
            return EngineCost.lowRank(size, rows.length);
        }
    }
}
