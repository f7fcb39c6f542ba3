package org.coregion.engine;

import java.util.function.BiConsumer;
import org.coregion.linalg.Matrix;

/**
 * ∂L/∂M = Σ_k δ_k z_k z_kᵀ − Q Diag(weights) Qᵀ and what lies in the complement of Q alone, in the parts that an
 * {@link EigenBasis} knows.
 *
 * <p>Of D series it is Σ_d δ_d z_d z_dᵀ − ½ Σ_d δ_d B_d⁻¹, where B_d⁻¹ is Q Diag(1/H_d) Qᵀ on the basis and the
 * identity on its complement; for the restricted likelihood the columns of F_d join the z with weights ½δ_d.
 *
 * @param z k×r, the coordinates of every z
 * @param addOutside adds Σ_k c_k f_kᵀ to a T×c matrix, with c_k the part of z_k in the complement and f_k the rows of a
 *     k×c matrix
 * @param delta k weights δ, none negative
 * @param weights r values: ½ Σ_d δ_d/H_td
 */
record KernelAdjoint(Matrix z, BiConsumer<Matrix, Matrix> addOutside, double[] delta, double[] weights) {}
