package org.coregion.engine;

import java.util.Arrays;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.LargeCholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Heterotopic data as the definition has it: the covariance U_oo of the n_o observed values is formed, factorised and
 * inverted, O(n_o³). For few observed values, and for audits.
 */
final class ObservedSolver implements HeterotopicSolver {
    private final Kernel kernel;
    private final Matrix inputs;
    /** M. */
    private final Matrix matrix;

    private final ObservedEntries entries;
    /** n_o×1. */
    private final Matrix values;

    private final HeterotopicMean mean;
    /** n_o×(number of terms): X. */
    private final Matrix design;

    private final boolean restricted;
    private final Backend backend;

    ObservedSolver(
            Kernel kernel,
            Matrix inputs,
            Matrix matrix,
            Matrix outputs,
            Matrix basis,
            boolean restricted,
            Backend backend) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.matrix = matrix;
        this.entries = ObservedEntries.of(outputs);
        HeterotopicNeed.observed(entries.count()).require();
        this.values = entries.gather(outputs);
        this.mean = HeterotopicMean.of(outputs, basis);
        this.design = Matrix.zeros(entries.count(), mean.size());
        for (int a = 0; a < entries.count(); a++) {
            for (int j = 0; j < mean.size(); j++) {
                design.set(a, j, mean.output(j) == entries.output(a) ? basis.get(entries.row(a), mean.function(j)) : 0);
            }
        }
        this.restricted = restricted;
        this.backend = backend;
    }

    @Override
    public HeterotopicInformation information(Matrix coregionalization, Matrix noise) {
        HeterotopicNeed.information(entries.count(), inputs.rows()).require();
        return new HeterotopicInformation(
                covariance(), coregionalization, projection(coregionalization, noise), backend);
    }

    @Override
    public HeterotopicSolution solve(Matrix coregionalization, Matrix noise, Matrix w, double[] delta, MeanRule rule) {
        LargeCholesky factor = factor(coregionalization, noise);
        Matrix weightedDesign = factor.solve(design);
        LeastSquares fit = LeastSquares.of(
                        Products.transposeMultiply(design, weightedDesign),
                        Products.transposeMultiply(weightedDesign, values))
                .under(rule, mean);
        Matrix residual = values.plus(-1, Products.multiply(design, fit.coefficients()));
        return new ObservedSolution(
                kernel,
                inputs,
                matrix,
                entries,
                coregionalization,
                noise,
                factor,
                residual,
                factor.solve(residual),
                restricted ? fit.normalized(weightedDesign) : Matrix.zeros(entries.count(), 0),
                mean.coefficients(fit.coefficients().data()),
                fit.logDeterminant(),
                mean.pairs(fit.covariance()),
                backend);
    }

    ObservedCovariance covariance() {
        return new ObservedCovariance(kernel, inputs, matrix, entries);
    }

    /** U_oo⁻¹, and for the restricted likelihood what of it the mean leaves, n_o×n_o. */
    Matrix projection(Matrix coregionalization, Matrix noise) {
        LargeCholesky factor = factor(coregionalization, noise);
        Matrix projection = factor.inverse(backend);
        if (restricted) {
            Matrix weightedDesign = factor.solve(design);
            Cholesky normal =
                    Cholesky.of(Products.transposeMultiply(design, weightedDesign), "normal matrix of the mean");
            double[] minus = new double[design.columns()];
            Arrays.fill(minus, -1);
            backend.addGram(normal.solveLower(weightedDesign.transpose()).transpose(), minus, projection);
        }
        return projection;
    }

    private LargeCholesky factor(Matrix coregionalization, Matrix noise) {
        return LargeCholesky.of(
                covariance().of(coregionalization, noise), "covariance of the observed values", backend);
    }
}
