package org.coregion.engine;

import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * What lies outside a basis of r < T columns, where M = 0 and every B_d = I: the outputs and the mean's basis
 * functions, less their projections. Immutable.
 */
final class Complement {
    private final int dimension;
    /** T×(D+P). */
    private final Matrix rest;
    /** (D+P)×(D+P): restᵀ rest. */
    private final Matrix gram;

    private Complement(int dimension, Matrix rest, Matrix gram) {
        this.dimension = dimension;
        this.rest = rest;
        this.gram = gram;
    }

    /**
     * The complement's part of the columns of outputs and basis functions.
     *
     * @param columns T×(D+P)
     * @param coordinates (D+P)×r, their projections
     */
    static Complement of(EigenBasis basis, Matrix columns, Matrix coordinates) {
        Matrix rest = columns.plus(-1, basis.expand(coordinates));
        // What a first projection leaves in rounding, a second takes away.
        rest = rest.plus(-1, basis.expand(basis.project(rest)));
        return new Complement(basis.size() - basis.values().length, rest, Products.transposeMultiply(rest, rest));
    }

    /** T − r. */
    int dimension() {
        return dimension;
    }

    /** Inner products of the columns of outputs and basis functions, (D+P)×(D+P). */
    Matrix gram() {
        return gram;
    }

    /** Adds the columns times {@code factors}, (D+P)×k, to {@code target}, T×k. */
    void addTimes(Matrix factors, Matrix target) {
        Products.add(rest, factors, target);
    }

    /** The columns times {@code factors}, (D+P)×k: T×k. */
    Matrix times(Matrix factors) {
        return Products.multiply(rest, factors);
    }
}
