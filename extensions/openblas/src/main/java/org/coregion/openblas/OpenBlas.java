package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsyrk;

import org.bytedeco.javacpp.DoublePointer;
import org.coregion.InvalidInputException;
import org.coregion.NumericalFailureException;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * The backend of OpenBLAS: divide and conquer for the eigenvectors (dsyevd; Cuppen 1981, Gu and Eisenstat 1995), dgemm,
 * dsyrk.
 *
 * <p>Arguments are copied to memory outside the heap: n² for the eigenvectors, to which dsyevd adds 2n².
 */
final class OpenBlas implements Backend {
    static final String NAME = "openblas";

    /** Below this size a second thread makes the eigenvectors no faster, and much slower beside other work. */
    private static final int PARALLEL_EIGEN = 800;

    /** Multiplications below which a product takes one thread. */
    private static final long PARALLEL_PRODUCT = 1L << 24;

    /** From here on the length of dsyevd's workspace is more than its integers hold. */
    private static final int LARGEST_EIGEN = 32766;

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
    public double[] symmetricEigen(Matrix a, String name) {
        int n = a.rows();
        if (n > LARGEST_EIGEN) {
            throw new InvalidInputException(
                    "OpenBLAS decomposes up to " + LARGEST_EIGEN + " rows; the " + name + " has " + n + ".",
                    "choose the backend \"ejml\".");
        }
        int workLength = 1 + 6 * n + 2 * n * n;
        int intLength = 3 + 5 * n;
        double[] values = new double[n];
        try (NativeArray matrix = NativeArray.copyOf(a);
                NativeArray eigenvalues = NativeArray.ofDoubles(n);
                NativeArray work = NativeArray.ofDoubles(workLength);
                NativeArray ints = NativeArray.ofInts(intLength)) {
            // By column: eigenvectors come out one per column, which are the rows here.
            int info = ThreadCount.call(
                    n < PARALLEL_EIGEN ? 1 : threads,
                    () -> LAPACKE_dsyevd_work(
                            LAPACK_COL_MAJOR,
                            (byte) 'V',
                            (byte) 'L',
                            n,
                            matrix.doubles(),
                            Math.max(1, n),
                            eigenvalues.doubles(),
                            work.doubles(),
                            workLength,
                            ints.ints(),
                            intLength));
            if (info != 0) {
                throw new NumericalFailureException("OpenBLAS's dsyevd did not converge on the " + name + " (" + n + "×"
                        + n + "), info = " + info + ".");
            }
            matrix.copyTo(a);
            eigenvalues.doubles().get(values);
        }
        return values;
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
        try (NativeArray left = NativeArray.copyOf(a);
                NativeArray right = NativeArray.copyOf(b);
                NativeArray product = NativeArray.ofDoubles((long) n * m)) {
            ThreadCount.call(threadsFor((long) n * inner * m), () -> {
                cblas_dgemm(
                        CblasRowMajor,
                        transposeA,
                        transposeB,
                        n,
                        m,
                        inner,
                        1,
                        left.doubles(),
                        Math.max(1, a.columns()),
                        right.doubles(),
                        Math.max(1, b.columns()),
                        0,
                        product.doubles(),
                        Math.max(1, m));
                return 0;
            });
            product.copyTo(result);
        }
        return result;
    }

    @Override
    public void addGram(Matrix a, double[] weights, Matrix c) {
        int n = a.rows();
        int k = a.columns();
        double sign = 1;
        double[] roots = new double[k];
        for (int j = 0; j < k; j++) {
            roots[j] = Math.sqrt(Math.abs(weights[j]));
            sign = weights[j] < 0 ? -1 : sign;
        }
        double factor = sign;
        try (NativeArray left = NativeArray.ofDoubles((long) n * k);
                NativeArray sum = NativeArray.copyOf(c)) {
            copyScaled(a, roots, left.doubles());
            ThreadCount.call(threadsFor((long) n * n * k / 2), () -> {
                cblas_dsyrk(
                        CblasRowMajor,
                        CblasLower,
                        CblasNoTrans,
                        n,
                        k,
                        factor,
                        left.doubles(),
                        Math.max(1, k),
                        1,
                        sum.doubles(),
                        Math.max(1, n));
                return 0;
            });
            sum.copyTo(c);
        }
        c.copyLowerToUpper();
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

    private int threadsFor(long multiplications) {
        return multiplications < PARALLEL_PRODUCT ? 1 : threads;
    }
}
