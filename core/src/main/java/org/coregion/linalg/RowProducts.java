package org.coregion.linalg;

/**
 * Large products in Java, C + A·B, a row of C at a time as a sum of rows of B: every inner loop runs along memory,
 * where the compiler vectorises it. A tile of B stays in the cache while it meets all rows of a piece of C.
 *
 * <p>About as fast as EJML's product on one thread; beyond that it takes as many threads as it is given, needs no copy,
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
            for (int left = 0; left < columns; left += TILE_COLUMNS) {
                int right = Math.min(left + TILE_COLUMNS, columns);
                for (int top = 0; top < b.rows(); top += TILE_ROWS) {
                    int bottom = Math.min(top + TILE_ROWS, b.rows());
                    for (int i = from; i < to; i++) {
                        addTile(a, b, c, i, top, bottom, left, right);
                    }
                }
            }
        });
    }

    /** Row i of C, columns {@code left} on, plus row i of A times a tile of B: four rows of B at once. */
    private static void addTile(Matrix a, Matrix b, Matrix c, int i, int top, int bottom, int left, int right) {
        double[] factors = a.data();
        int row = i * a.columns();
        int target = i * c.columns() + left;
        int k = top;
        for (; k + 3 < bottom; k += 4) {
            addFour(factors, row + k, b.data(), k * b.columns() + left, b.columns(), c.data(), target, right - left);
        }
        for (; k < bottom; k++) {
            addOne(factors[row + k], b.data(), k * b.columns() + left, c.data(), target, right - left);
        }
    }

    private static void addFour(
            double[] factors, int at, double[] b, int from, int stride, double[] c, int target, int length) {
        double f0 = factors[at];
        double f1 = factors[at + 1];
        double f2 = factors[at + 2];
        double f3 = factors[at + 3];
        int second = from + stride;
        int third = second + stride;
        int fourth = third + stride;
        for (int j = 0; j < length; j++) {
            c[target + j] += f0 * b[from + j] + f1 * b[second + j] + f2 * b[third + j] + f3 * b[fourth + j];
        }
    }

    private static void addOne(double factor, double[] b, int from, double[] c, int target, int length) {
        for (int j = 0; j < length; j++) {
            c[target + j] += factor * b[from + j];
        }
    }
}
