package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * L = −½ logDeterminant − quadratic, less ½ meanLogDeterminant for the restricted likelihood, and its gradients, at one
 * (K, Σ).
 *
 * @param logDeterminant log det U_oo
 * @param quadratic residualᵀ Ũ⁻¹ residual
 * @param noiseGradient ∂L/∂Σ, D×D
 * @param coregionalizationGradient ∂L/∂K, D×D
 * @param coefficients P×D, the mean's coefficients of each output; NaN for an output without any value
 * @param meanLogDeterminant log det of the mean's normal matrix XᵀŨ⁻¹X
 * @param meanCovariance PD×PD, (XᵀŨ⁻¹X)⁻¹, the D outputs of a function side by side; NaN for an output without any
 *     value
 */
public record HeterotopicStatistics(
        double logDeterminant,
        double quadratic,
        Matrix noiseGradient,
        Matrix coregionalizationGradient,
        Matrix coefficients,
        double meanLogDeterminant,
        Matrix meanCovariance) {}
