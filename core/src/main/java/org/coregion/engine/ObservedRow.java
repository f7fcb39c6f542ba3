package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * The m observed outputs o of one row, decorrelated: with Σ_oo = SSᵀ, S⁻¹y_o has noise of covariance I, and is observed
 * one by one. Observation j is G[j] times the D signals divided by R, G = S⁻¹R_o with orthonormal rows, and H[j] =
 * G[j]B times the r series. Without correlated noise, or where the missing outputs are the last ones, G has the rows of
 * the identity. Mutable: it stands at one row at a time.
 */
final class ObservedRow {
    private final JointModel model;
    private final int d;
    private final int r;
    private final boolean[] isObserved;
    private final int[] outputs;
    /** Of every observation, the output with the largest G. */
    private final int[] pivots;

    private final boolean[] isUnit;
    private final double[] half;
    private final double[] turned;
    private int count;
    private double logDeterminant;
    /** S⁻¹, m×m. */
    private Matrix inverse;
    /** m×D. */
    private Matrix directions;
    /** m×r. */
    private Matrix loadings;

    ObservedRow(JointModel model) {
        this.model = model;
        this.d = model.outputCount();
        this.r = model.seriesCount();
        this.isObserved = new boolean[d];
        this.outputs = new int[d];
        this.pivots = new int[d];
        this.isUnit = new boolean[d];
        this.half = new double[d * d];
        this.turned = new double[d * d];
        this.inverse = Matrix.zeros(0, 0);
        this.directions = Matrix.zeros(0, d);
        this.loadings = Matrix.zeros(0, r);
    }

    /** Goes to row t; O(D³) if its missing outputs are others than those of the row before. */
    void moveTo(int t) {
        double[] values = model.outputs().data();
        boolean isSame = true;
        for (int i = 0; i < d; i++) {
            boolean now = !Double.isNaN(values[t * d + i]);
            isSame &= now == isObserved[i];
            isObserved[i] = now;
        }
        if (!isSame) {
            decorrelate();
        }
    }

    private void decorrelate() {
        count = 0;
        for (int i = 0; i < d; i++) {
            if (isObserved[i]) {
                outputs[count++] = i;
            }
        }
        Matrix roots = Matrix.zeros(count, d);
        for (int j = 0; j < count; j++) {
            System.arraycopy(model.noise().lower().data(), outputs[j] * d, roots.data(), j * d, d);
        }
        Cholesky s = isTriangular()
                ? Cholesky.ofLower(roots.columns(0, count))
                : Cholesky.of(Products.multiplyTranspose(roots, roots), "noise covariance");
        logDeterminant = s.logDeterminant();
        inverse = s.solveLower(Matrix.identity(count));
        directions = s.solveLower(roots);
        loadings = Products.multiply(directions, model.loadings());
        for (int j = 0; j < count; j++) {
            int pivot = 0;
            int nonzero = 0;
            for (int i = 0; i < d; i++) {
                double g = directions.get(j, i);
                nonzero += g == 0 ? 0 : 1;
                pivot = Math.abs(g) > Math.abs(directions.get(j, pivot)) ? i : pivot;
            }
            pivots[j] = pivot;
            isUnit[j] = nonzero == 1;
        }
    }

    /** Whether the observed outputs are the first ones, so that S is a part of R. */
    private boolean isTriangular() {
        return count == 0 || outputs[count - 1] == count - 1;
    }

    /** m. */
    int count() {
        return count;
    }

    /** log det Σ_oo. */
    double logDeterminant() {
        return logDeterminant;
    }

    /** G[j, i]. */
    double direction(int j, int i) {
        return directions.data()[j * d + i];
    }

    /** The output with the largest element of G[j]. */
    int pivot(int j) {
        return pivots[j];
    }

    /** Whether G[j] has a single element. */
    boolean isUnit(int j) {
        return isUnit[j];
    }

    /** H, m×r: not a copy. */
    double[] loadings() {
        return loadings.data();
    }

    /**
     * S⁻¹ times the observed ones.
     *
     * @param values D×c, of which only the observed rows are read
     * @param target m×c
     */
    void decorrelate(double[] values, double[] target, int to, int c) {
        for (int j = 0; j < count; j++) {
            for (int k = 0; k < c; k++) {
                double sum = 0;
                for (int l = 0; l <= j; l++) {
                    sum += inverse.data()[j * count + l] * values[outputs[l] * c + k];
                }
                target[to + j * c + k] = sum;
            }
        }
    }

    /**
     * S⁻ᵀ times values of the observations, 0 where an output is missing.
     *
     * @param values m×c
     * @param target D×c
     */
    void toOutputs(double[] values, double[] target, int c) {
        Arrays.fill(target, 0, d * c, 0);
        for (int l = 0; l < count; l++) {
            for (int j = l; j < count; j++) {
                double factor = inverse.data()[j * count + l];
                for (int k = 0; k < c; k++) {
                    target[outputs[l] * c + k] += factor * values[j * c + k];
                }
            }
        }
    }

    /**
     * S⁻ᵀ·a·S⁻¹, 0 where an output is missing.
     *
     * @param a m×m, symmetric
     * @param target D×D
     */
    void blockInOutputs(double[] a, double[] target) {
        toOutputs(a, half, count);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < count; j++) {
                turned[j * d + i] = half[i * count + j];
            }
        }
        toOutputs(turned, target, d);
    }
}
