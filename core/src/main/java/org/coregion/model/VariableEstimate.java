package org.coregion.model;

import org.coregion.engine.MeanRule;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.GramSchmidt;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.jspecify.annotations.Nullable;

/**
 * The estimate of a mean of which k variables u are free, c = c₀ + QR(u − u₀) with orthonormal Q: the normal density of
 * the coefficients c of generalised least squares, of precision N, times that of the priors, of precision Π and mean m.
 * With LLᵀ = QᵀNQ + SᵀS and S = √Π R⁻¹ the estimate has the covariance CCᵀ of C = QL⁻ᵀ. Mutable: it keeps the last C.
 */
final class VariableEstimate implements MeanRule {
    /** PD×k. */
    private final Matrix q;
    /** k×k: S. */
    private final Matrix s;
    /** k×1: √Π(m − u₀). */
    private final Matrix surprise;

    private @Nullable Cholesky normal;

    /**
     * The rule for what is left of the outputs at c₀.
     *
     * @param start the mean's coefficients for the outputs, P×D: c₀, in the units of the functions
     */
    VariableEstimate(MeanFreedom freedom, MeanDesign design, Matrix start) {
        int k = freedom.count();
        Matrix columns = Matrix.zeros(k, start.data().length);
        for (int v = 0; v < k; v++) {
            double[] column = design.coefficientsOfBasis(freedom.moving(v, start.columns()))
                    .data();
            System.arraycopy(column, 0, columns.data(), v * column.length, column.length);
        }
        GramSchmidt factors = GramSchmidt.of(columns.transpose());
        this.q = factors.q();
        double[] u = freedom.variables(start);
        double[] mean = freedom.priorMean();
        double[] precision = freedom.priorPrecision();
        Matrix roots = Matrix.zeros(k, k);
        this.surprise = Matrix.zeros(k, 1);
        for (int v = 0; v < k; v++) {
            roots.set(v, v, Math.sqrt(precision[v]));
            surprise.set(v, 0, precision[v] == 0 ? 0 : Math.sqrt(precision[v]) * (mean[v] - u[v]));
        }
        // RᵀSᵀ = √Π.
        this.s = Cholesky.ofLower(factors.r().transpose()).solveLower(roots).transpose();
    }

    @Override
    public Matrix coefficients(Matrix leastSquares, Matrix precision) {
        Matrix weighted = Products.multiply(precision, q);
        Cholesky factor = Cholesky.of(
                Products.transposeMultiply(q, weighted).plus(1, Products.transposeMultiply(s, s)),
                "normal matrix of the mean");
        normal = factor;
        Matrix estimate = Matrix.wrap(q.rows(), 1, leastSquares.data());
        Matrix right = Products.transposeMultiply(weighted, estimate).plus(1, Products.transposeMultiply(s, surprise));
        Matrix moved = Products.multiply(q, factor.solve(right));
        return Matrix.wrap(leastSquares.rows(), leastSquares.columns(), moved.data());
    }

    /** C, PD×k, after an estimate. */
    Matrix factor() {
        return Products.multiply(q, normal().solveUpper(Matrix.identity(q.columns())));
    }

    /** L⁻¹Sᵀ, k×k: the shares of the priors' errors, made independent and of unit size, in those of the estimate. */
    Matrix priorShares() {
        return normal().solveLower(s.transpose());
    }

    private Cholesky normal() {
        if (normal == null) {
            throw new IllegalStateException("Nothing has been estimated yet.");
        }
        return normal;
    }
}
