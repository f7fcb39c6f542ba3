package org.coregion.optim;

import java.util.Locale;
import org.apache.commons.math3.special.Gamma;
import org.coregion.InvalidInputException;

/**
 * Whether the data ask for the larger of two nested models: 2(L₁ − L₀) is χ² with as many degrees of freedom as the
 * larger has parameters more, if the smaller holds (Wilks 1938).
 *
 * <p>Where the smaller lies on the boundary of the larger, with a variance at 0, a lower rank, or a term of a sum less,
 * the statistic has another distribution and the p value is rough: for a single variance twice too large, its
 * distribution being the even mixture of χ² and 0 (Self and Liang 1987); where the parameters of a vanished term have
 * no meaning it may be too small (Davies 1987).
 *
 * @param statistic 2(L₁ − L₀)
 * @param degreesOfFreedom the difference in the number of parameters
 * @param pValue the probability of a larger statistic under the smaller model
 * @param isRegular whether that is its distribution: the smaller model lies inside the larger, and neither fit ended at
 *     a bound
 */
public record LikelihoodRatio(double statistic, int degreesOfFreedom, double pValue, boolean isRegular) {
    /** A smaller model fits better by no more than this if it is nested. */
    private static final double ROUNDING = 1e-3;

    /**
     * Compares two fits to the same data, both by maximum likelihood, restricted or not.
     *
     * @param nested the fit of the smaller model, a special case of the larger
     * @param full the fit of the larger model
     * @throws InvalidInputException if the data or their relative noise differ, there are priors, the larger model has
     *     no more parameters, the smaller is not seen to be a special case of it by their forms, or it fits worse
     */
    public static LikelihoodRatio of(FitResult nested, FitResult full) {
        full.requireComparable(nested);
        requireNoPriors(nested);
        requireNoPriors(full);
        int degrees = full.parameterCount() - nested.parameterCount();
        if (degrees <= 0) {
            throw new InvalidInputException(
                    "The larger model has " + full.parameterCount() + " parameters, the smaller one "
                            + nested.parameterCount() + ".",
                    "the two were exchanged, or compare by AIC, which needs no nesting.");
        }
        Inclusion inclusion = Nesting.require(nested, full);
        double statistic = 2 * (full.objective() - nested.objective());
        if (statistic < -ROUNDING) {
            throw new InvalidInputException(
                    "The larger model has the lower likelihood: " + full.objective() + " against " + nested.objective()
                            + ".",
                    "the larger one needs restarts, or more evaluations.");
        }
        double p = statistic <= 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2.0, statistic / 2);
        boolean isRegular = inclusion == Inclusion.INSIDE
                && nested.atBounds().isEmpty()
                && full.atBounds().isEmpty();
        return new LikelihoodRatio(Math.max(0, statistic), degrees, p, isRegular);
    }

    private static void requireNoPriors(FitResult fit) {
        if (!fit.model().constraints().priors().isEmpty()
                || fit.model().constraints().correlations().isPresent()) {
            throw new InvalidInputException(
                    "A fit with priors, log density " + fit.logPrior() + ", is no maximum of the likelihood.",
                    "fit both models without priors.");
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "χ² = %.4g on %d df, p = %.2g", statistic, degreesOfFreedom, pValue)
                + (isRegular ? "" : ", roughly: at a boundary it is not χ²");
    }
}
