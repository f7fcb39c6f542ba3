package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * What the T side contributes to the likelihood; z_d = B_d⁻¹(residual of series d), B_d = δ_d M + N with N = I unless
 * rows have noise variances of their own.
 *
 * @param logDeterminant Σ_d log det B_d
 * @param quadratic Σ_d residual_dᵀ z_d
 * @param gram D×D, z_iᵀ N z_j
 * @param kernelGram D×D, z_iᵀ M z_j
 * @param inverseTrace D traces of N B_d⁻¹, or of N P_d for the restricted likelihood
 * @param kernelTrace D traces of M B_d⁻¹, or of M P_d
 * @param coefficients P×D, the mean's coefficients of each whitened series
 */
public record SeriesStatistics(
        double logDeterminant,
        double quadratic,
        Matrix gram,
        Matrix kernelGram,
        double[] inverseTrace,
        double[] kernelTrace,
        Matrix coefficients) {}
