package org.coregion.testing;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/** Eigenvalues of a symmetric matrix by plane rotations (Jacobi 1846): no shift, no tridiagonal form. */
public final class Jacobi {
    private static final int SWEEPS = 30;

    private Jacobi() {}

    /** The eigenvalues, smallest first. */
    public static double[] eigenvalues(Matrix symmetric) {
        int n = symmetric.rows();
        Matrix a = symmetric.copy();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    if (a.get(i, j) != 0) {
                        rotate(a, i, j);
                    }
                }
            }
        }
        double[] values = a.diagonal();
        Arrays.sort(values);
        return values;
    }

    private static void rotate(Matrix a, int p, int q) {
        double theta = (a.get(q, q) - a.get(p, p)) / (2 * a.get(p, q));
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        for (int k = 0; k < a.rows(); k++) {
            double kp = a.get(k, p);
            double kq = a.get(k, q);
            a.set(k, p, cosine * kp - sine * kq);
            a.set(k, q, sine * kp + cosine * kq);
        }
        for (int k = 0; k < a.rows(); k++) {
            double pk = a.get(p, k);
            double qk = a.get(q, k);
            a.set(p, k, cosine * pk - sine * qk);
            a.set(q, k, sine * pk + cosine * qk);
        }
    }
}
