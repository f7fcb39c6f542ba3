package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dlarfb_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dlarft_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.coregion.linalg.Parallel;

/**
 * The orthogonal matrix Q = H₁H₂⋯ of a {@link Tridiagonalization}, block by block of its reflectors as I − VTVᵀ
 * (Schreiber and Van Loan 1989). The triangles T are formed once; Q is then applied to any number of pieces, on any
 * thread.
 */
final class BlockReflectors implements AutoCloseable {
    /** Reflectors of a block. */
    private static final int BLOCK = 32;

    private final int n;
    private final NativeArray matrix;
    private final NativeArray triangles;

    private BlockReflectors(NativeArray matrix, int n) {
        this.matrix = matrix;
        this.n = n;
        triangles = NativeArray.ofDoubles((long) blocks() * BLOCK * BLOCK);
    }

    /**
     * Forms the triangles.
     *
     * @param matrix n×n by column, with the reflectors below its subdiagonal; has to stay
     * @param scales the n − 1 factors τ
     * @param threads the most threads to take
     */
    static BlockReflectors of(NativeArray matrix, int n, NativeArray scales, int threads) {
        BlockReflectors reflectors = new BlockReflectors(matrix, n);
        try {
            Parallel.forEach(threads, reflectors.blocks(), block -> reflectors.formTriangle(block, scales));
        } catch (RuntimeException | Error e) {
            reflectors.close();
            throw e;
        }
        return reflectors;
    }

    private int blocks() {
        return (n - 1 + BLOCK - 1) / BLOCK;
    }

    private int size(int block) {
        return Math.min(BLOCK, n - 1 - block * BLOCK);
    }

    /** Where a block's reflectors begin. */
    private long start(int block) {
        return (long) block * BLOCK * (n + 1) + 1;
    }

    private void formTriangle(int block, NativeArray scales) {
        int first = block * BLOCK;
        LAPACKE_dlarft_work(
                LAPACK_COL_MAJOR,
                (byte) 'F',
                (byte) 'C',
                n - 1 - first,
                size(block),
                matrix.doubles(start(block)),
                n,
                scales.doubles(first),
                triangles.doubles((long) first * BLOCK),
                BLOCK);
    }

    /**
     * Takes the place of A by Q·A.
     *
     * @param a n×{@code width}, row by row
     */
    void apply(NativeArray a, int width) {
        try (NativeArray work = NativeArray.ofDoubles((long) width * BLOCK)) {
            // By column it is Aᵀ, and Aᵀ·Qᵀ begins with the last block.
            for (int block = blocks() - 1; block >= 0; block--) {
                int first = block * BLOCK;
                LAPACKE_dlarfb_work(
                        LAPACK_COL_MAJOR,
                        (byte) 'R',
                        (byte) 'T',
                        (byte) 'F',
                        (byte) 'C',
                        width,
                        n - 1 - first,
                        size(block),
                        matrix.doubles(start(block)),
                        n,
                        triangles.doubles((long) first * BLOCK),
                        BLOCK,
                        a.doubles((first + 1L) * width),
                        width,
                        work.doubles(0),
                        width);
            }
        }
    }

    @Override
    public void close() {
        triangles.close();
    }
}
