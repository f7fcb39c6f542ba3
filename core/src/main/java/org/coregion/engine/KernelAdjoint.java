package org.coregion.engine;

import java.util.function.UnaryOperator;
import org.coregion.linalg.Matrix;

/**
 * ∂L/∂M = Σ_d δ_d z_d z_dᵀ − Q Diag(weights) Qᵀ and what lies in the complement of Q alone, in the parts that an
 * {@link EigenBasis} knows.
 *
 * <p>Of D series it is Σ_d δ_d z_d z_dᵀ − ½ Σ_d δ_d B_d⁻¹, where B_d⁻¹ is Q Diag(1/H_d) Qᵀ on the basis and the
 * identity on its complement.
 *
 * @param z D×r, the coordinates of every z_d
 * @param times makes Σ_d z_d f_dᵀ, T×k, of the z_d themselves and the rows f_d of a D×k matrix
 * @param delta D values δ, none negative
 * @param weights r values: ½ Σ_d δ_d/H_td
 */
record KernelAdjoint(Matrix z, UnaryOperator<Matrix> times, double[] delta, double[] weights) {}
