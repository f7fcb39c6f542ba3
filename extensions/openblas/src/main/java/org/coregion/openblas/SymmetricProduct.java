package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dcopy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemv;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsymv;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;

/**
 * The products y = A·x of a symmetric matrix's last rows and columns with a vector, in pieces for several threads. With
 * A = [B Cᵀ; C D], halved: the triangles of B and D are a piece each, and the square C is cut into strips of columns,
 * each for its share of C·x and of Cᵀ·x. The pieces depend on the size alone, and are added in order.
 *
 * <p>What takes time is reading the matrix, and it is read once: by dsymv, and in tiles that stay in a processor's
 * cache for both of their products. Memory: one y for the triangles, and one for each strip.
 */
final class SymmetricProduct implements AutoCloseable {
    private static final int TILE_ROWS = 512;
    private static final int TILE_COLUMNS = 128;
    private static final int MAX_STRIPS = 16;

    /** Columns of a strip, unless it has to be wider. */
    private static final int STRIP = 64;

    private final int n;
    private final NativeArray sums;
    private final DoublePointer sum;
    private final Piece[] pieces;

    private int from;
    private int middle;
    private int strips;
    private long vector;

    /**
     * @param matrix n×n by column, of which the lower triangle is read
     * @param vectors where the x are
     */
    SymmetricProduct(NativeArray matrix, int n, NativeArray vectors) {
        this.n = n;
        sums = NativeArray.ofZeros((MAX_STRIPS + 1L) * n);
        sum = sums.doubles(0);
        pieces = new Piece[MAX_STRIPS + 2];
        Arrays.setAll(pieces, i -> new Piece(matrix, vectors));
    }

    /**
     * Begins a product.
     *
     * @param from the first row and column of A
     * @param vector where in the vectors the x is whose element {@code from} is its first to count
     * @return the number of pieces, the longest first
     */
    int begin(int from, long vector) {
        this.from = from;
        this.vector = vector;
        int half = (n - from) / 2;
        middle = from + half;
        strips = Math.min(MAX_STRIPS, (half + STRIP - 1) / STRIP);
        return 2 + strips;
    }

    /** Computes a piece, on any thread. */
    void multiply(int piece) {
        switch (piece) {
            case 0 -> pieces[0].multiplyTriangle(middle, n);
            case 1 -> pieces[1].multiplyTriangle(from, middle);
            default -> pieces[piece].multiplyStrip(start(piece - 2), start(piece - 1), piece - 1L);
        }
    }

    /** The first column of a strip. */
    private int start(int strip) {
        return from + (int) ((long) (middle - from) * strip / strips);
    }

    /** Writes the sum of the pieces to y, from its element {@code from} on. */
    void sumTo(DoublePointer y) {
        cblas_dcopy(n - from, sum.position(from), 1, y, 1);
        if (strips > 0) {
            // The strips have columns of their own, so that their shares of Cᵀx fit into one.
            cblas_daxpy(n - from, 1, sum.position((long) n + from), 1, y, 1);
        }
        long first = y.position();
        y.position(first + middle - from);
        for (int i = 1; i < strips; i++) {
            cblas_daxpy(n - middle, 1, sum.position((i + 1L) * n + middle), 1, y, 1);
        }
        y.position(first);
    }

    @Override
    public void close() {
        sums.close();
    }

    /** The pointers of a piece, moved from call to call: a new one costs as much as a short product. */
    private final class Piece {
        private final DoublePointer a;
        private final DoublePointer x;
        private final DoublePointer y;

        Piece(NativeArray matrix, NativeArray vectors) {
            a = matrix.doubles(0);
            x = vectors.doubles(0);
            y = sums.doubles(0);
        }

        void multiplyTriangle(int start, int end) {
            a.position(start * (n + 1L));
            x.position(vector + start);
            y.position(start);
            cblas_dsymv(CblasColMajor, CblasLower, end - start, 1, a, n, x, 1, 0, y, 1);
        }

        void multiplyStrip(int start, int end, long own) {
            for (int left = start; left < end; left += TILE_COLUMNS) {
                int columns = Math.min(TILE_COLUMNS, end - left);
                for (int top = middle; top < n; top += TILE_ROWS) {
                    int rows = Math.min(TILE_ROWS, n - top);
                    a.position((long) left * n + top);
                    x.position(vector + top);
                    y.position((long) n + left);
                    cblas_dgemv(CblasColMajor, CblasTrans, rows, columns, 1, a, n, x, 1, top == middle ? 0 : 1, y, 1);
                    x.position(vector + left);
                    y.position(own * n + top);
                    cblas_dgemv(CblasColMajor, CblasNoTrans, rows, columns, 1, a, n, x, 1, left == start ? 0 : 1, y, 1);
                }
            }
        }
    }
}
