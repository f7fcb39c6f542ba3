package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * Traces of products of the series' inverses with the derivatives of the kernel matrix, dM_a = ∂M/∂ log kernel
 * parameter a, from which the expected information of the kernel's parameters follows.
 *
 * @param kernel n×n, Σ_d δ_d² tr(B_d⁻¹ dM_a B_d⁻¹ dM_b)
 * @param signal n×D, δ_d tr(B_d⁻¹ dM_a B_d⁻¹ M)
 * @param noise n×D, δ_d tr(B_d⁻¹ dM_a B_d⁻¹)
 */
public record KernelInformation(Matrix kernel, Matrix signal, Matrix noise) {}
