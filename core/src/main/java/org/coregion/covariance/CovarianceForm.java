package org.coregion.covariance;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Symmetric;

/** A form that a D×D covariance may take, stated before the data are known. */
@FunctionalInterface
public interface CovarianceForm {
    /** With limits on its variances, what of each one a covariance that must be definite does not share at least. */
    double LEAST_OWN_SHARE = 1e-8;

    /**
     * The covariance in standardised units.
     *
     * @param scale D standard units of the outputs: a covariance C in the user's units is C[i, j]/(scale_i scale_j)
     *     here
     * @param floor D smallest variances allowed, in standardised units; 0 allows any
     * @throws org.coregion.InvalidInputException if the form does not fit D outputs, or cannot keep to the floor
     */
    OutputCovariance standardized(double[] scale, double[] floor);

    /**
     * The same form with limits on its D variances.
     *
     * @param variances in the user's units; a lower bound takes the place of the floor, and where there is a floor the
     *     share {@link #LEAST_OWN_SHARE} of each variance is the output's own
     * @return empty if the variances are no parameters of this form: it is given as a whole, or an application's own
     */
    default Optional<CovarianceForm> limited(ParameterLimits variances) {
        return Optional.empty();
    }

    /** The covariance in the user's units, D×D, if the form is a given one. */
    default Optional<Matrix> given() {
        return Optional.empty();
    }

    /**
     * A form by its name: {@code full}, {@code diagonal}, {@code isotropic}, {@code rank:R} or {@code rank:R+diagonal},
     * as the {@code toString} of these forms has it.
     *
     * @return empty if no form is called so
     * @throws org.coregion.InvalidInputException if R is below 1
     */
    static Optional<CovarianceForm> named(String name) {
        Matcher ranked = LowRankForm.NAME.matcher(name);
        if (ranked.matches()) {
            return Optional.of(
                    new LowRankForm(Integer.parseInt(ranked.group(1)), ranked.group(2) != null, Optional.empty()));
        }
        return Stream.of(full(), diagonal(), isotropic())
                .filter(form -> form.toString().equals(name))
                .findFirst();
    }

    /** Independent outputs, a variance each. */
    static CovarianceForm diagonal() {
        return new DiagonalForm(false, Optional.empty());
    }

    /** Independent outputs that share one variance, in the units of the outputs: c·I. */
    static CovarianceForm isotropic() {
        return new DiagonalForm(true, Optional.empty());
    }

    /** Any covariance. */
    static CovarianceForm full() {
        return new FullForm(Optional.empty());
    }

    /**
     * A covariance WWᵀ of rank R at most, for K: the outputs mix R functions. With R = D it is {@link #full}; as a
     * noise covariance, which must be definite, a fit refuses it.
     *
     * @param rank R, at most D
     * @throws org.coregion.InvalidInputException if it is below 1
     */
    static CovarianceForm lowRank(int rank) {
        return new LowRankForm(rank, false, Optional.empty());
    }

    /**
     * WWᵀ + Diag(κ): R shared functions and one of each output's own, as in factor analysis. With R = D it is
     * {@link #full}.
     *
     * @param rank R, at most D
     * @throws org.coregion.InvalidInputException if it is below 1
     */
    static CovarianceForm lowRankPlusDiagonal(int rank) {
        return new LowRankForm(rank, true, Optional.empty());
    }

    /**
     * A given covariance, not fitted.
     *
     * @param covariance D×D in the units of the outputs, positive semidefinite
     * @param name what it is, for messages
     * @throws org.coregion.InvalidInputException if it is not square, symmetric and positive semidefinite
     */
    static CovarianceForm fixed(double[][] covariance, String name) {
        Matrix checked = Symmetric.copyOf(covariance, name);
        Symmetric.requireSemidefinite(checked, name);
        return new FixedForm(checked, name);
    }
}
