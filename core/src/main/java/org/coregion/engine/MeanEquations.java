package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * The normal equations of the mean of a series, ΦᵀB⁻¹Φ β = ΦᵀB⁻¹y, which a filter sums up on its way: aᵀB⁻¹b = Σ_t a_t
 * b_t / F_t of the innovations. Columns are the P basis functions and then the series; without basis functions there
 * are none. O(P²) a row. Mutable workspace.
 */
final class MeanEquations {
    /** That of no basis functions. */
    static final MeanEquations NONE = new MeanEquations(Matrix.zeros(0, 0));

    /** P×T. */
    private final Matrix basis;

    private final int p;
    private final double[] innovations;
    /** (P + 1)×P. */
    private final double[] sums;

    private double[] series = {};
    private int from;

    /** @param basis P×T */
    MeanEquations(Matrix basis) {
        this.basis = basis;
        this.p = basis.rows();
        this.innovations = new double[p];
        this.sums = new double[(p + 1) * p];
    }

    /** Starts anew with a series from {@code start} on. */
    MeanEquations of(double[] values, int start) {
        series = values;
        from = start;
        Arrays.fill(sums, 0);
        return this;
    }

    /** The number of columns: P + 1, or 0. */
    int columns() {
        return p == 0 ? 0 : p + 1;
    }

    /** What column c has at row t. */
    double value(int c, int t) {
        return c < p ? basis.data()[c * basis.columns() + t] : series[from + t];
    }

    /** Takes in the innovation of column c, after those of the columns before. */
    void add(int c, double innovation, double precision) {
        if (c < p) {
            innovations[c] = innovation;
        }
        double weighted = innovation * precision;
        int last = Math.min(c, p - 1);
        for (int b = 0; b <= last; b++) {
            sums[c * p + b] += weighted * innovations[b];
        }
    }

    /** ΦᵀB⁻¹Φ; its lower triangle alone. */
    Matrix normal() {
        return Matrix.wrap(p, p, Arrays.copyOf(sums, p * p));
    }

    /** ΦᵀB⁻¹y, P×1. */
    Matrix right() {
        return Matrix.wrap(p, 1, Arrays.copyOfRange(sums, p * p, sums.length));
    }
}
