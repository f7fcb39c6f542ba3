package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * What the whitened series say about n new inputs, k* = m(X, x*).
 *
 * @param mean n×D, k*ᵀ z_d: the expected deviation from the mean function, in whitened coordinates
 * @param explained n×D, k*ᵀ B_d⁻¹ k*
 * @param prior n values m(x*, x*)
 */
public record SeriesPrediction(Matrix mean, Matrix explained, double[] prior) {}
