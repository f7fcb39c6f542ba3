package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dormtr_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dstedc_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsyrk;

import org.bytedeco.javacpp.DoublePointer;
import org.coregion.NumericalFailureException;
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

    /** Columns of the eigenvectors that are written at once: some cache lines. */
    private static final int STRIP = 32;

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
        double[] values = new double[n];
        try (NativeArray diagonal = NativeArray.ofDoubles(n);
                NativeArray offDiagonal = NativeArray.ofDoubles(n);
                NativeArray scales = NativeArray.ofDoubles(n)) {
            tridiagonalize(a, diagonal, offDiagonal, scales);
            try (NativeArray vectors = NativeArray.ofDoubles((long) n * n)) {
                divideAndConquer(diagonal, offDiagonal, vectors, n, name);
                rotate(vectors, a, scales);
                copyBackwards(vectors, a);
            }
            diagonal.doubles(0).get(values);
        }
        for (int i = 0; i < n / 2; i++) {
            double small = values[i];
            values[i] = values[n - 1 - i];
            values[n - 1 - i] = small;
        }
        return values;
    }

    /** Householder's reduction; the reflectors take the place of the matrix, so that they need no memory meanwhile. */
    private void tridiagonalize(Matrix a, NativeArray diagonal, NativeArray offDiagonal, NativeArray scales) {
        try (NativeArray matrix = NativeArray.copyOfTriangle(a)) {
            Tridiagonalization.reduce(matrix, a.rows(), diagonal, offDiagonal, scales, threads);
            matrix.copyTriangleTo(a);
        }
    }

    /** Eigenvalues in place of the diagonal, and eigenvectors, of a tridiagonal matrix. */
    private static void divideAndConquer(
            NativeArray diagonal, NativeArray offDiagonal, NativeArray vectors, int n, String name) {
        int workLength = 1 + 4 * n + n * n;
        int intLength = 3 + 5 * n;
        try (NativeArray work = NativeArray.ofDoubles(workLength);
                NativeArray ints = NativeArray.ofInts(intLength)) {
            int info = LAPACKE_dstedc_work(
                    LAPACK_COL_MAJOR,
                    (byte) 'I',
                    n,
                    diagonal.doubles(0),
                    offDiagonal.doubles(0),
                    vectors.doubles(0),
                    n,
                    work.doubles(0),
                    workLength,
                    ints.ints(),
                    intLength);
            if (info != 0) {
                throw new NumericalFailureException("OpenBLAS's dstedc did not converge on the " + name + " (" + n + "×"
                        + n + "), info = " + info + ".");
            }
        }
    }

    /** From eigenvectors of the tridiagonal matrix to those of the whole, a piece of the columns at a time. */
    private void rotate(NativeArray vectors, Matrix reflectors, NativeArray scales) {
        int n = reflectors.rows();
        int workLength = (PIECE + BLOCK) * BLOCK;
        try (NativeArray matrix = NativeArray.copyOfTriangle(reflectors)) {
            Parallel.forEach(threads, pieces(n), piece -> {
                int from = piece * PIECE;
                try (NativeArray work = NativeArray.ofDoubles(workLength)) {
                    LAPACKE_dormtr_work(
                            LAPACK_COL_MAJOR,
                            (byte) 'L',
                            (byte) 'L',
                            (byte) 'N',
                            n,
                            Math.min(PIECE, n - from),
                            matrix.doubles(0),
                            n,
                            scales.doubles(0),
                            vectors.doubles((long) from * n),
                            n,
                            work.doubles(0),
                            workLength);
                }
            });
        }
    }

    /** The eigenvectors, which come one after another and ascending, as columns, descending: in one pass. */
    private void copyBackwards(NativeArray vectors, Matrix a) {
        int n = a.rows();
        double[] data = a.data();
        Parallel.forEach(threads, (n + STRIP - 1) / STRIP, strip -> {
            int from = strip * STRIP;
            int width = Math.min(STRIP, n - from);
            double[] some = new double[width * n];
            vectors.doubles((long) (n - from - width) * n).get(some);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < width; k++) {
                    data[i * n + from + k] = some[(width - 1 - k) * n + i];
                }
            }
        });
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
