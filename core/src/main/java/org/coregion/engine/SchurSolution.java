package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** {@link SchurSolver} at one (K, Σ): Ũ⁻¹ is A on right-hand sides that are completed first. */
final class SchurSolution implements HeterotopicSolution {
    /** Elements of a large matrix that are formed at once. */
    private static final int ELEMENTS = 1 << 22;

    private final SchurProblem problem;
    private final SchurFactor factor;
    private final CompleteInverse complete;
    private final int d;
    private final CompletedSides sides;
    /** (1 + terms)×(1 + k): the residual, then the columns of the restriction, in outputs and terms of the mean. */
    private final Matrix combinations;
    /** (1 + k)·D series along Q: Ũ⁻¹ times these. */
    private final Matrix z;

    private final HeterotopicStatistics statistics;

    SchurSolution(SchurProblem problem, SchurFactor factor, MeanRule rule) {
        this.problem = problem;
        this.factor = factor;
        this.complete = factor.complete();
        this.d = problem.outputCount();
        this.sides = CompletedSides.of(problem, factor);
        Matrix gram = sides.gram(factor.shrunk(sides.inside()));
        LeastSquares fit = LeastSquares.of(
                        gram.columns(1, sides.count()).rowsBetween(1, sides.count()),
                        gram.columns(0, 1).rowsBetween(1, sides.count()))
                .under(rule, problem.mean());
        this.combinations = fit.residuals(problem.restricted());
        Matrix combined = sides.combined(combinations);
        this.z = factor.shrunk(combined);
        this.statistics = statistics(combined, fit);
    }

    private HeterotopicStatistics statistics(Matrix combined, LeastSquares fit) {
        double[] lambda = problem.basis().values();
        SeriesSquares squares = new SeriesSquares(lambda, d);
        squares.add(1, z, 0, d);
        squares.add(0.5, z, d, z.rows());
        squares.add(0.5, factor.g(), 0, factor.g().rows());
        Matrix kernelGram = squares.kernelGram();
        Matrix residualOutside = sides.squareOutside(column(0));
        Matrix gram = squares.gram().plus(0.5, factor.squaresOutside()).plus(1, residualOutside);
        for (int k = 1; k < combinations.columns(); k++) {
            gram = gram.plus(0.5, sides.squareOutside(column(k)));
        }
        double quadratic = 0;
        for (int i = 0; i < d; i++) {
            double trace = problem.rowCount() - lambda.length;
            double kernelTrace = 0;
            for (int k = 0; k < lambda.length; k++) {
                double h = factor.shrinkage().get(i, k);
                trace += h;
                kernelTrace += lambda[k] * h;
                quadratic += combined.get(i, k) * z.get(i, k);
            }
            quadratic += residualOutside.get(i, i);
            gram.set(i, i, gram.get(i, i) - trace / 2);
            kernelGram.set(i, i, kernelGram.get(i, i) - kernelTrace / 2);
        }
        return new HeterotopicStatistics(
                factor.logDeterminant(),
                quadratic,
                inOutputs(gram),
                inOutputs(kernelGram),
                problem.mean().coefficients(fit.coefficients().data()),
                fit.logDeterminant(),
                problem.mean().pairs(fit.covariance()));
    }

    private double[] column(int k) {
        return combinations.columns(k, k + 1).data();
    }

    /** W·inner·Wᵀ. */
    private Matrix inOutputs(Matrix inner) {
        return Products.multiplyTranspose(Products.multiply(factor.w(), inner), factor.w());
    }

    @Override
    public HeterotopicStatistics statistics() {
        return statistics;
    }

    @Override
    public double[] kernelGradient() {
        double[] delta = factor.delta();
        double[] weights = new double[z.columns()];
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < weights.length; k++) {
                weights[k] += delta[i] * factor.shrinkage().get(i, k) / 2;
            }
        }
        Matrix all = stacked(z, factor.g());
        double[] factors = new double[all.rows()];
        Arrays.setAll(factors, row -> row < d ? delta[row] : delta[row % d] / 2);
        return problem.basis().kernelGradient(new KernelAdjoint(all, this::addOutside, factors, weights));
    }

    /**
     * Adds what the series z, then those of G, have outside of Q, times factors.
     *
     * @param target T×k
     * @param factors one row per series
     */
    private void addOutside(Matrix target, Matrix factors) {
        if (!complete.hasComplement()) {
            return;
        }
        int k = factors.columns();
        // Outside of Q every B_d is the identity, and the columns are the right-hand sides.
        Matrix right = Matrix.zeros(problem.rowCount(), k);
        for (int c = 0; c < combinations.columns(); c++) {
            Matrix series = Products.multiply(completed(c), factor.w());
            right = right.plus(1, Products.multiply(series, factors.rowsBetween(c * d, (c + 1) * d)));
        }
        MissingEntries missing = problem.missing();
        Matrix ofG = factors.rowsBetween(combinations.columns() * d, factors.rows());
        Matrix placed = factor.lower().solveUpper(Matrix.wrap(missing.count(), d * k, ofG.data()));
        for (int a = 0; a < missing.count(); a++) {
            int row = missing.rows()[missing.position(a)];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < k; j++) {
                    right.data()[row * k + j] += factor.w().get(missing.output(a), i) * placed.get(a, i * k + j);
                }
            }
        }
        Matrix outside = complete.outside(right);
        for (int i = 0; i < outside.data().length; i++) {
            target.data()[i] += outside.data()[i];
        }
    }

    /** The right-hand side of one column of the combinations, completed: T×D. */
    private Matrix completed(int column) {
        double[] factors = column(column);
        Matrix result = problem.combination(factors);
        problem.missing().subtract(Products.multiply(sides.fills(), Matrix.wrap(factors.length, 1, factors)), result);
        return result;
    }

    @Override
    public Matrix weights() {
        return problem.missing().zeroed(complete.apply(completed(0)));
    }

    @Override
    public Matrix apply(Matrix rightHandSides) {
        MissingEntries missing = problem.missing();
        Matrix known = missing.zeroed(rightHandSides);
        missing.subtract(factor.lower().solve(missing.gather(complete.apply(known))), known);
        return missing.zeroed(complete.apply(known));
    }

    @Override
    public Matrix inverseBlocks() {
        MissingEntries missing = problem.missing();
        Matrix blocks = complete.blocks();
        int t = problem.rowCount();
        int batch = Math.max(1, ELEMENTS / (t * d));
        for (int from = 0; from < missing.count(); from += batch) {
            int to = Math.min(missing.count(), from + batch);
            Matrix units = Matrix.zeros(missing.count(), to - from);
            for (int a = from; a < to; a++) {
                units.set(a, a - from, -1);
            }
            Matrix right = Matrix.zeros(t, (to - from) * d);
            missing.subtract(factor.lower().solveUpper(units), right);
            Matrix columns = complete.apply(right);
            for (int row = 0; row < t; row++) {
                subtractSquares(columns, row, blocks);
            }
        }
        missing.zeroBlocks(blocks);
        return blocks;
    }

    /** Takes the squares of a row's D values at a time off the D×D matrix that is a row of {@code target}. */
    private void subtractSquares(Matrix columns, int row, Matrix target) {
        double[] values = columns.data();
        for (int from = row * columns.columns(); from < (row + 1) * columns.columns(); from += d) {
            for (int a = 0; a < d; a++) {
                for (int b = 0; b < d; b++) {
                    target.data()[row * d * d + a * d + b] -= values[from + a] * values[from + b];
                }
            }
        }
    }

    /** −A_om A_mm⁻¹, which is U_oo⁻¹U_om. */
    @Override
    public Matrix slopes() {
        MissingEntries missing = problem.missing();
        int t = problem.rowCount();
        Matrix slopes = Matrix.zeros(t, d * d);
        int batch = Math.max(1, ELEMENTS / (t * d));
        for (int from = 0; from < missing.count(); from += batch) {
            int to = Math.min(missing.count(), from + batch);
            Matrix units = Matrix.zeros(missing.count(), to - from);
            for (int a = from; a < to; a++) {
                units.set(a, a - from, 1);
            }
            Matrix right = Matrix.zeros(t, (to - from) * d);
            missing.subtract(factor.lower().solve(units), right);
            Matrix columns = complete.apply(right);
            for (int a = from; a < to; a++) {
                int row = missing.rows()[missing.position(a)];
                for (int i = 0; i < d; i++) {
                    slopes.set(row, i * d + missing.output(a), columns.get(row, (a - from) * d + i));
                }
            }
        }
        for (int a = 0; a < missing.count(); a++) {
            // Of the missing outputs themselves these are not slopes.
            for (int j = 0; j < d; j++) {
                slopes.set(missing.rows()[missing.position(a)], missing.output(a) * d + j, 0);
            }
        }
        return slopes;
    }

    @Override
    public HeterotopicPrediction predict(Matrix newInputs) {
        int n = newInputs.rows();
        EigenBasis basis = problem.basis();
        Matrix mean = Matrix.zeros(n, d);
        Matrix explained = Matrix.zeros(n, d * d);
        Matrix weights = complete.hasComplement() ? weights() : Matrix.zeros(0, d);
        Matrix series = Products.multiply(factor.w(), z.rowsBetween(0, d));
        int batch = Math.max(1, ELEMENTS / Math.max(basis.size(), factor.g().rows()));
        for (int from = 0; from < n; from += batch) {
            int to = Math.min(n, from + batch);
            CrossCovariance cross = basis.cross(newInputs.rowsBetween(from, to));
            Matrix coordinates = cross.coordinates();
            boolean isInside = !complete.hasComplement() || cross.values().columns() == 0;
            mean.setBlock(
                    from,
                    0,
                    isInside
                            ? Products.multiplyTranspose(coordinates, series)
                            : Products.multiply(cross.values(), weights));
            explained.setBlock(from, 0, explained(coordinates));
        }
        return new HeterotopicPrediction(mean, explained, basis.prior(newInputs));
    }

    /** W(Diag(k*ᵀB_d⁻¹k*) − Σ_g hhᵀ)Wᵀ with h the k*ᵀg of D series. */
    private Matrix explained(Matrix coordinates) {
        Matrix alone = Products.squaresMultiplyTranspose(coordinates, factor.shrinkage());
        Matrix inner = Matrix.zeros(coordinates.rows(), d * d);
        Matrix columns = problem.backend().multiplyTranspose(coordinates, factor.g());
        for (int row = 0; row < inner.rows(); row++) {
            for (int i = 0; i < d; i++) {
                inner.set(row, i * d + i, alone.get(row, i));
            }
            subtractSquares(columns, row, inner);
            Matrix own = inOutputs(Matrix.wrap(d, d, inner.row(row)));
            System.arraycopy(own.data(), 0, inner.data(), row * d * d, d * d);
        }
        return inner;
    }

    private static Matrix stacked(Matrix top, Matrix bottom) {
        double[] data = Arrays.copyOf(top.data(), top.data().length + bottom.data().length);
        System.arraycopy(bottom.data(), 0, data, top.data().length, bottom.data().length);
        return Matrix.wrap(top.rows() + bottom.rows(), top.columns(), data);
    }
}
