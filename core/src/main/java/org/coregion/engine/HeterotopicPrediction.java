package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * What heterotopic data says about n new inputs, k* = m(X, x*). The deviation from the mean function is expected to be
 * K times a row of {@code mean}, with covariance m(x*, x*)K − K·explained·K.
 *
 * @param mean n×D, (k* ⊗ I)ᵀ Ũ⁻¹ residual
 * @param explained n×D², in each row the D×D matrix (k* ⊗ I)ᵀ Ũ⁻¹ (k* ⊗ I)
 * @param prior n values m(x*, x*)
 */
public record HeterotopicPrediction(Matrix mean, Matrix explained, double[] prior) {}
