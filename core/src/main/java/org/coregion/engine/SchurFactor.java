package org.coregion.engine;

import org.coregion.linalg.Cholesky;
import org.coregion.linalg.LargeCholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * A_mm = LLᵀ and G at one (K, Σ), in coordinates: those of D series, a series a row, for one right-hand side or one
 * column of G after another. Immutable.
 */
final class SchurFactor {
    private final SchurProblem problem;
    private final int d;
    private final Matrix w;
    private final double[] delta;
    /** D×r: 1/H. */
    private final Matrix shrinkage;

    private final LargeCholesky factor;
    /** n_m·D series along Q. */
    private final Matrix g;

    private final double logDeterminant;

    SchurFactor(SchurProblem problem, Matrix noise, Matrix w, double[] delta) {
        this.problem = problem;
        this.d = problem.outputCount();
        this.w = w;
        this.delta = delta.clone();
        double[] lambda = problem.basis().values();
        this.shrinkage = Matrix.zeros(d, lambda.length);
        double logH = 0;
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < lambda.length; k++) {
                shrinkage.set(i, k, 1 / (1 + lambda[k] * delta[i]));
                logH += Math.log1p(lambda[k] * delta[i]);
            }
        }
        this.factor = LargeCholesky.of(atMissing(), "inverse covariance of the missing values", problem.backend());
        this.g = columns();
        this.logDeterminant =
                problem.rowCount() * Cholesky.of(noise, "noise covariance").logDeterminant()
                        + logH
                        + factor.logDeterminant();
    }

    /** A_mm: D products of m×r by r×m, m the rows with a missing entry. */
    private Matrix atMissing() {
        MissingEntries missing = problem.missing();
        Matrix rows = problem.coordinates().rows();
        int n = missing.count();
        Matrix result = Matrix.zeros(n, n);
        for (int i = 0; i < d; i++) {
            Matrix inverse = complement();
            problem.backend().addGram(rows, shrinkage.row(i), inverse);
            for (int a = 0; a < n; a++) {
                double left = w.get(missing.output(a), i);
                for (int b = 0; b <= a; b++) {
                    result.data()[a * n + b] +=
                            left * w.get(missing.output(b), i) * inverse.get(missing.position(a), missing.position(b));
                }
            }
        }
        return result;
    }

    /** Of every B_d⁻¹ what is outside of Q, m×m: a copy. */
    private Matrix complement() {
        int m = problem.missing().rows().length;
        return problem.coordinates()
                .outside()
                .map(outside -> outside.complement().copy())
                .orElseGet(() -> Matrix.zeros(m, m));
    }

    /** L⁻¹A_m:, whose rows are the columns of G. */
    private Matrix columns() {
        MissingEntries missing = problem.missing();
        Matrix rows = problem.coordinates().rows();
        int inside = rows.columns();
        int n = missing.count();
        Matrix right = Matrix.zeros(n, d * inside);
        for (int a = 0; a < n; a++) {
            for (int i = 0; i < d; i++) {
                double left = w.get(missing.output(a), i);
                int from = (a * d + i) * inside;
                for (int k = 0; k < inside; k++) {
                    right.data()[from + k] = left * shrinkage.get(i, k) * rows.get(missing.position(a), k);
                }
            }
        }
        return Matrix.wrap(n * d, inside, factor.solveLower(right).data());
    }

    /**
     * A_mm⁻¹A_m: times right-hand sides, n_m×c: what the observed values lead to expect where one is missing, with
     * opposite sign.
     *
     * @param mixing c·D series as sums of the problem's columns
     * @param coordinates those of the series
     */
    Matrix fills(Matrix mixing, Matrix coordinates) {
        MissingEntries missing = problem.missing();
        Matrix inside =
                problem.backend().multiplyTranspose(problem.coordinates().rows(), shrunk(coordinates));
        Matrix rows = problem.coordinates()
                .outside()
                .map(outside -> inside.plus(1, Products.multiplyTranspose(outside.cross(), mixing)))
                .orElse(inside);
        Matrix right = Matrix.zeros(missing.count(), coordinates.rows() / d);
        for (int a = 0; a < right.rows(); a++) {
            for (int j = 0; j < right.columns(); j++) {
                double sum = 0;
                for (int i = 0; i < d; i++) {
                    sum += w.get(missing.output(a), i) * rows.get(missing.position(a), j * d + i);
                }
                right.set(a, j, sum);
            }
        }
        return factor.solve(right);
    }

    /** Values at the missing entries as series at the rows with missing entries: from n_m×c to m×cD. */
    Matrix series(Matrix values) {
        MissingEntries missing = problem.missing();
        Matrix series = Matrix.zeros(missing.rows().length, values.columns() * d);
        for (int a = 0; a < missing.count(); a++) {
            int row = missing.position(a) * series.columns();
            for (int j = 0; j < values.columns(); j++) {
                for (int i = 0; i < d; i++) {
                    series.data()[row + j * d + i] += values.get(a, j) * w.get(missing.output(a), i);
                }
            }
        }
        return series;
    }

    /** A times right-hand sides, c·D series. */
    Matrix shrunk(Matrix coordinates) {
        return complete().shrunk(coordinates);
    }

    /** Σ gᵀg over the part of G outside of Q, D×D: Σ_ab (A_mm⁻¹)_ab C_ab w_a w_bᵀ, C = I − QQᵀ. */
    Matrix squaresOutside() {
        Matrix sum = Matrix.zeros(d, d);
        if (problem.coordinates().outside().isEmpty()) {
            return sum;
        }
        MissingEntries missing = problem.missing();
        Matrix complement = complement();
        Matrix inverse = factor.inverse(problem.backend());
        for (int a = 0; a < missing.count(); a++) {
            for (int b = 0; b < missing.count(); b++) {
                sum.data()[missing.output(a) * d + missing.output(b)] +=
                        inverse.get(a, b) * complement.get(missing.position(a), missing.position(b));
            }
        }
        return Products.multiply(Products.transposeMultiply(w, sum), w);
    }

    /** A on its own. */
    CompleteInverse complete() {
        return new CompleteInverse(problem.basis(), w, shrinkage);
    }

    /** W. */
    Matrix w() {
        return w;
    }

    /** δ. */
    double[] delta() {
        return delta;
    }

    /** 1/H, D×r. */
    Matrix shrinkage() {
        return shrinkage;
    }

    /** L. */
    LargeCholesky lower() {
        return factor;
    }

    /** G along Q, n_m·D series: not a copy. */
    Matrix g() {
        return g;
    }

    /** log det U_oo. */
    double logDeterminant() {
        return logDeterminant;
    }
}
