package org.coregion.openblas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The part of Diag(d) + ρzzᵀ that is a problem (Dongarra and Sorensen 1987): where an element of z is negligible, d is
 * an eigenvalue as it stands; where two d are nearly equal, a plane rotation of their columns makes one of the two
 * elements negligible.
 */
final class Deflation {
    /**
     * A plane rotation of two columns of a basis: x becomes cx + sy, y becomes cy − sx.
     *
     * @param x the column whose value is an eigenvalue afterwards
     * @param y the column that stays in the problem
     */
    record Rotation(int x, int y, double c, double s) {}

    private final double[] d;
    private final double[] z;
    private final List<Integer> poles = new ArrayList<>();
    private final List<Integer> settled = new ArrayList<>();
    private final List<Rotation> rotations = new ArrayList<>();

    private Deflation(double[] d, double[] z) {
        this.d = d;
        this.z = z;
    }

    /**
     * Takes off what is settled.
     *
     * @param d n values; those of rotated columns change
     * @param z a vector of length 1; so do its elements
     */
    static Deflation of(double[] d, double[] z, double rho) {
        double largest = 0;
        for (int i = 0; i < d.length; i++) {
            largest = Math.max(largest, Math.max(Math.abs(d[i]), Math.abs(z[i])));
        }
        Deflation deflation = new Deflation(d, z);
        deflation.deflate(rho, 4 * Math.ulp(1.0) * largest);
        return deflation;
    }

    private void deflate(double rho, double negligible) {
        List<Integer> ascending = new ArrayList<>();
        for (int j = 0; j < d.length; j++) {
            ascending.add(j);
        }
        double[] before = d.clone();
        ascending.sort(Comparator.comparingDouble(j -> before[j]));
        int previous = -1;
        for (int j : ascending) {
            if (rho * Math.abs(z[j]) <= negligible) {
                settled.add(j);
                continue;
            }
            if (previous >= 0) {
                double length = Math.hypot(z[j], z[previous]);
                double c = z[j] / length;
                double s = -z[previous] / length;
                if (Math.abs((d[j] - d[previous]) * c * s) <= negligible) {
                    rotate(previous, j, c, s, length);
                    settled.add(previous);
                } else {
                    poles.add(previous);
                }
            }
            previous = j;
        }
        if (previous >= 0) {
            poles.add(previous);
        }
    }

    private void rotate(int x, int y, double c, double s, double length) {
        rotations.add(new Rotation(x, y, c, s));
        double low = d[x];
        double high = d[y];
        d[x] = low * c * c + high * s * s;
        d[y] = low * s * s + high * c * c;
        z[x] = 0;
        z[y] = length;
    }

    /** The columns that stay in the problem, their values strictly ascending. */
    int[] poles() {
        return poles.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The columns whose values are eigenvalues. */
    List<Integer> settled() {
        return settled;
    }

    /** The rotations of columns, in this order. */
    List<Rotation> rotations() {
        return rotations;
    }
}
