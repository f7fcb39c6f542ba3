package org.coregion.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Cholesky factorisation with complete pivoting, A ≈ L·Lᵀ with L n×r: the largest element of the residual's diagonal is
 * the next pivot, until it is rounding (Higham 1990; Harbrecht, Peters and Schneider 2012).
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
     * A residual above this share of the matrix, after half of the pivots allowed, does not reach rounding with the
     * rest.
     */
    private static final double HALFWAY = 1e-3;

    /** Fewer pivots than this say nothing of the rest. */
    private static final int LEAST_PIVOTS = 15;

    /** Rows treated at once, so that they stay in the cache. */
    private static final int CHUNK = 1024;

    private final Matrix lower;
    private final int[] pivots;

    private PivotedCholesky(Matrix lower, int[] pivots) {
        this.lower = lower;
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
        double[] residual = diagonal.clone();
        double size = residual[largest(residual)];
        double tolerance = ROUNDING * size;
        int halfway = largestRank < diagonal.length ? Math.max(LEAST_PIVOTS, largestRank / 2) : diagonal.length;
        List<double[]> columns = new ArrayList<>();
        List<Integer> pivots = new ArrayList<>();
        for (int pivot = largest(residual); residual[pivot] > tolerance; pivot = largest(residual)) {
            boolean isHopeless = pivots.size() >= halfway && residual[pivot] > HALFWAY * size;
            if (pivots.size() == largestRank || isHopeless) {
                return Optional.empty();
            }
            double[] next = column.apply(pivot);
            subtract(columns, pivot, next);
            double root = Math.sqrt(residual[pivot]);
            for (int i = 0; i < next.length; i++) {
                next[i] /= root;
                residual[i] -= next[i] * next[i];
            }
            next[pivot] = root;
            columns.add(next);
            pivots.add(pivot);
            for (int known : pivots) {
                residual[known] = 0;
            }
            for (int k = 0; k < pivots.size() - 1; k++) {
                next[pivots.get(k)] = 0;
            }
        }
        return Optional.of(new PivotedCholesky(
                byRow(columns, diagonal.length),
                pivots.stream().mapToInt(pivot -> pivot).toArray()));
    }

    /** The factor L, n×r: not a copy. */
    public Matrix lower() {
        return lower;
    }

    /** The rows of the pivots, in order: not a copy. */
    public int[] pivots() {
        return pivots;
    }

    /** Takes the columns so far, times their elements at the pivot, off the next one. */
    private static void subtract(List<double[]> columns, int pivot, double[] next) {
        for (int from = 0; from < next.length; from += CHUNK) {
            int to = Math.min(next.length, from + CHUNK);
            for (double[] column : columns) {
                double factor = column[pivot];
                for (int i = from; i < to; i++) {
                    next[i] -= factor * column[i];
                }
            }
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

    private static Matrix byRow(List<double[]> columns, int n) {
        Matrix result = Matrix.zeros(n, columns.size());
        for (int k = 0; k < columns.size(); k++) {
            double[] column = columns.get(k);
            for (int i = 0; i < n; i++) {
                result.set(i, k, column[i]);
            }
        }
        return result;
    }
}
