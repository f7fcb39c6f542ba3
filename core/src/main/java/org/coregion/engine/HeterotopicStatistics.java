package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * L = −½ logDeterminant − quadratic and its gradients, at one (K, Σ).
 *
 * @param logDeterminant log det U_oo; of a restricted likelihood, plus log det of the mean's normal matrix XᵀŨ⁻¹X
 *     (Patterson and Thompson 1971)
 * @param quadratic residualᵀ Ũ⁻¹ residual
 * @param noiseGradient ∂L/∂Σ, D×D
 * @param coregionalizationGradient ∂L/∂K, D×D
 * @param coefficients P×D, the mean's coefficients of each output; NaN for an output without any value
 */
public record HeterotopicStatistics(
        double logDeterminant,
        double quadratic,
        Matrix noiseGradient,
        Matrix coregionalizationGradient,
        Matrix coefficients) {}
