package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dstedc_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dcopy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_drot;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dswap;

import org.bytedeco.javacpp.DoublePointer;
import org.coregion.NumericalFailureException;
import org.coregion.linalg.Parallel;

/**
 * Eigenvalues and eigenvectors of a tridiagonal matrix of two independent halves, by LAPACK's dstedc, side by side. The
 * columns of both are numbered on; their eigenvectors take n²/2.
 */
final class Halves implements AutoCloseable {
    private final int n;

    /** Rows, and columns, of the first half. */
    private final int top;

    private final NativeArray vectors;
    private final double[] values;

    /** Where among its half's eigenvectors that of a column is. */
    private final int[] place;

    /** How many columns of each half take part in products: they come first. */
    private final int[] parts = new int[2];

    private Halves(int n, int top) {
        this.n = n;
        this.top = top;
        vectors = NativeArray.ofDoubles(start(1) + (long) side(1) * side(1));
        values = new double[n];
        place = new int[n];
        for (int column = 0; column < n; column++) {
            place[column] = column - first(half(column));
        }
    }

    /**
     * Decomposes both.
     *
     * @param top rows of the first, from 1 to n
     * @param diagonal n elements; overwritten
     * @param offDiagonal n − 1 elements, of which the one between the halves does not count; overwritten
     * @param name what the matrix is, for messages
     * @param threads the most threads to take
     * @throws NumericalFailureException if LAPACK does not converge
     */
    static Halves of(NativeArray diagonal, NativeArray offDiagonal, int n, int top, String name, int threads) {
        Halves halves = new Halves(n, top);
        try {
            Parallel.forEach(threads, top < n ? 2 : 1, half -> halves.decompose(half, diagonal, offDiagonal, name));
        } catch (RuntimeException | Error e) {
            halves.close();
            throw e;
        }
        diagonal.doubles(0).get(halves.values);
        return halves;
    }

    private void decompose(int half, NativeArray diagonal, NativeArray offDiagonal, String name) {
        int m = side(half);
        int workLength = 1 + 4 * m + m * m;
        int intLength = 3 + 5 * m;
        try (NativeArray work = NativeArray.ofDoubles(workLength);
                NativeArray ints = NativeArray.ofInts(intLength)) {
            int info = LAPACKE_dstedc_work(
                    LAPACK_COL_MAJOR,
                    (byte) 'I',
                    m,
                    diagonal.doubles(first(half)),
                    offDiagonal.doubles(first(half)),
                    vectors.doubles(start(half)),
                    m,
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

    private int half(int column) {
        return column < top ? 0 : 1;
    }

    private int first(int half) {
        return half * top;
    }

    private int side(int half) {
        return half == 0 ? top : n - top;
    }

    private long start(int half) {
        return half * (long) top * top;
    }

    private DoublePointer column(int column) {
        int half = half(column);
        return vectors.doubles(start(half) + (long) place[column] * side(half));
    }

    /** The eigenvalues, ascending in each half: not a copy. */
    double[] values() {
        return values;
    }

    /** For each column, the last element of an eigenvector of the first half, the first of one of the second. */
    double[] innerRows() {
        double[] row = new double[n];
        for (int column = 0; column < n; column++) {
            row[column] = column(column).get(half(column) == 0 ? top - 1 : 0);
        }
        return row;
    }

    /** Whether two columns are of the same half. */
    boolean areTogether(int x, int y) {
        return half(x) == half(y);
    }

    /** Rotates two columns of the same half: x becomes cx + sy, y becomes cy − sx. */
    void rotate(int x, int y, double c, double s) {
        cblas_drot(side(half(x)), column(x), 1, column(y), 1, c, s);
    }

    /** Moves the columns that take part in products before the others. */
    void gather(boolean[] takesPart) {
        for (int half = 0; half < 2; half++) {
            int front = first(half);
            int end = front + side(half);
            int[] at = new int[side(half)];
            for (int column = front; column < end; column++) {
                at[place[column]] = column;
            }
            for (int column = front; column < end; column++) {
                if (takesPart[column]) {
                    int other = at[parts[half]];
                    cblas_dswap(side(half), column(column), 1, column(other), 1);
                    at[place[column]] = other;
                    place[other] = place[column];
                    place[column] = parts[half]++;
                }
            }
        }
    }

    /** How many columns take part. */
    int parts() {
        return parts[0] + parts[1];
    }

    /** Which of them a column is. */
    int part(int column) {
        return half(column) * parts[0] + place[column];
    }

    /**
     * The columns that take part times a matrix.
     *
     * @param factors its {@code width} columns one after another
     * @param result n×{@code width}, row by row
     */
    void multiply(NativeArray factors, int width, NativeArray result) {
        int stride = Math.max(1, parts());
        for (int half = 0; half < 2; half++) {
            int m = side(half);
            cblas_dgemm(
                    CblasRowMajor,
                    CblasTrans,
                    CblasTrans,
                    m,
                    width,
                    parts[half],
                    1,
                    vectors.doubles(start(half)),
                    Math.max(1, m),
                    factors.doubles((long) half * parts[0]),
                    stride,
                    0,
                    result.doubles((long) first(half) * width),
                    width);
        }
    }

    /** Copies a column, between zeros, to one of a matrix of n×{@code width} zeros, row by row. */
    void copyTo(int column, NativeArray result, int at, int width) {
        int half = half(column);
        cblas_dcopy(side(half), column(column), 1, result.doubles((long) first(half) * width + at), width);
    }

    @Override
    public void close() {
        vectors.close();
    }
}
