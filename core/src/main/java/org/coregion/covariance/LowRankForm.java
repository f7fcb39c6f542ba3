package org.coregion.covariance;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.coregion.InvalidInputException;
import org.coregion.ParameterLimits;

/**
 * WWᵀ, with or without a diagonal beside it.
 *
 * @param rank the columns of W
 * @param plusDiagonal whether there is a diagonal
 * @param limits of the variances in the user's units; empty if nothing is demanded of them
 */
record LowRankForm(int rank, boolean plusDiagonal, Optional<ParameterLimits> limits) implements CovarianceForm {
    /** What {@link #toString} writes. */
    static final Pattern NAME = Pattern.compile("rank:(\\d{1,9})(\\+diagonal)?");

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
            return new FullForm(limits).standardized(scale, floor);
        }
        if (!plusDiagonal && Arrays.stream(floor).anyMatch(variance -> variance > 0)) {
            throw new InvalidInputException(
                    "A covariance of rank " + rank + " may be singular, as the noise covariance must not be.",
                    "choose the low-rank form plus a diagonal.");
        }
        return limits.map(own -> limited(own, scale, floor))
                .orElseGet(() -> plusDiagonal ? new LowRankPlusDiagonal(rank, floor) : new LowRankCovariance(d, rank));
    }

    private OutputCovariance limited(ParameterLimits own, double[] scale, double[] floor) {
        int d = scale.length;
        if (rank == 1 && !plusDiagonal) {
            return new SignedDeviations(new LogDiagonal(scale, floor, own), d);
        }
        UnitRows correlations = plusDiagonal ? UnitRows.plusDiagonal(d, rank) : UnitRows.ofRank(d, rank);
        return SeparatedCovariance.of(own, scale, floor, correlations);
    }

    @Override
    public Optional<CovarianceForm> limited(ParameterLimits variances) {
        return Optional.of(new LowRankForm(rank, plusDiagonal, Optional.of(variances)));
    }

    @Override
    public String toString() {
        return "rank:" + rank + (plusDiagonal ? "+diagonal" : "");
    }
}
