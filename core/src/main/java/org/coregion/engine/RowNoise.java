package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * Relative noise variances n_t of T rows: U = M ⊗ K + N ⊗ Σ with N = Diag(n). The mean of r replicates has n = 1/r, a
 * measurement of known error its variance. Rows times c_t = n_t^(−½) have the noise of all others and the kernel matrix
 * CMC, which is how every engine sees them. Immutable.
 */
public final class RowNoise {
    /** The same noise at every row: n = 1. */
    public static final RowNoise EQUAL = new RowNoise(new double[0]);

    /** n; empty if all are 1. */
    private final double[] variances;

    private RowNoise(double[] variances) {
        this.variances = variances;
    }

    /**
     * Noise variances relative to Σ.
     *
     * @param variances T positive values
     */
    public static RowNoise of(double[] variances) {
        return Arrays.stream(variances).allMatch(n -> n == 1) ? EQUAL : new RowNoise(variances.clone());
    }

    /** Whether every row has the same noise, n = 1. */
    public boolean isEqual() {
        return variances.length == 0;
    }

    /** The noise of these rows, in this order. */
    public RowNoise rows(int... rows) {
        return isEqual()
                ? this
                : of(Arrays.stream(rows).mapToDouble(t -> variances[t]).toArray());
    }

    /** Σ log n. */
    double logDeterminant() {
        return Arrays.stream(variances).map(Math::log).sum();
    }

    /** c, unless all are 1. */
    double[] factors() {
        return Arrays.stream(variances).map(n -> 1 / Math.sqrt(n)).toArray();
    }

    /** C·a. */
    Matrix scaled(Matrix a) {
        return a.scaledRows(factors());
    }

    /** The inputs with c as a last column, as {@link ScaledKernel} takes them. */
    Matrix beside(Matrix inputs) {
        return ScaledKernel.beside(inputs, factors());
    }
}
