package org.coregion.openblas;

import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.coregion.linalg.Parallel;

/**
 * The eigenvalues and eigenvectors of Diag(d) + ρzzᵀ with d ascending, ρ &gt; 0 and no z negligible: the k roots of 1/ρ
 * + Σ z²/(d − λ) = 0, one between each two poles d and one beyond the last.
 *
 * <p>A root is kept as its distance from a pole beside it, so that d − λ is accurate for every d. The eigenvectors ẑ/(d
 * − λ) take the ẑ of which the computed roots are the exact eigenvalues, and so are orthogonal to rounding (Gu and
 * Eisenstat 1995). O(k²).
 */
final class SecularEquation {
    /** Roots, or elements of ẑ, of a piece of work. */
    private static final int PIECE = 64;

    private final double[] d;
    private final double[] origins;
    private final double[] distances;
    private final double[] fitted;

    private SecularEquation(double[] d) {
        this.d = d;
        origins = new double[d.length];
        distances = new double[d.length];
        fitted = new double[d.length];
    }

    /**
     * Finds the roots.
     *
     * @param d k poles, strictly ascending
     * @param z k elements, none 0
     * @param threads the most threads to take, which the result does not depend on
     */
    static SecularEquation solve(double[] d, double[] z, double rho, int threads) {
        int k = d.length;
        double squares = 0;
        for (double element : z) {
            squares += element * element;
        }
        double reach = rho * squares;
        SecularEquation equation = new SecularEquation(d);
        forEach(threads, k, () -> {
            SecularRoot root = new SecularRoot(d, z, rho);
            return i -> {
                root.find(i, reach);
                equation.origins[i] = d[root.origin()];
                equation.distances[i] = root.distance();
            };
        });
        forEach(threads, k, () -> {
            double[] ratios = new double[k];
            return j -> equation.fitted[j] = Math.copySign(equation.fit(j, ratios), z[j]);
        });
        return equation;
    }

    /** Runs what is made for each piece for each of its indices. */
    private static void forEach(int threads, int k, Supplier<IntConsumer> work) {
        Parallel.forEach(threads, (k + PIECE - 1) / PIECE, piece -> {
            IntConsumer each = work.get();
            for (int i = piece * PIECE; i < Math.min((piece + 1) * PIECE, k); i++) {
                each.accept(i);
            }
        });
    }

    /** √ρ·|ẑ| for pole j: the square root of Π (λ − d_j) / Π' (d − d_j), the second without d_j itself. */
    private double fit(int j, double[] ratios) {
        double pole = d[j];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (distances[i] + (origins[i] - pole)) / (d[i] - pole);
        }
        ratios[j] = distances[j] + (origins[j] - pole);
        double even = 1;
        double odd = 1;
        int i = 0;
        for (; i + 1 < ratios.length; i += 2) {
            even *= ratios[i];
            odd *= ratios[i + 1];
        }
        return Math.sqrt(Math.abs(even * odd * (i < ratios.length ? ratios[i] : 1)));
    }

    /** k. */
    int size() {
        return d.length;
    }

    /** The root between d_i and the next, or beyond the last. */
    double value(int i) {
        return origins[i] + distances[i];
    }

    /** Its eigenvector of length 1, into {@code vector}. */
    void vector(int i, double[] vector) {
        double origin = origins[i];
        double distance = distances[i];
        for (int j = 0; j < vector.length; j++) {
            vector[j] = fitted[j] / (d[j] - origin - distance);
        }
        double squares = 0;
        for (double element : vector) {
            squares += element * element;
        }
        double scale = 1 / Math.sqrt(squares);
        for (int j = 0; j < vector.length; j++) {
            vector[j] *= scale;
        }
    }
}
