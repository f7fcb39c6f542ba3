package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsytrd_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dcopy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_ddot;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemv;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dscal;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsyr2k;

import org.bytedeco.javacpp.DoublePointer;

/**
 * Householder's reduction of a symmetric matrix to a tridiagonal one, T = QᵀAQ with Q = H₁H₂⋯ and H = I − τvvᵀ, in
 * panels of columns (Dongarra, Sorensen and Hammarling 1989). What it leaves is what LAPACK's dsytrd does.
 *
 * <p>Within a panel the rest of the matrix stays as it is. Each reflector's v and its counterpart w = τAv − ½τ²(vᵀAv)v
 * are kept as a pair, so that the matrix reduced so far is A − PQᵀ with P = [v₁ w₁ v₂ w₂ …] and Q = [w₁ v₁ w₂ v₂ …];
 * after the panel, that is taken off. Of 4n³/3 operations, half are the products A·v, at the speed of memory, and half
 * those updates. Both are shared out in pieces that do not depend on the number of threads.
 */
final class Tridiagonalization implements AutoCloseable {
    /** Columns of a panel. */
    static final int PANEL = 32;

    /** The size from which on LAPACK's own, on one thread, is as fast. */
    static final int SMALL = 384;

    /** Columns of a piece of an update. */
    private static final int UPDATE_COLUMNS = 128;

    /**
     * A column whose squares sum to less is taken for zero: nothing beside an element of 1, and safe from underflow.
     */
    private static final double NEGLIGIBLE = 1e-280;

    private final int n;
    private final NativeArray matrix;
    private final Team team;
    private final NativeArray p;
    private final NativeArray q;
    private final NativeArray coefficients;
    private final SymmetricProduct product;

    // Moved from call to call: a new pointer costs as much as a short product.
    private final DoublePointer a;
    private final DoublePointer e;
    private final DoublePointer tau;
    private final DoublePointer v;
    private final DoublePointer w;
    private final DoublePointer pRows;
    private final DoublePointer qRows;
    private final DoublePointer c;

    private Tridiagonalization(NativeArray matrix, int n, NativeArray offDiagonal, NativeArray scales, Team team) {
        this.n = n;
        this.matrix = matrix;
        this.team = team;
        p = NativeArray.ofZeros(2L * PANEL * n);
        q = NativeArray.ofZeros(2L * PANEL * n);
        coefficients = NativeArray.ofZeros(2L * PANEL);
        product = new SymmetricProduct(matrix, n, p);
        a = matrix.doubles(0);
        e = offDiagonal.doubles(0);
        tau = scales.doubles(0);
        v = p.doubles(0);
        w = p.doubles(0);
        pRows = p.doubles(0);
        qRows = q.doubles(0);
        c = coefficients.doubles(0);
    }

    /**
     * Reduces a matrix.
     *
     * @param matrix n×n by column, its largest element 1, of which the lower triangle counts; the reflectors take its
     *     place below the subdiagonal
     * @param diagonal becomes the n diagonal elements of T
     * @param offDiagonal becomes the n − 1 elements beside them
     * @param scales becomes the n − 1 factors τ
     */
    static void reduce(
            NativeArray matrix, int n, NativeArray diagonal, NativeArray offDiagonal, NativeArray scales, int threads) {
        int done = 0;
        if (n > SMALL) {
            try (Team team = new Team(threads);
                    Tridiagonalization panels = new Tridiagonalization(matrix, n, offDiagonal, scales, team)) {
                for (; n - done > SMALL; done += PANEL) {
                    panels.reducePanel(done);
                    panels.update(done + PANEL);
                }
            }
            cblas_dcopy(done, matrix.doubles(0), n + 1, diagonal.doubles(0), 1);
        }
        int rest = n - done;
        int workLength = Math.max(1, rest * OpenBlas.BLOCK);
        try (NativeArray work = NativeArray.ofDoubles(workLength)) {
            LAPACKE_dsytrd_work(
                    LAPACK_COL_MAJOR,
                    (byte) 'L',
                    rest,
                    matrix.doubles(done * (n + 1L)),
                    n,
                    diagonal.doubles(done),
                    offDiagonal.doubles(done),
                    scales.doubles(done),
                    work.doubles(0),
                    workLength);
        }
    }

    private void reducePanel(int first) {
        for (int i = 0; i < PANEL; i++) {
            int j = first + i;
            // Column j as the pairs so far leave it.
            pRows.position(j);
            qRows.position(j);
            a.position(j * (n + 1L));
            cblas_dgemv(CblasColMajor, CblasNoTrans, n - j, 2 * i, -1, pRows, n, qRows, n, 1, a, 1);
            long pair = 2L * i * n + j + 1;
            double scale = reflect(j, pair);
            complete(j + 1, i, pair, scale);
        }
    }

    /** Finds the reflector that leaves one element below the diagonal of column j; its v begins the pair. Returns τ. */
    private double reflect(int j, long pair) {
        int size = n - j - 1;
        long below = j * (n + 1L) + 1;
        double alpha = a.position(below).get();
        a.position(below + 1);
        double squares = cblas_ddot(size - 1, a, 1, a, 1);
        double beta = alpha;
        double scale = 0;
        if (squares > NEGLIGIBLE) {
            beta = -Math.copySign(Math.sqrt(alpha * alpha + squares), alpha);
            scale = (beta - alpha) / beta;
            cblas_dscal(size - 1, 1 / (alpha - beta), a, 1);
        }
        v.position(pair).put(1);
        cblas_dcopy(size - 1, a, 1, v.position(pair + 1), 1);
        a.position(below).put(beta);
        e.position(j).put(beta);
        tau.position(j).put(scale);
        return scale;
    }

    /** Computes the w of pair {@code i}, whose v begins with row {@code from}, and copies both to Q. */
    private void complete(int from, int i, long pair, double scale) {
        int size = n - from;
        pRows.position(from);
        qRows.position(from);
        v.position(pair);
        w.position(pair + n);
        int pieces = product.begin(from, pair - from);
        team.forEach(pieces + 1, piece -> {
            if (piece < pieces) {
                product.multiply(piece);
            } else {
                cblas_dgemv(CblasColMajor, CblasTrans, size, 2 * i, 1, qRows, n, v, 1, 0, c, 1);
            }
        });
        product.sumTo(w);
        cblas_dgemv(CblasColMajor, CblasNoTrans, size, 2 * i, -1, pRows, n, c, 1, 1, w, 1);
        cblas_dscal(size, scale, w, 1);
        cblas_daxpy(size, -0.5 * scale * cblas_ddot(size, w, 1, v, 1), v, 1, w, 1);
        cblas_dcopy(size, w, 1, qRows.position(pair), 1);
        cblas_dcopy(size, v, 1, qRows.position(pair + n), 1);
    }

    /** Takes the panel's pairs off the rows and columns after it. */
    private void update(int from) {
        int pieces = (n - from + UPDATE_COLUMNS - 1) / UPDATE_COLUMNS;
        team.forEach(pieces, piece -> updateColumns(from + piece * UPDATE_COLUMNS));
    }

    /** A piece of the update: a block on the diagonal, and what is below it. */
    private void updateColumns(int from) {
        int to = Math.min(from + UPDATE_COLUMNS, n);
        // Every other column of P is a v, of Q a w.
        cblas_dsyr2k(
                CblasColMajor,
                CblasLower,
                CblasNoTrans,
                to - from,
                PANEL,
                -1,
                p.doubles(from),
                2 * n,
                q.doubles(from),
                2 * n,
                1,
                matrix.doubles(from * (n + 1L)),
                n);
        cblas_dgemm(
                CblasColMajor,
                CblasNoTrans,
                CblasTrans,
                n - to,
                to - from,
                2 * PANEL,
                -1,
                p.doubles(to),
                n,
                q.doubles(from),
                n,
                1,
                matrix.doubles((long) from * n + to),
                n);
    }

    @Override
    public void close() {
        product.close();
        coefficients.close();
        q.close();
        p.close();
    }
}
