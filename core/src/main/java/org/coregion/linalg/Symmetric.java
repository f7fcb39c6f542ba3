package org.coregion.linalg;

import org.coregion.InvalidInputException;

/** Checks of symmetric matrices that come from outside. */
public final class Symmetric {
    /** Asymmetry up to this share of an element's two standard deviations is taken for rounding. */
    private static final double ROUNDING = 1e-9;

    private Symmetric() {}

    /**
     * A copy of {@code values}, made exactly symmetric.
     *
     * @param name what the matrix is, for messages
     * @throws InvalidInputException if it is not square, not finite, beyond 1e100 or not symmetric
     */
    public static Matrix copyOf(double[][] values, String name) {
        Matrix matrix = Matrix.copyOf(values, name);
        if (matrix.rows() != matrix.columns()) {
            throw new InvalidInputException(
                    "The " + name + " is " + matrix.rows() + "×" + matrix.columns() + ", not square.",
                    "a row or a column is missing, or it starts with a header line.");
        }
        Magnitude.require(
                matrix,
                column -> "The " + name,
                (row, column) -> "at row " + (row + 1) + ", column " + (column + 1),
                "it was computed from missing values.");
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < i; j++) {
                double below = matrix.get(i, j);
                double above = matrix.get(j, i);
                double size = Math.sqrt(Math.abs(matrix.get(i, i))) * Math.sqrt(Math.abs(matrix.get(j, j)));
                if (Math.abs(below - above) > ROUNDING * size) {
                    throw new InvalidInputException(
                            "The " + name + " is not symmetric: row " + (i + 1) + ", column " + (j + 1) + " is " + below
                                    + " but row " + (j + 1) + ", column " + (i + 1) + " is " + above + ".",
                            "only one triangle was filled in.");
                }
                double mean = below + (above - below) / 2;
                matrix.set(i, j, mean);
                matrix.set(j, i, mean);
            }
        }
        return matrix;
    }

    /**
     * Checks that a symmetric matrix is positive semidefinite, rows and columns scaled to a unit diagonal first, so
     * that units do not matter.
     *
     * @param name what the matrix is, for messages
     * @throws InvalidInputException if it has a negative variance or a negative eigenvalue beyond rounding
     */
    public static void requireSemidefinite(Matrix matrix, String name) {
        requireSemidefinite(matrix, name, new EjmlBackend(1));
    }

    /**
     * The same for a large matrix.
     *
     * @param backend whose eigensolver it is
     */
    public static void requireSemidefinite(Matrix matrix, String name, Backend backend) {
        double[] inverse = new double[matrix.rows()];
        for (int i = 0; i < inverse.length; i++) {
            double variance = matrix.get(i, i);
            if (variance < 0) {
                throw new InvalidInputException(
                        "The " + name + " has the negative variance " + variance + " at row " + (i + 1) + ".",
                        "its logarithm was given.");
            }
            inverse[i] = variance > 0 ? 1 / Math.sqrt(variance) : 1;
        }
        SymmetricEigen.ofSemidefiniteInPlace(matrix.scaled(inverse, inverse), name, backend);
    }
}
