package org.coregion.testing;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.coregion.linalg.Matrix;

/** Seeded random matrices: the same seed gives the same draws on every machine. */
public final class Draws {
    private final SplittableRandom random;

    private Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public static Draws seeded(long seed) {
        return new Draws(seed);
    }

    public double uniform(double from, double to) {
        return random.nextDouble(from, to);
    }

    /** From {@code from} to {@code to}, both included. */
    public int integer(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    /** Standard normal elements. */
    public Matrix gaussian(int rows, int columns) {
        double[] values = new double[rows * columns];
        Arrays.setAll(values, i -> random.nextGaussian());
        return Matrix.wrap(rows, columns, values);
    }

    public Matrix uniform(int rows, int columns, double from, double to) {
        double[] values = new double[rows * columns];
        Arrays.setAll(values, i -> uniform(from, to));
        return Matrix.wrap(rows, columns, values);
    }

    /** Symmetric, of no definite sign. */
    public Matrix symmetric(int size) {
        Matrix draw = gaussian(size, size);
        return draw.plus(1, draw.transpose());
    }

    /** Positive definite, eigenvalues of at least 0.2. */
    public Matrix covariance(int size) {
        return covariance(size, size).plus(0.2, Matrix.identity(size));
    }

    /** Positive semidefinite of this rank, variances of about 1. */
    public Matrix covariance(int size, int rank) {
        Matrix factor = gaussian(size, rank);
        return Dense.multiply(factor, factor.transpose()).times(1.0 / rank);
    }

    /** A diagonal covariance with variances from 0.1 to 1. */
    public Matrix variances(int size) {
        return Matrix.diagonal(uniform(1, size, 0.1, 1).data());
    }

    /** The numbers from 0 to {@code size} − 1 in random order. */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
