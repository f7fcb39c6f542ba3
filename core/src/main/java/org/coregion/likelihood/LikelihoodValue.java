package org.coregion.likelihood;

import org.coregion.linalg.Matrix;

/**
 * The objective and its gradients at one (K, Σ).
 *
 * @param objective L = −½ log det U − vᵀU⁻¹v
 * @param noiseGradient ∂L/∂Σ, D×D symmetric, with dL = Σ (∂L/∂Σ)_ij dΣ_ij
 * @param coregionalizationGradient ∂L/∂K, D×D symmetric
 * @param meanCoefficients P×D, those of the mean, by generalised least squares or as a rule says, in units of the
 *     outputs; NaN for an output without any value
 */
public record LikelihoodValue(
        double objective, Matrix noiseGradient, Matrix coregionalizationGradient, Matrix meanCoefficients) {
    /** The same gradients of an objective that is larger by a number. */
    LikelihoodValue plus(double more) {
        return new LikelihoodValue(objective + more, noiseGradient, coregionalizationGradient, meanCoefficients);
    }
}
