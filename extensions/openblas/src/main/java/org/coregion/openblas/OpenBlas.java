package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

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
 * by side, in pieces that do not depend on the number of threads, and so neither does the result. Arguments are copied
 * to memory outside the heap. The eigenvectors take 2n² there at most, n² less than dsyevd: they are formed a piece at
 * a time, each by one thread from the halves of the {@link TridiagonalEigen} to the columns of the result.
 */
final class OpenBlas implements Backend {
    static final String NAME = "openblas";

    /** Rows or columns of a piece: many enough for the full speed of a product, few enough to keep all threads busy. */
    private static final int PIECE = 192;

    /** Multiplications that take as long as waking a few threads. */
    private static final long SHORT = 1 << 20;

    /** The size below which the steps of a decomposition are too short for several threads. */
    private static final int SMALL_EIGEN = 140;

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
        int most = n < SMALL_EIGEN ? 1 : threads;
        try (NativeArray matrix = NativeArray.copyOfTriangle(a);
                NativeArray scales = NativeArray.ofDoubles(n);
                TridiagonalEigen tridiagonal = tridiagonal(matrix, n, scales, name, most);
                BlockReflectors reflectors = BlockReflectors.of(matrix, n, scales, most)) {
            List<int[]> pieces = tridiagonal.pieces();
            Parallel.forEach(most, pieces.size(), piece -> {
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

    private static TridiagonalEigen tridiagonal(NativeArray matrix, int n, NativeArray scales, String name, int most) {
        try (NativeArray diagonal = NativeArray.ofDoubles(n);
                NativeArray offDiagonal = NativeArray.ofDoubles(n)) {
            Tridiagonalization.reduce(matrix, n, diagonal, offDiagonal, scales, most);
            return TridiagonalEigen.of(diagonal, offDiagonal, n, name, most);
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
        int pieces = (n + PIECE - 1) / PIECE;
        try (NativeArray left = NativeArray.copyOf(a);
                NativeArray right = NativeArray.copyOf(b)) {
            Parallel.forEach(threadsFor((long) n * inner * m), pieces, piece -> {
                int from = start(n, pieces, piece);
                int to = start(n, pieces, piece + 1);
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
                    rows.copyTo(result, from, to, m);
                }
            });
        }
        return result;
    }

    @Override
    public void addGram(Matrix a, double[] weights, Matrix c) {
        int most = threadsForGram(a, a.columns());
        try (Gram gram = Gram.of(a, weights, most)) {
            Gram.forEachBand(c, most, band -> {
                try (NativeArray lower = NativeArray.copyOf(c, band.from(), band.to(), band.to())) {
                    gram.addTo(lower, band, 1);
                    lower.copyTo(c, band.from(), band.to(), band.to());
                }
            });
        }
    }

    @Override
    public Matrix sumOfGrams(Matrix a, double[] weights, Matrix b, double[] others) {
        Matrix sum = Matrix.zeros(a.rows(), a.rows());
        int most = threadsForGram(a, a.columns() + b.columns());
        try (Gram first = Gram.of(a, weights, most);
                Gram second = Gram.of(b, others, most)) {
            Gram.forEachBand(sum, most, band -> {
                try (NativeArray lower = NativeArray.ofDoubles(band.size())) {
                    first.addTo(lower, band, 0);
                    second.addTo(lower, band, 1);
                    lower.copyTo(sum, band.from(), band.to(), band.to());
                }
            });
        }
        return sum;
    }

    private int threadsForGram(Matrix a, int columns) {
        return threadsFor((long) a.rows() * a.rows() / 2 * columns);
    }

    private int threadsFor(long multiplications) {
        return multiplications < SHORT ? 1 : threads;
    }

    /** Where a piece starts; all are of about the same length. */
    private static int start(int length, int pieces, int piece) {
        return (int) ((long) length * piece / pieces);
    }
}
