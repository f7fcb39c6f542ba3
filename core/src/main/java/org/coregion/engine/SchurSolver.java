package org.coregion.engine;

import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * Heterotopic data in the eigenbasis of M, by what the missing entries take from A = U⁻¹ of the complete data. With
 * A_mm = LLᵀ over the n_m missing entries and G = A_:m L⁻ᵀ, Ũ⁻¹ = A − GGᵀ and log det U_oo = log det U + log det A_mm
 * (Schur's complement). A, G and the right-hand sides are known by their coordinates, so that one (K, Σ) costs O(n_m³ +
 * n_m²rD) beside the eigenvectors.
 */
final class SchurSolver implements HeterotopicSolver {
    private final SchurProblem problem;
    private final Matrix outputs;
    private final Matrix meanBasis;

    SchurSolver(EigenBasis basis, Matrix outputs, Matrix meanBasis, boolean restricted, Backend backend) {
        this.problem = SchurProblem.of(basis, outputs, meanBasis, restricted, backend);
        this.outputs = outputs;
        this.meanBasis = meanBasis;
    }

    @Override
    public HeterotopicSolution solve(Matrix coregionalization, Matrix noise, Matrix w, double[] delta, MeanRule rule) {
        return new SchurSolution(problem, new SchurFactor(problem, noise, w, delta), rule);
    }

    @Override
    public HeterotopicInformation information(Matrix coregionalization, Matrix noise) {
        return HeterotopicInformation.of(
                problem.basis().kernel(),
                problem.basis().inputs(),
                outputs,
                meanBasis,
                problem.restricted(),
                problem.backend(),
                coregionalization,
                noise);
    }
}
