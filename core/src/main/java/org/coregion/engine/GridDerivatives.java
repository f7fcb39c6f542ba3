package org.coregion.engine;

import java.util.Arrays;
import java.util.List;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Derivatives on a grid. A parameter of axis k moves one factor of M alone, so that D_a is E_a = Q_kᵀdM_kQ_k on that
 * axis times the eigenvalues of the others, and one that several axes share (an isotropic lengthscale) is the sum over
 * them. Where two parameters move the same axis, their trace is a sum over pairs along it; where they move different
 * ones, only the diagonals meet: O(TΣn_k) for a trace, and D_a is never formed.
 *
 * <p>Cells are numbered with the last axis running fastest.
 *
 * @param axisValues Λ_k of every axis
 * @param byAxis E_a of every parameter on every axis, n_k×n_k; 0×0 where the parameter does not move the axis
 * @param backend who forms the products
 */
record GridDerivatives(double[][] axisValues, List<Matrix[]> byAxis, Backend backend) implements KernelDerivatives {
    @Override
    public int count() {
        return byAxis.size();
    }

    @Override
    public double[] diagonal(int a) {
        double[] sum = new double[cells()];
        for (int k = 0; k < axisValues.length; k++) {
            double[] part = diagonal(a, k);
            for (int t = 0; t < part.length; t++) {
                sum[t] += part[t];
            }
        }
        return sum;
    }

    /** The diagonal of what parameter a does on axis k; empty if it does nothing there. */
    private double[] diagonal(int a, int k) {
        Matrix own = byAxis.get(a)[k];
        if (own.rows() == 0) {
            return new double[0];
        }
        double[][] factors = axisValues.clone();
        factors[k] = own.diagonal();
        return AxisLayout.outer(factors);
    }

    @Override
    public double inner(int a, int b, double[] h) {
        double[] left = diagonal(a);
        double[] right = diagonal(b);
        double sum = 0;
        for (int t = 0; t < h.length; t++) {
            sum += h[t] * h[t] * left[t] * right[t];
        }
        for (int k = 0; k < axisValues.length; k++) {
            if (byAxis.get(a)[k].rows() > 0 && byAxis.get(b)[k].rows() > 0) {
                sum += offDiagonalInner(k, byAxis.get(a)[k], byAxis.get(b)[k], h);
            }
        }
        return sum;
    }

    /** Σ λ_o² h_oj h_oj′ A_jj′ B_jj′ over the cells o of the other axes and all pairs j ≠ j′ along axis k. */
    private double offDiagonalInner(int k, Matrix a, Matrix b, double[] h) {
        int n = a.rows();
        Matrix weights = Matrix.zeros(n, n);
        for (int i = 0; i < n * n; i++) {
            weights.data()[i] = i / n == i % n ? 0 : a.data()[i] * b.data()[i];
        }
        double[] others = otherValues(k);
        Matrix weighted = Matrix.zeros(1, h.length);
        for (int t = 0; t < h.length; t++) {
            weighted.data()[t] = h[t] * others[t];
        }
        return Products.inner(weighted, alongAxis(weighted, k, weights));
    }

    @Override
    public SplitRows times(SplitRows vectors, int a) {
        Matrix rows = vectors.inside();
        Matrix sum = Matrix.zeros(rows.rows(), rows.columns());
        for (int k = 0; k < axisValues.length; k++) {
            Matrix own = byAxis.get(a)[k];
            if (own.rows() > 0) {
                sum = sum.plus(1, alongAxis(rows, k, own).scaledColumns(otherValues(k)));
            }
        }
        return new SplitRows(sum, KernelDerivatives.nothingOutside(vectors));
    }

    /** Every line along axis k times a matrix. */
    private Matrix alongAxis(Matrix rows, int k, Matrix matrix) {
        Matrix result = rows;
        for (int axis = axisValues.length - 1; axis >= 0; axis--) {
            int n = axisValues[axis].length;
            if (axis == k) {
                Matrix product = backend.multiply(AxisLayout.fastest(result, n), matrix);
                result = Matrix.wrap(rows.rows(), rows.columns(), product.data());
            }
            result = AxisLayout.rotate(result, n, backend.threads());
        }
        return result;
    }

    /** The products of the eigenvalues of all axes but k, one for every cell. */
    private double[] otherValues(int k) {
        double[][] factors = axisValues.clone();
        factors[k] = new double[axisValues[k].length];
        Arrays.fill(factors[k], 1);
        return AxisLayout.outer(factors);
    }

    private int cells() {
        return Arrays.stream(axisValues).mapToInt(values -> values.length).reduce(1, (m, n) -> m * n);
    }
}
