package org.coregion.linalg;

import java.util.ArrayList;
import java.util.List;

/**
 * A = Q·R for a tall T×P matrix: columns are orthonormalised one after another, each twice, which is enough (Giraud et
 * al. 2005). Columns that depend on those before them are left out of Q. O(TP²), in any units of the columns.
 */
public final class GramSchmidt {
    /** A column of which less than this share is new is a combination of those before it. */
    private static final double DEPENDENT = 1e-10;

    private final Matrix q;
    private final Matrix r;
    private final List<Integer> dependent;

    private GramSchmidt(Matrix q, Matrix r, List<Integer> dependent) {
        this.q = q;
        this.r = r;
        this.dependent = dependent;
    }

    /** Orthonormalises the columns of {@code a}. */
    public static GramSchmidt of(Matrix a) {
        Matrix columns = a.transpose();
        int p = a.columns();
        List<double[]> basis = new ArrayList<>();
        List<Integer> dependent = new ArrayList<>();
        Matrix r = Matrix.zeros(p, p);
        for (int j = 0; j < p; j++) {
            double[] v = columns.row(j);
            double size = Matrix.wrap(1, v.length, v).maxAbs();
            scale(v, size > 0 ? 1 / size : 1);
            double before = norm(v);
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < basis.size(); k++) {
                    double projection = dot(basis.get(k), v);
                    subtract(projection, basis.get(k), v);
                    r.set(k, j, r.get(k, j) + size * projection);
                }
            }
            double after = norm(v);
            if (after > DEPENDENT * before) {
                scale(v, 1 / after);
                r.set(basis.size(), j, size * after);
                basis.add(v);
            } else {
                dependent.add(j);
            }
        }
        Matrix q = Matrix.zeros(basis.size(), a.rows());
        for (int k = 0; k < basis.size(); k++) {
            System.arraycopy(basis.get(k), 0, q.data(), k * a.rows(), a.rows());
        }
        return new GramSchmidt(q.transpose(), r.rowsBetween(0, basis.size()), List.copyOf(dependent));
    }

    /** Q: T×r with orthonormal columns, r ≤ P the rank. */
    public Matrix q() {
        return q;
    }

    /** R: r×P, upper triangular where r = P. */
    public Matrix r() {
        return r;
    }

    /** The columns that are combinations of those before them, from 0. */
    public List<Integer> dependent() {
        return dependent;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int t = 0; t < a.length; t++) {
            sum += a[t] * b[t];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static void scale(double[] a, double factor) {
        for (int t = 0; t < a.length; t++) {
            a[t] *= factor;
        }
    }

    private static void subtract(double factor, double[] a, double[] target) {
        for (int t = 0; t < a.length; t++) {
            target[t] -= factor * a[t];
        }
    }
}
