package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * Traces of products of P_d with M, N and the derivatives of the kernel matrix, dM_a = ∂M/∂ log kernel parameter a,
 * from which the expected information of all parameters follows. P_d is B_d⁻¹, and for the restricted likelihood B_d⁻¹
 * − F_dF_dᵀ with F_d = B_d⁻¹Φ chol(ΦᵀB_d⁻¹Φ)⁻ᵀ: since the mean's functions are the same for every output, it leaves the
 * series independent.
 *
 * @param covariances of P_d and P_e, in place of the inverses
 * @param kernel n×n, Σ_d δ_d² tr(P_d dM_a P_d dM_b)
 * @param signal n×D, δ_d tr(P_d dM_a P_d M)
 * @param noise n×D, δ_d tr(P_d dM_a P_d N)
 */
public record KernelInformation(SeriesInformation covariances, Matrix kernel, Matrix signal, Matrix noise) {}
