package org.coregion.engine;

import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Parallel;

/** Arrays over the cells of a grid, one per row, whose axes take turns at running fastest. */
final class AxisLayout {
    /** Rows of a tile that is transposed at once. */
    private static final int TILE = 32;

    /** Elements below which starting threads costs more than it saves. */
    private static final int PARALLEL_FROM = 1 << 16;

    /** Elements of a block of rows. */
    private static final int BLOCK = 1 << 20;

    private AxisLayout() {}

    /** Applies a matrix to every axis, last axis first: x[…, j, …] becomes Σ_i x[…, i, …]·a[i, j]. */
    static Matrix multiplyEach(Matrix x, Matrix[] byAxis, Backend backend) {
        Matrix result = Matrix.zeros(x.rows(), x.columns());
        forEachBlock(x, (from, block) -> {
            Matrix rotated = block;
            for (int axis = byAxis.length - 1; axis >= 0; axis--) {
                Matrix a = byAxis[axis];
                Matrix product = backend.multiply(fastest(rotated, a.rows()), a);
                rotated =
                        rotate(Matrix.wrap(block.rows(), block.columns(), product.data()), a.rows(), backend.threads());
            }
            result.setBlock(from, 0, rotated);
        });
        return result;
    }

    /**
     * Takes one row after the other, or several small ones at once, so that what is computed on the way stays small.
     */
    static void forEachBlock(Matrix x, BlockAction action) {
        int step = Math.max(1, BLOCK / x.columns());
        for (int from = 0; from < x.rows(); from += step) {
            action.on(from, x.rowsBetween(from, Math.min(x.rows(), from + step)));
        }
    }

    /** What is done to some rows of a matrix. */
    interface BlockAction {
        /**
         * Does it to rows that follow each other.
         *
         * @param from the number of the first row
         * @param block a copy of the rows
         */
        void on(int from, Matrix block);
    }

    /** A view with the fastest axis, of length n, as columns. */
    static Matrix fastest(Matrix x, int n) {
        return Matrix.wrap(x.data().length / n, n, x.data());
    }

    /** Makes the fastest axis, of length n, the slowest. */
    static Matrix rotate(Matrix x, int n, int threads) {
        int others = x.columns() / n;
        int tiles = (others + TILE - 1) / TILE;
        Matrix result = Matrix.zeros(x.rows(), x.columns());
        Parallel.forEach(x.data().length < PARALLEL_FROM ? 1 : threads, x.rows() * tiles, task -> {
            int start = task / tiles * x.columns();
            int from = task % tiles * TILE;
            int to = Math.min(others, from + TILE);
            for (int j = 0; j < n; j++) {
                for (int i = from; i < to; i++) {
                    result.data()[start + j * others + i] = x.data()[start + i * n + j];
                }
            }
        });
        return result;
    }

    /** The products of one number of each list, the last list running fastest. */
    static double[] outer(double[]... lists) {
        double[] result = {1};
        for (double[] list : lists) {
            double[] longer = new double[Math.multiplyExact(result.length, list.length)];
            for (int i = 0; i < longer.length; i++) {
                longer[i] = result[i / list.length] * list[i % list.length];
            }
            result = longer;
        }
        return result;
    }
}
