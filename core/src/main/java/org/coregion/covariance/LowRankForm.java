package org.coregion.covariance;

import java.util.Arrays;
import org.coregion.InvalidInputException;

/**
 * WWᵀ, with or without a diagonal beside it.
 *
 * @param rank the columns of W
 * @param plusDiagonal whether there is a diagonal
 */
record LowRankForm(int rank, boolean plusDiagonal) implements CovarianceForm {
    LowRankForm {
        if (rank < 1) {
            throw new InvalidInputException(
                    "The rank of a covariance is " + rank + ".",
                    "a covariance without any signal is meant: fix it at 0.");
        }
    }

    @Override
    public OutputCovariance standardized(double[] scale, double[] floor) {
        int d = scale.length;
        if (rank > d) {
            throw new InvalidInputException(
                    "The rank " + rank + " of a covariance exceeds the number of outputs, " + d + ".",
                    "choose the full form: it has every rank.");
        }
        if (rank == d) {
            return new FullCovariance(floor);
        }
        if (!plusDiagonal && Arrays.stream(floor).anyMatch(variance -> variance > 0)) {
            throw new InvalidInputException(
                    "A covariance of rank " + rank + " may be singular, as the noise covariance must not be.",
                    "choose the low-rank form plus a diagonal.");
        }
        return plusDiagonal ? new LowRankPlusDiagonal(rank, floor) : new LowRankCovariance(d, rank);
    }
}
