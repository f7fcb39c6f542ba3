package org.coregion.engine;

import java.util.function.Supplier;
import org.coregion.linalg.Matrix;

/**
 * ∂L/∂M = Σ_d δ_d z_d z_dᵀ − ½ Σ_d δ_d B_d⁻¹, where the columns of F_d join the z with weights ½δ_d for the restricted
 * likelihood; in the parts that an {@link EigenBasis} knows: B_d⁻¹ is Q Diag(1/H_d) Qᵀ on the basis and the identity on
 * its complement.
 *
 * @param z k×r, the coordinates of every z
 * @param solution makes the T×k of every z itself
 * @param delta k weights δ
 * @param weights r values ½ Σ_d δ_d/H_td
 */
record KernelAdjoint(Matrix z, Supplier<Matrix> solution, double[] delta, double[] weights) {}
