package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsyrk;

import java.util.function.Consumer;
import org.bytedeco.javacpp.DoublePointer;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Parallel;

/** A term A·Diag(w)·Aᵀ of a symmetric matrix, as ±BBᵀ with B = A·Diag(√|w|), added to bands of its lower triangle. */
final class Gram implements AutoCloseable {
    /** Rows of a band. */
    private static final int BAND = 128;

    /**
     * Rows of a lower triangle.
     *
     * @param from the first
     * @param to the one after the last, and the columns that they have
     */
    record Band(int from, int to) {
        /** The elements of its rows, stored one after another. */
        long size() {
            return (to - from) * (long) to;
        }
    }

    private final int k;
    private final double sign;
    private final NativeArray b;

    private Gram(int rows, int k, double sign) {
        this.k = k;
        this.sign = sign;
        b = NativeArray.ofDoubles((long) rows * k);
    }

    /**
     * The term.
     *
     * @param a n×k
     * @param weights w, k values, none negative or none positive
     * @param threads the most threads to take
     */
    static Gram of(Matrix a, double[] weights, int threads) {
        int n = a.rows();
        int k = a.columns();
        double sign = 1;
        double[] roots = new double[k];
        for (int j = 0; j < k; j++) {
            roots[j] = Math.sqrt(Math.abs(weights[j]));
            sign = weights[j] < 0 ? -1 : sign;
        }
        Gram gram = new Gram(n, k, sign);
        try {
            Parallel.forEach(threads, (n + BAND - 1) / BAND, i -> gram.copyScaled(a, roots, i * BAND));
        } catch (RuntimeException | Error e) {
            gram.close();
            throw e;
        }
        return gram;
    }

    private void copyScaled(Matrix a, double[] factors, int from) {
        double[] row = new double[k];
        DoublePointer target = b.doubles(0);
        for (int i = from; i < Math.min(from + BAND, a.rows()); i++) {
            for (int j = 0; j < k; j++) {
                row[j] = a.data()[i * k + j] * factors[j];
            }
            target.position((long) i * k).put(row, 0, k);
        }
    }

    /** Runs {@code work} for each band of a matrix, and copies what is then below its diagonal to above. */
    static void forEachBand(Matrix c, int threads, Consumer<Band> work) {
        int n = c.rows();
        int bands = (n + BAND - 1) / BAND;
        Parallel.forEach(threads, bands, i -> {
            // The last have the longest rows: they go first.
            int from = (bands - 1 - i) * BAND;
            Band band = new Band(from, Math.min(from + BAND, n));
            work.accept(band);
            c.copyLowerToUpper(band.from(), band.to());
        });
    }

    /**
     * Adds a band of the term to {@code factor} times what is there; of the block on the diagonal, the lower triangle.
     */
    void addTo(NativeArray lower, Band band, double factor) {
        int from = band.from();
        int rows = band.to() - from;
        int stride = Math.max(1, k);
        DoublePointer own = b.doubles((long) from * k);
        cblas_dgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                rows,
                from,
                k,
                sign,
                own,
                stride,
                b.doubles(0),
                stride,
                factor,
                lower.doubles(0),
                band.to());
        cblas_dsyrk(
                CblasRowMajor,
                CblasLower,
                CblasNoTrans,
                rows,
                k,
                sign,
                own,
                stride,
                factor,
                lower.doubles(from),
                band.to());
    }

    @Override
    public void close() {
        b.close();
    }
}
