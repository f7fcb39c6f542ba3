package org.coregion.engine;

import java.util.Optional;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Right-hand sides b, the outputs and then every term of the mean, completed: where an output is missing they get what
 * the observed ones lead to expect, −A_mm⁻¹A_mo b_o, since Ũ⁻¹b = A·(b completed). Immutable.
 *
 * @param fills n_m×c, what was taken from them where an output is missing
 * @param inside c·D series, their coordinates along Q
 * @param outside cD×cD, the inner products of these series in the complement of Q; empty if there is none
 */
record CompletedSides(Matrix fills, Matrix inside, Optional<Matrix> outside) {
    static CompletedSides of(SchurProblem problem, SchurFactor factor) {
        MissingCoordinates coordinates = problem.coordinates();
        Matrix mixing = problem.rightHandSides(factor.w());
        Matrix known = problem.backend().multiply(mixing, coordinates.columns());
        Matrix fills = factor.fills(mixing, known);
        Matrix series = factor.series(fills);
        Matrix inside = known.plus(-1, problem.backend().transposeMultiply(series, coordinates.rows()));
        return new CompletedSides(
                fills, inside, coordinates.outside().map(outside -> products(mixing, series, outside)));
    }

    private static Matrix products(Matrix mixing, Matrix series, MissingCoordinates.Outside outside) {
        Matrix known = Products.multiplyTranspose(Products.multiply(mixing, outside.gram()), mixing);
        Matrix mixed = Products.multiplyTranspose(Products.transposeMultiply(series, outside.cross()), mixing);
        Matrix filled = Products.transposeMultiply(series, Products.multiply(outside.complement(), series));
        return known.plus(-1, mixed).plus(-1, mixed.transpose()).plus(1, filled);
    }

    /** The number of right-hand sides, c. */
    int count() {
        return fills.columns();
    }

    /**
     * bᵀŨ⁻¹b between any two right-hand sides, c×c.
     *
     * @param weighted A times these, c·D series along Q
     */
    Matrix gram(Matrix weighted) {
        int c = count();
        int d = inside.rows() / c;
        Matrix gram = Products.multiplyTranspose(asRows(inside), asRows(weighted));
        outside.ifPresent(products -> {
            for (int j = 0; j < c; j++) {
                for (int l = 0; l < c; l++) {
                    for (int i = 0; i < d; i++) {
                        gram.data()[j * c + l] += products.get(j * d + i, l * d + i);
                    }
                }
            }
        });
        return gram;
    }

    /**
     * Sums of right-hand sides along Q: k·D series.
     *
     * @param factors c×k
     */
    Matrix combined(Matrix factors) {
        Matrix rows = Products.transposeMultiply(factors, asRows(inside));
        return Matrix.wrap(inside.rows() / count() * factors.columns(), inside.columns(), rows.data());
    }

    /**
     * Inner products between the D series of one sum of right-hand sides, in the complement of Q: D×D.
     *
     * @param factors c values
     */
    Matrix squareOutside(double[] factors) {
        int d = inside.rows() / count();
        Matrix sum = Matrix.zeros(d, d);
        outside.ifPresent(products -> {
            for (int row = 0; row < products.rows(); row++) {
                for (int column = 0; column < products.rows(); column++) {
                    sum.data()[row % d * d + column % d] +=
                            factors[row / d] * factors[column / d] * products.get(row, column);
                }
            }
        });
        return sum;
    }

    /** A right-hand side a row. */
    private Matrix asRows(Matrix series) {
        return Matrix.wrap(count(), series.data().length / count(), series.data());
    }
}
