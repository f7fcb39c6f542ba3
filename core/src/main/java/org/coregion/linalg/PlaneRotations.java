package org.coregion.linalg;

import org.coregion.NumericalFailureException;

/**
 * Jacobi's eigenvalue method (Jacobi 1846): plane rotations until every off-diagonal element is rounding beside its own
 * two diagonal elements.
 *
 * <p>That stopping rule keeps the small eigenvalues of a graded semidefinite matrix as accurate as the large ones,
 * where a tridiagonal method loses what lies below rounding of the largest (Demmel and Veselić 1992). About 12n³
 * operations a sweep and up to ten sweeps: for the D×D side.
 *
 * <p>A sweep is a tournament of n − 1 rounds of n/2 disjoint pairs (Brent and Luk 1985). The rotations of a round do
 * not touch each other's elements, so their roots and quotients, which take longer than their products, are found at
 * the same time.
 */
final class PlaneRotations {
    private static final double ROUNDING = 1e-16;

    /** Convergence is quadratic: a few more than log₂ of the digits. */
    private static final int SWEEPS = 60;

    /** From here on √(θ² + 1) is θ, whose square might overflow. */
    private static final double STEEP = 1e150;

    private final int n;
    private final double[] a;
    private final double[] vectors;
    /** The tangents of a round; 0 where there is nothing to rotate. */
    private final double[] tangents;

    private final double[] cosines;

    private PlaneRotations(Matrix a, Matrix vectors) {
        this.n = a.rows();
        this.a = a.data();
        this.vectors = vectors.data();
        this.tangents = new double[(n + 1) / 2];
        this.cosines = new double[(n + 1) / 2];
    }

    /**
     * Rotates {@code a} until it is diagonal, and {@code vectors} with it.
     *
     * @param a n×n, symmetric and finite; overwritten
     * @param vectors n×n, the identity; overwritten with one eigenvector per row
     * @throws NumericalFailureException if the sweeps do not suffice
     */
    static void diagonalize(Matrix a, Matrix vectors, String name) {
        PlaneRotations rotations = new PlaneRotations(a, vectors);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            if (!rotations.sweep()) {
                return;
            }
        }
        throw new NumericalFailureException("Jacobi's eigenvalue method did not converge in " + SWEEPS
                + " sweeps on the " + name + " (" + a.rows() + "×" + a.rows() + ").");
    }

    private boolean sweep() {
        boolean rotated = false;
        int rounds = n - 1 + n % 2;
        for (int round = 0; round < rounds; round++) {
            // An odd one out plays against itself in pair 0.
            for (int pair = n % 2; pair < cosines.length; pair++) {
                rotated |= choose(pair, first(round, pair, rounds), second(round, pair, rounds));
            }
            for (int pair = n % 2; pair < cosines.length; pair++) {
                if (cosines[pair] < 1 || tangents[pair] != 0) {
                    rotate(pair, first(round, pair, rounds), second(round, pair, rounds));
                }
            }
        }
        return rotated;
    }

    /** One stays where it is, the others go round. */
    private static int first(int round, int pair, int rounds) {
        return pair == 0 ? rounds : (round + pair) % rounds;
    }

    private static int second(int round, int pair, int rounds) {
        return (round - pair + rounds) % rounds;
    }

    /** Finds the rotation that takes element (p, q) to 0; false if that is rounding already. */
    private boolean choose(int pair, int p, int q) {
        double pp = a[p * n + p];
        double qq = a[q * n + q];
        double off = a[p * n + q];
        if (!(Math.abs(off) > ROUNDING * (Math.sqrt(Math.abs(pp)) * Math.sqrt(Math.abs(qq))))) {
            tangents[pair] = 0;
            cosines[pair] = 1;
            return false;
        }
        double theta = (qq - pp) / 2 / off;
        double size = Math.abs(theta);
        double tangent = Math.copySign(1, theta) / (size + (size < STEEP ? Math.sqrt(size * size + 1) : size));
        tangents[pair] = tangent;
        cosines[pair] = 1 / Math.sqrt(tangent * tangent + 1);
        return true;
    }

    /** Rotates rows and columns p and q. */
    private void rotate(int pair, int p, int q) {
        double tangent = tangents[pair];
        double cosine = cosines[pair];
        double sine = tangent * cosine;
        double[] m = a;
        double[] v = vectors;
        int rowP = p * n;
        int rowQ = q * n;
        double pp = m[rowP + p];
        double qq = m[rowQ + q];
        double off = m[rowP + q];
        for (int k = 0; k < n; k++) {
            double mp = m[rowP + k];
            double mq = m[rowQ + k];
            double newP = cosine * mp - sine * mq;
            double newQ = sine * mp + cosine * mq;
            m[rowP + k] = newP;
            m[rowQ + k] = newQ;
            m[k * n + p] = newP;
            m[k * n + q] = newQ;
            double vp = v[rowP + k];
            double vq = v[rowQ + k];
            v[rowP + k] = cosine * vp - sine * vq;
            v[rowQ + k] = sine * vp + cosine * vq;
        }
        m[rowP + p] = pp - tangent * off;
        m[rowQ + q] = qq + tangent * off;
        m[rowP + q] = 0;
        m[rowQ + p] = 0;
    }
}
