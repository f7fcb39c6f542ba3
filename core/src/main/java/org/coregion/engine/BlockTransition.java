package org.coregion.engine;

import java.util.Arrays;

/** Products with I ⊗ Φ, blocks of n states: O(n) for each element. Mutable workspace. */
final class BlockTransition {
    private final int n;
    private final int size;
    private double[] moved;

    BlockTransition(int n, int blocks) {
        this.n = n;
        this.size = n * blocks;
        this.moved = new double[n * size];
    }

    /**
     * A ← (I ⊗ Φ)A.
     *
     * @param a n·blocks×columns
     */
    void left(double[] phi, double[] a, int columns) {
        if (moved.length < n * columns) {
            moved = new double[n * columns];
        }
        for (int from = 0; from < size * columns; from += n * columns) {
            Arrays.fill(moved, 0, n * columns, 0);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double factor = phi[i * n + j];
                    for (int k = 0; k < columns; k++) {
                        moved[i * columns + k] += factor * a[from + j * columns + k];
                    }
                }
            }
            System.arraycopy(moved, 0, a, from, n * columns);
        }
    }

    /** A ← (I ⊗ Φ)A(I ⊗ Φ)ᵀ, A a square. */
    void sandwich(double[] phi, double[] a) {
        left(phi, a, size);
        for (int from = 0; from < size * size; from += n) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += phi[i * n + j] * a[from + j];
                }
                moved[i] = sum;
            }
            System.arraycopy(moved, 0, a, from, n);
        }
    }

    /** Φᵀ in place of Φ. */
    void transpose(double[] phi) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double below = phi[i * n + j];
                phi[i * n + j] = phi[j * n + i];
                phi[j * n + i] = below;
            }
        }
    }
}
