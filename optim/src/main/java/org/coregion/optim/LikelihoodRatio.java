package org.coregion.optim;

import java.util.Locale;
import org.apache.commons.math3.special.Gamma;
import org.coregion.InvalidInputException;

/**
 * Whether the data ask for the larger of two nested models: 2(L₁ − L₀) is χ² with as many degrees of freedom as the
 * larger has parameters more, if the smaller holds (Wilks 1938). Where the smaller lies on the boundary of the larger,
 * a variance at 0 say, the p value is too large (Self and Liang 1987).
 *
 * @param statistic 2(L₁ − L₀)
 * @param degreesOfFreedom the difference in the number of parameters
 * @param pValue the probability of a larger statistic under the smaller model
 */
public record LikelihoodRatio(double statistic, int degreesOfFreedom, double pValue) {
    /** A smaller model fits better by no more than this if it is nested. */
    private static final double ROUNDING = 1e-3;

    /**
     * Compares two fits to the same data.
     *
     * @param nested the fit of the smaller model, a special case of the larger
     * @param full the fit of the larger model
     * @throws InvalidInputException if the data differ, the larger model has no more parameters, or it fits worse
     */
    public static LikelihoodRatio of(FitResult nested, FitResult full) {
        full.requireComparable(nested);
        int degrees = full.parameterCount() - nested.parameterCount();
        if (degrees <= 0) {
            throw new InvalidInputException(
                    "The larger model has " + full.parameterCount() + " parameters, the smaller one "
                            + nested.parameterCount() + ".",
                    "the two were exchanged, or compare by AIC, which needs no nesting.");
        }
        double statistic = 2 * (full.objective() - nested.objective());
        if (statistic < -ROUNDING) {
            throw new InvalidInputException(
                    "The larger model has the lower likelihood: " + full.objective() + " against " + nested.objective()
                            + ".",
                    "the smaller is no special case of it, or the larger needs restarts.");
        }
        double p = statistic <= 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2.0, statistic / 2);
        return new LikelihoodRatio(Math.max(0, statistic), degrees, p);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "χ² = %.4g on %d df, p = %.2g", statistic, degreesOfFreedom, pValue);
    }
}
