package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsyrk;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Parallel;

/**
 * The backend of OpenBLAS: divide and conquer for the eigenvectors (Cuppen 1981; Gu and Eisenstat 1995) by the steps of
 * dsyevd, and dgemm and dsyrk.
 *
 * <p>Each call into the library takes one thread. What parts of a result do not depend on each other are computed side
 * by side, in pieces that do not depend on the number of threads, and so neither does the result; the reduction to
 * tridiagonal form is a {@link Tridiagonalization} of its own. Arguments are copied to memory outside the heap; the
 * eigenvectors take 2n² there, n² less than dsyevd, since the reflectors wait in the matrix's own storage.
 */
final class OpenBlas implements Backend {
    static final String NAME = "openblas";

    /** Rows or columns of a piece: many enough for the full speed of a product, few enough to keep all threads busy. */
    private static final int PIECE = 192;

    /** At least LAPACK's block size and one, which the lengths of its workspaces are multiples of. */
    static final int BLOCK = 72;

    private final int threads;

    OpenBlas(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public int matricesOnHeap() {
        return 3;
    }

    @Override
    public double[] symmetricEigen(Matrix a, String name) {
        int n = a.rows();
        try (NativeArray matrix = NativeArray.copyOfTriangle(a);
                NativeArray scales = NativeArray.ofDoubles(n);
                TridiagonalEigen tridiagonal = tridiagonal(matrix, n, scales, name);
                BlockReflectors reflectors = BlockReflectors.of(matrix, n, scales, threads)) {
            List<int[]> pieces = tridiagonal.pieces();
            Parallel.forEach(threads, pieces.size(), piece -> {
                int[] columns = pieces.get(piece);
                try (NativeArray vectors = NativeArray.ofDoubles((long) n * columns.length)) {
                    tridiagonal.vectors(piece, vectors);
                    reflectors.apply(vectors, columns.length);
                    copyColumns(vectors, a, columns);
                }
            });
            return tridiagonal.values();
        }
    }

    private TridiagonalEigen tridiagonal(NativeArray matrix, int n, NativeArray scales, String name) {
        try (NativeArray diagonal = NativeArray.ofDoubles(n);
                NativeArray offDiagonal = NativeArray.ofDoubles(n)) {
            Tridiagonalization.reduce(matrix, n, diagonal, offDiagonal, scales, threads);
            return TridiagonalEigen.of(diagonal, offDiagonal, n, name, threads);
        }
    }

    /** The columns of an n×w array, row by row, to these of a matrix. */
    private static void copyColumns(NativeArray array, Matrix a, int[] columns) {
        int n = a.rows();
        int width = columns.length;
        double[] row = new double[width];
        DoublePointer source = array.doubles(0);
        for (int i = 0; i < n; i++) {
            source.position((long) i * width).get(row);
            for (int k = 0; k < width; k++) {
                a.set(i, columns[k], row[k]);
            }
        }
    }

    @Override
    public Matrix multiply(Matrix a, Matrix b) {
        return product(a, CblasNoTrans, b, CblasNoTrans, a.rows(), a.columns(), b.columns());
    }

    @Override
    public Matrix transposeMultiply(Matrix a, Matrix b) {
        return product(a, CblasTrans, b, CblasNoTrans, a.columns(), a.rows(), b.columns());
    }

    @Override
    public Matrix multiplyTranspose(Matrix a, Matrix b) {
        return product(a, CblasNoTrans, b, CblasTrans, a.rows(), a.columns(), b.rows());
    }

    private Matrix product(Matrix a, int transposeA, Matrix b, int transposeB, int n, int inner, int m) {
        Matrix result = Matrix.zeros(n, m);
        long step = transposeA == CblasTrans ? 1 : a.columns();
        try (NativeArray left = NativeArray.copyOf(a);
                NativeArray right = NativeArray.copyOf(b)) {
            Parallel.forEach(threads, pieces(n), piece -> {
                int from = piece * PIECE;
                int to = Math.min(from + PIECE, n);
                try (NativeArray rows = NativeArray.ofDoubles((long) (to - from) * m)) {
                    cblas_dgemm(
                            CblasRowMajor,
                            transposeA,
                            transposeB,
                            to - from,
                            m,
                            inner,
                            1,
                            left.doubles(from * step),
                            Math.max(1, a.columns()),
                            right.doubles(0),
                            Math.max(1, b.columns()),
                            0,
                            rows.doubles(0),
                            Math.max(1, m));
                    rows.copyTo(result, from, to);
                }
            });
        }
        return result;
    }

    @Override
    public void addGram(Matrix a, double[] weights, Matrix c) {
        int n = a.rows();
        int k = a.columns();
        boolean negative = false;
        double[] roots = new double[k];
        for (int j = 0; j < k; j++) {
            roots[j] = Math.sqrt(Math.abs(weights[j]));
            negative |= weights[j] < 0;
        }
        double sign = negative ? -1 : 1;
        try (NativeArray left = NativeArray.ofDoubles((long) n * k)) {
            copyScaled(a, roots, left.doubles(0));
            // The last pieces have the longest rows: they go first.
            int pieces = pieces(n);
            Parallel.forEach(threads, pieces, i -> addRows(left, k, sign, c, (pieces - 1 - i) * PIECE));
        }
        c.copyLowerToUpper();
    }

    /** A piece of the lower triangle of C: the rectangle left of its diagonal block, and that block. */
    private static void addRows(NativeArray left, int k, double sign, Matrix c, int from) {
        int n = c.rows();
        int to = Math.min(from + PIECE, n);
        int stride = Math.max(1, k);
        DoublePointer own = left.doubles((long) from * k);
        try (NativeArray rows = NativeArray.copyOf(c, from, to)) {
            cblas_dgemm(
                    CblasRowMajor,
                    CblasNoTrans,
                    CblasTrans,
                    to - from,
                    from,
                    k,
                    sign,
                    own,
                    stride,
                    left.doubles(0),
                    stride,
                    1,
                    rows.doubles(0),
                    n);
            cblas_dsyrk(
                    CblasRowMajor, CblasLower, CblasNoTrans, to - from, k, sign, own, stride, 1, rows.doubles(from), n);
            rows.copyTo(c, from, to);
        }
    }

    private static void copyScaled(Matrix a, double[] factors, DoublePointer target) {
        int k = factors.length;
        double[] row = new double[k];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < k; j++) {
                row[j] = a.get(i, j) * factors[j];
            }
            target.position((long) i * k).put(row, 0, k);
        }
    }

    private static int pieces(int length) {
        return (length + PIECE - 1) / PIECE;
    }
}
