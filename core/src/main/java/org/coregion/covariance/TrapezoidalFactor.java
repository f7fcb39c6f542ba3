package org.coregion.covariance;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/**
 * W of a covariance WWᵀ, D×R with zeros above the diagonal and the rest row by row in a vector. Every covariance of
 * rank R has such a factor. Without the zeros WQ would do as well as W for any rotation Q; with them only the signs of
 * the columns are free.
 *
 * <p>The diagonal is not exponentiated, so a rank below R is an ordinary interior point and not a limit at minus
 * infinity.
 */
record TrapezoidalFactor(int rows, int columns) {
    /** An eigenvalue below this share of the largest counts as 0. */
    private static final double SINGULAR = 1e-6;

    /** What an escape aims to gain in L, to first order. */
    private static final double GAIN = 0.1;

    /** Less than this is not worth an escape. */
    private static final double LEAST_GAIN = 1e-7;

    /** The number of elements that are not 0 by construction. */
    int count() {
        return rows * columns - columns * (columns - 1) / 2;
    }

    /** W from the first elements of a vector. */
    Matrix unpack(double[] parameters) {
        Matrix w = Matrix.zeros(rows, columns);
        int next = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i && j < columns; j++) {
                w.set(i, j, parameters[next++]);
            }
        }
        return w;
    }

    /** The vector of W. */
    double[] pack(Matrix w) {
        double[] packed = new double[count()];
        int next = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i && j < columns; j++) {
                packed[next++] = w.get(i, j);
            }
        }
        return packed;
    }

    /** ∂L/∂W = 2AW where W is not 0 by construction, as a vector. */
    double[] pullback(double[] parameters, Matrix adjoint) {
        return pack(Products.multiply(adjoint, unpack(parameters)).times(2));
    }

    /** The vector of a W with WWᵀ nearest to a covariance, all variances counting alike. */
    double[] nearest(Matrix covariance) {
        double[] deviation = new double[rows];
        double[] inverse = new double[rows];
        for (int i = 0; i < rows; i++) {
            deviation[i] = Math.sqrt(Math.max(0, covariance.get(i, i)));
            inverse[i] = deviation[i] > 0 ? 1 / deviation[i] : 0;
        }
        return pack(rotated(leading(covariance.scaled(inverse, inverse)).scaledRows(deviation)));
    }

    /**
     * W, any D×R, with WWᵀ nearest to a symmetric matrix: its leading eigenpairs, as far as they are positive (Eckart
     * and Young 1936).
     */
    Matrix leading(Matrix symmetric) {
        // Shifted by a bound of its norm the matrix is semidefinite.
        double shift = symmetric.maxAbs() * rows;
        SymmetricEigen eigen =
                SymmetricEigen.ofSemidefinite(symmetric.plus(shift, Matrix.identity(rows)), "covariance");
        double[] roots = new double[columns];
        for (int j = 0; j < columns; j++) {
            roots[j] = Math.sqrt(Math.max(0, eigen.values()[j] - shift));
        }
        return eigen.vectors().columns(0, columns).scaledColumns(roots);
    }

    /** WQ with the rotation Q that makes it trapezoidal. */
    Matrix rotated(Matrix factor) {
        Matrix w = factor.copy();
        for (int i = 0; i < columns; i++) {
            for (int j = i + 1; j < columns; j++) {
                double radius = Math.hypot(w.get(i, i), w.get(i, j));
                if (radius == 0) {
                    continue;
                }
                double cosine = w.get(i, i) / radius;
                double sine = w.get(i, j) / radius;
                for (int k = i; k < rows; k++) {
                    double left = w.get(k, i);
                    double right = w.get(k, j);
                    w.set(k, i, cosine * left + sine * right);
                    w.set(k, j, cosine * right - sine * left);
                }
                w.set(i, j, 0);
            }
        }
        return w;
    }

    /**
     * A column of W that is 0 stays 0, whatever the adjoint says of its direction. Where the rank is below R and the
     * adjoint positive on the null space of WWᵀ, the escape adds a small variance in the direction that gains most.
     *
     * @return WWᵀ with that variance; empty if nothing is to be gained
     */
    Optional<Matrix> escape(double[] parameters, Matrix adjoint) {
        Matrix w = unpack(parameters);
        Matrix product = Products.multiplyTranspose(w, w);
        SymmetricEigen eigen = SymmetricEigen.ofGradedSemidefinite(product, "covariance");
        double largest = eigen.values()[0];
        int rank = 0;
        while (rank < columns && eigen.values()[rank] > SINGULAR * largest) {
            rank++;
        }
        if (rank == columns) {
            return Optional.empty();
        }
        Matrix nullSpace = eigen.vectors().columns(rank, rows);
        Matrix within = Products.multiply(Products.transposeMultiply(nullSpace, adjoint), nullSpace);
        // Shifted by a bound of its norm the matrix is semidefinite.
        double shift = within.maxAbs() * within.rows();
        SymmetricEigen gains = SymmetricEigen.ofSemidefinite(
                within.plus(shift, Matrix.identity(within.rows())), "gradient on the null space");
        double variance = gainful(gains.values()[0] - shift, largest);
        if (variance == 0) {
            return Optional.empty();
        }
        Matrix direction = Products.multiply(nullSpace, gains.vectors().columns(0, 1));
        return Optional.of(product.plus(variance, Products.multiplyTranspose(direction, direction)));
    }

    /**
     * A W of rank below R, rotated so that its last column is 0 and then filled in the direction that gains most.
     *
     * @param gains G, D×D, if a column √ε x gains ε xᵀGx
     * @return empty if W is of rank R, or nothing is to be gained
     */
    Optional<Matrix> filled(Matrix w, Matrix gains) {
        Matrix ordered = leading(Products.multiplyTranspose(w, w));
        double[] squares = Products.transposeMultiply(ordered, ordered).diagonal();
        if (squares[columns - 1] > SINGULAR * squares[0]) {
            return Optional.empty();
        }
        double[] direction = new TrapezoidalFactor(rows, 1).leading(gains).data();
        double slope = Arrays.stream(direction).map(x -> x * x).sum();
        double variance = gainful(slope, 1);
        if (variance == 0) {
            return Optional.empty();
        }
        for (int i = 0; i < rows; i++) {
            ordered.set(i, columns - 1, Math.sqrt(variance / slope) * direction[i]);
        }
        return Optional.of(ordered);
    }

    /**
     * A variance worth adding where it gains {@code slope} per unit, or 0.
     *
     * @param largest variance beside it
     */
    static double gainful(double slope, double largest) {
        if (!(slope > 0)) {
            return 0;
        }
        double variance = Math.min(GAIN / slope, largest > 0 ? largest / 10 : 1);
        return slope * variance > LEAST_GAIN ? variance : 0;
    }
}
