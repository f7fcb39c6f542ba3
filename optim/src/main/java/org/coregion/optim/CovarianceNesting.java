package org.coregion.optim;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.covariance.CovarianceForm;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;

/**
 * The order of the forms of a D×D covariance: a given one, c·I, diagonal, low rank with or without a diagonal, any. One
 * of an application's own is a special case of itself alone.
 */
final class CovarianceNesting {
    /** An eigenvalue below this share of the largest is 0. */
    private static final double RANK = 1e-12;

    private CovarianceNesting() {}

    /**
     * WWᵀ plus a diagonal.
     *
     * @param rank columns of W: D for any covariance
     * @param diagonal whether there is one
     * @param shared whether it is c·I
     */
    private record Shape(int rank, boolean diagonal, boolean shared) {
        static Optional<Shape> of(CovarianceForm form, int d) {
            if (form.equals(CovarianceForm.isotropic())) {
                return Optional.of(d == 1 ? new Shape(1, false, false) : new Shape(0, true, true));
            }
            if (form.equals(CovarianceForm.diagonal())) {
                return Optional.of(d == 1 ? new Shape(1, false, false) : new Shape(0, true, false));
            }
            for (int rank = 1; rank < d; rank++) {
                if (form.equals(CovarianceForm.lowRank(rank))) {
                    return Optional.of(new Shape(rank, false, false));
                }
                if (form.equals(CovarianceForm.lowRankPlusDiagonal(rank))) {
                    return Optional.of(new Shape(rank, true, false));
                }
            }
            boolean isAny = form.equals(CovarianceForm.full())
                    || form.equals(CovarianceForm.lowRank(d))
                    || form.equals(CovarianceForm.lowRankPlusDiagonal(d));
            return isAny ? Optional.of(new Shape(d, false, false)) : Optional.empty();
        }

        Inclusion within(Shape large, int d) {
            boolean isDefinite = diagonal || rank == d;
            if (large.rank == d) {
                return isDefinite ? Inclusion.INSIDE : Inclusion.AT_BOUNDARY;
            }
            boolean hasRoom = rank <= large.rank && (!diagonal || (large.diagonal && (shared || !large.shared)));
            if (!hasRoom) {
                return Inclusion.NONE;
            }
            return rank == large.rank && diagonal == large.diagonal ? Inclusion.INSIDE : Inclusion.AT_BOUNDARY;
        }
    }

    /** @param d the number of outputs */
    static Inclusion of(CovarianceForm small, CovarianceForm large, int d) {
        if (small.equals(large)) {
            return Inclusion.INSIDE;
        }
        if (large.given().isPresent()) {
            boolean isSame = small.given()
                    .filter(matrix ->
                            Arrays.equals(matrix.data(), large.given().get().data()))
                    .isPresent();
            return isSame ? Inclusion.INSIDE : Inclusion.NONE;
        }
        Optional<Shape> shape =
                small.given().map(matrix -> Optional.of(shape(matrix))).orElseGet(() -> Shape.of(small, d));
        return shape.flatMap(own -> Shape.of(large, d).map(other -> own.within(other, d)))
                .orElse(Inclusion.NONE);
    }

    /** The narrowest form that a given covariance has. */
    private static Shape shape(Matrix given) {
        int d = given.rows();
        double[] variances = given.diagonal();
        double[] values = SymmetricEigen.ofSemidefinite(given, "covariance").values();
        int rank = (int)
                Arrays.stream(values).filter(value -> value > RANK * values[0]).count();
        boolean isDiagonal = true;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                isDiagonal &= given.get(i, j) == 0;
            }
        }
        return isDiagonal && rank == d && d > 1
                ? new Shape(0, true, Arrays.stream(variances).allMatch(variance -> variance == variances[0]))
                : new Shape(rank, false, false);
    }
}
