package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * Traces of products of two series' inverses, from which the expected information of K and Σ follows; N = I unless rows
 * have noise variances of their own.
 *
 * @param noise D×D, tr(B_i⁻¹ N B_j⁻¹ N)
 * @param mixed D×D, tr(B_i⁻¹ M B_j⁻¹ N)
 * @param signal D×D, tr(B_i⁻¹ M B_j⁻¹ M)
 */
public record SeriesInformation(Matrix noise, Matrix mixed, Matrix signal) {}
