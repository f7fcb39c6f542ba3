package org.coregion.linalg;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Cholesky factorisation with complete pivoting, A ≈ L·Lᵀ with L n×r: the largest element of the residual's diagonal is
 * the next pivot, until it is rounding or a share that may be left (Higham 1990; Harbrecht, Peters and Schneider 2012).
 *
 * <p>A is positive semidefinite and known by its diagonal and by columns on demand, one per pivot: nr² operations and
 * nr numbers. No element of A − L·Lᵀ exceeds the largest residual on its diagonal. At the pivots L is lower triangular,
 * and below a pivot no element of a column exceeds the pivot's: up to the sizes of its columns L is well conditioned
 * (below 100 on smooth kernels of one to three inputs).
 */
public final class PivotedCholesky {
    /**
     * The largest residual that is rounding, relative to the largest diagonal element: a few times what the first
     * subtractions leave. Below it, pivots would be noise.
     */
    private static final double ROUNDING = 8 * Math.ulp(1.0);

    /**
     * A residual above this share of the matrix, or above the root of the share that may be left, after half of the
     * pivots allowed does not get there with the rest.
     */
    private static final double HALFWAY = 1e-3;

    /** Fewer pivots than this say nothing of the rest. */
    private static final int LEAST_PIVOTS = 15;

    /** Rows treated at once, so that they stay in the cache. */
    private static final int CHUNK = 1024;

    private final Matrix upper;
    private final int[] pivots;

    private PivotedCholesky(Matrix upper, int[] pivots) {
        this.upper = upper;
        this.pivots = pivots;
    }

    /**
     * Factorises the matrix with this diagonal and these columns; empty if its rank exceeds {@code largestRank}, or is
     * seen to on half the way.
     *
     * @param diagonal n values; stays as it is
     * @param column makes column i, n values that become the factorisation's
     */
    public static Optional<PivotedCholesky> of(double[] diagonal, IntFunction<double[]> column, int largestRank) {
        return of(diagonal, column, largestRank, ROUNDING);
    }

    /**
     * The same down to a larger residual.
     *
     * @param share the largest residual that is left, relative to the largest diagonal element; rounding at least
     */
    public static Optional<PivotedCholesky> of(
            double[] diagonal, IntFunction<double[]> column, int largestRank, double share) {
        double[] residual = diagonal.clone();
        double size = residual[largest(residual)];
        double tolerance = Math.max(share, ROUNDING) * size;
        double hopeless = Math.max(HALFWAY, Math.sqrt(share)) * size;
        int halfway = largestRank < diagonal.length ? Math.max(LEAST_PIVOTS, largestRank / 2) : diagonal.length;
        double[][] columns = new double[Math.min(largestRank, diagonal.length)][];
        int[] pivots = new int[columns.length];
        double[] factors = new double[columns.length];
        int r = 0;
        for (int pivot = largest(residual); residual[pivot] > tolerance; pivot = largest(residual)) {
            boolean isHopeless = r >= halfway && residual[pivot] > hopeless;
            if (r == largestRank || isHopeless) {
                return Optional.empty();
            }
            double[] next = column.apply(pivot);
            for (int k = 0; k < r; k++) {
                factors[k] = -columns[k][pivot];
            }
            double root = Math.sqrt(residual[pivot]);
            add(factors, columns, r, next);
            scale(next, 1 / root);
            for (int k = 0; k < r; k++) {
                next[pivots[k]] = 0;
            }
            next[pivot] = root;
            takeSquares(next, residual);
            residual[pivot] = 0;
            columns[r] = next;
            pivots[r] = pivot;
            r++;
        }
        return Optional.of(new PivotedCholesky(
                Matrix.stacked(Arrays.copyOf(columns, r), diagonal.length), Arrays.copyOf(pivots, r)));
    }

    /**
     * The factorisation with pivots among these rows alone, whatever the residual of the others: as many of them as
     * rounding allows, in an order of its own.
     *
     * @param rows of A, k of them
     * @param values k×n, what A has there
     * @param backend who forms the product
     */
    public static PivotedCholesky through(int[] rows, Matrix values, Backend backend) {
        int k = rows.length;
        double[][] own = new double[k][k];
        double[] diagonal = new double[k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                own[i][j] = values.get(i, rows[j]);
            }
            diagonal[i] = own[i][i];
        }
        PivotedCholesky inner = of(diagonal, i -> own[i], k).orElseThrow();
        int[] order = inner.pivots;
        Matrix inverse = inner.atPivots().solveLower(Matrix.identity(order.length));
        return new PivotedCholesky(
                backend.multiply(inverse, values.rows(order)),
                Arrays.stream(order).map(i -> rows[i]).toArray());
    }

    /** The factor's transpose Lᵀ, r×n: not a copy. */
    public Matrix upper() {
        return upper;
    }

    /** The rows of L at the pivots, which are the factor of A there: r×r. */
    public Cholesky atPivots() {
        int r = pivots.length;
        Matrix lower = Matrix.zeros(r, r);
        for (int i = 0; i < r; i++) {
            for (int k = 0; k <= i; k++) {
                lower.set(i, k, upper.get(k, pivots[i]));
            }
        }
        return Cholesky.ofLower(lower);
    }

    /** The rows of the pivots, in order: not a copy. */
    public int[] pivots() {
        return pivots;
    }

    /** Adds the first {@code r} columns, times factors, to the next one. */
    private static void add(double[] factors, double[][] columns, int r, double[] next) {
        for (int from = 0; from < next.length; from += CHUNK) {
            RowSums.add(factors, columns, 0, r, next, from, Math.min(next.length, from + CHUNK));
        }
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    private static void takeSquares(double[] column, double[] residual) {
        for (int i = 0; i < residual.length; i++) {
            residual[i] -= column[i] * column[i];
        }
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
