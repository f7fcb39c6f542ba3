package org.coregion.likelihood;

import org.coregion.engine.HeterotopicInformation;
import org.coregion.engine.HeterotopicSolution;
import org.coregion.engine.HeterotopicSolver;
import org.coregion.engine.HeterotopicStatistics;
import org.coregion.engine.MeanRule;
import org.coregion.linalg.Matrix;
import org.jspecify.annotations.Nullable;

/** The likelihood where outputs are missing: that of the observed ones. Mutable: it keeps the last solution. */
final class HeterotopicLikelihood {
    private final HeterotopicSolver solver;
    private final MeanRule rule;
    private @Nullable HeterotopicSolution last;

    /** @param rule for the mean of what the solver solves */
    HeterotopicLikelihood(HeterotopicSolver solver, MeanRule rule) {
        this.solver = solver;
        this.rule = rule;
    }

    /**
     * L with its gradients in K and Σ.
     *
     * @param spectrum that of the two
     * @param unit what the mean's coefficients are multiplied by
     */
    LikelihoodValue evaluate(Matrix coregionalization, Matrix noise, OutputSpectrum spectrum, double unit) {
        // Before the next one is made, so that the heap never holds both.
        last = null;
        HeterotopicSolution solution =
                solver.solve(coregionalization, noise, spectrum.whitening(), spectrum.delta(), rule);
        last = solution;
        HeterotopicStatistics statistics = solution.statistics();
        return new LikelihoodValue(
                -statistics.logDeterminant() / 2 - statistics.quadratic(),
                statistics.noiseGradient(),
                statistics.coregionalizationGradient(),
                statistics.coefficients().times(unit));
    }

    double[] kernelGradient() {
        return evaluated().kernelGradient();
    }

    /** log det XᵀŨ⁻¹X at the K and Σ last evaluated. */
    double meanLogDeterminant() {
        return evaluated().statistics().meanLogDeterminant();
    }

    /** (XᵀŨ⁻¹X)⁻¹ at the K and Σ last evaluated. */
    Matrix meanCovariance() {
        return evaluated().statistics().meanCovariance();
    }

    /** At any K and Σ. */
    HeterotopicInformation information(Matrix coregionalization, Matrix noise) {
        return solver.information(coregionalization, noise);
    }

    private HeterotopicSolution evaluated() {
        if (last == null) {
            throw new IllegalStateException("The likelihood has not been evaluated yet.");
        }
        return last;
    }
}
