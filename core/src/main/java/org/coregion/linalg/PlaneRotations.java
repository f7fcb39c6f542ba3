package org.coregion.linalg;

import org.coregion.NumericalFailureException;

/**
 * Jacobi's eigenvalue method (Jacobi 1846): plane rotations until every off-diagonal element is rounding beside its own
 * two diagonal elements.
 *
 * <p>That stopping rule keeps the small eigenvalues of a graded semidefinite matrix as accurate as the large ones,
 * where a tridiagonal method loses what lies below rounding of the largest (Demmel and Veselić 1992). About 12n³
 * operations a sweep and up to ten sweeps: for the D×D side.
 */
final class PlaneRotations {
    private static final double ROUNDING = 1e-16;

    /** Convergence is quadratic: a few more than log₂ of the digits. */
    private static final int SWEEPS = 60;

    private PlaneRotations() {}

    /**
     * Rotates {@code a} until it is diagonal, and {@code vectors} with it.
     *
     * @param a n×n, symmetric and finite; overwritten
     * @param vectors n×n, the identity; overwritten with one eigenvector per column
     * @throws NumericalFailureException if the sweeps do not suffice
     */
    static void diagonalize(Matrix a, Matrix vectors, String name) {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            if (!sweep(a, vectors)) {
                return;
            }
        }
        throw new NumericalFailureException("Jacobi's eigenvalue method did not converge in " + SWEEPS
                + " sweeps on the " + name + " (" + a.rows() + "×" + a.rows() + ").");
    }

    private static boolean sweep(Matrix a, Matrix vectors) {
        boolean rotated = false;
        for (int p = 1; p < a.rows(); p++) {
            for (int q = 0; q < p; q++) {
                double off = Math.abs(a.get(p, q));
                double beside = Math.sqrt(Math.abs(a.get(p, p))) * Math.sqrt(Math.abs(a.get(q, q)));
                if (off > ROUNDING * beside) {
                    rotate(a, vectors, p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    /** The rotation of rows and columns p and q that takes element (p, q) to 0. */
    private static void rotate(Matrix a, Matrix vectors, int p, int q) {
        double off = a.get(p, q);
        double theta = (a.get(q, q) - a.get(p, p)) / 2 / off;
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        a.set(p, p, a.get(p, p) - tangent * off);
        a.set(q, q, a.get(q, q) + tangent * off);
        a.set(p, q, 0);
        a.set(q, p, 0);
        for (int k = 0; k < a.rows(); k++) {
            if (k != p && k != q) {
                double kp = a.get(k, p);
                double kq = a.get(k, q);
                a.set(k, p, cosine * kp - sine * kq);
                a.set(k, q, sine * kp + cosine * kq);
                a.set(p, k, a.get(k, p));
                a.set(q, k, a.get(k, q));
            }
            double vp = vectors.get(k, p);
            double vq = vectors.get(k, q);
            vectors.set(k, p, cosine * vp - sine * vq);
            vectors.set(k, q, sine * vp + cosine * vq);
        }
    }
}
