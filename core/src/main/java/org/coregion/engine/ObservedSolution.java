package org.coregion.engine;

import java.util.Arrays;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.LargeCholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** U_oo⁻¹ at one (K, Σ), and every quantity as its definition says. */
final class ObservedSolution implements HeterotopicSolution {
    private final Kernel kernel;
    private final Matrix inputs;
    /** M. */
    private final Matrix matrix;

    private final ObservedEntries entries;
    /** K. */
    private final Matrix coregionalization;
    /** Σ. */
    private final Matrix noise;

    private final LargeCholesky factor;
    /** n_o×1: w = U_oo⁻¹ residual. */
    private final Matrix w;
    /** n_o×(number of terms), or n_o×0: the columns whose squares the restriction adds to 2 ∂L/∂U_oo. */
    private final Matrix restriction;

    private final Backend backend;
    /** U_oo⁻¹. */
    private final Matrix inverse;

    private final ObservedCovariance covariance;
    private final HeterotopicStatistics statistics;

    ObservedSolution(
            Kernel kernel,
            Matrix inputs,
            Matrix matrix,
            ObservedEntries entries,
            Matrix coregionalization,
            Matrix noise,
            LargeCholesky factor,
            Matrix residual,
            Matrix w,
            Matrix restriction,
            Matrix coefficients,
            double meanLogDeterminant,
            Matrix meanCovariance,
            Backend backend) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.matrix = matrix;
        this.entries = entries;
        this.coregionalization = coregionalization;
        this.noise = noise;
        this.factor = factor;
        this.w = w;
        this.restriction = restriction;
        this.backend = backend;
        this.inverse = factor.inverse(backend);
        this.covariance = new ObservedCovariance(kernel, inputs, matrix, entries);
        Matrix adjoint = adjoint();
        this.statistics = new HeterotopicStatistics(
                factor.logDeterminant(),
                Products.transposeMultiply(residual, w).get(0, 0),
                covariance.pullbackToNoise(adjoint),
                covariance.pullbackToSignal(adjoint),
                coefficients,
                meanLogDeterminant,
                meanCovariance);
    }

    /** ∂L/∂U_oo = −½U_oo⁻¹ + wwᵀ + ½ restriction·restrictionᵀ. */
    private Matrix adjoint() {
        Matrix adjoint = inverse.times(-0.5);
        double[] halves = new double[restriction.columns()];
        Arrays.fill(halves, 0.5);
        backend.addGram(w, new double[] {1}, adjoint);
        backend.addGram(restriction, halves, adjoint);
        return adjoint;
    }

    @Override
    public HeterotopicStatistics statistics() {
        return statistics;
    }

    @Override
    public double[] kernelGradient() {
        return covariance.pullbackToKernel(adjoint(), coregionalization);
    }

    @Override
    public Matrix weights() {
        return entries.scatter(w);
    }

    @Override
    public Matrix apply(Matrix rightHandSides) {
        return entries.scatter(factor.solve(entries.gather(rightHandSides)));
    }

    @Override
    public Matrix inverseBlocks() {
        int d = entries.outputs();
        Matrix blocks = Matrix.zeros(matrix.rows(), d * d);
        for (int a = 0; a < entries.count(); a++) {
            for (int b = 0; b < entries.count(); b++) {
                if (entries.row(a) == entries.row(b)) {
                    blocks.set(entries.row(a), entries.output(a) * d + entries.output(b), inverse.get(a, b));
                }
            }
        }
        return blocks;
    }

    /** O(n_o) for every element. */
    @Override
    public Matrix slopes() {
        int d = entries.outputs();
        boolean[] isObserved = new boolean[matrix.rows() * d];
        for (int a = 0; a < entries.count(); a++) {
            isObserved[entries.row(a) * d + entries.output(a)] = true;
        }
        Matrix slopes = Matrix.zeros(matrix.rows(), d * d);
        for (int a = 0; a < entries.count(); a++) {
            int t = entries.row(a);
            for (int missing = 0; missing < d; missing++) {
                if (!isObserved[t * d + missing]) {
                    slopes.set(t, entries.output(a) * d + missing, slope(a, missing));
                }
            }
        }
        return slopes;
    }

    /** Row a of U_oo⁻¹ times the covariance with another output of its row. */
    private double slope(int a, int other) {
        double sum = 0;
        for (int b = 0; b < entries.count(); b++) {
            double covariance =
                    matrix.get(entries.row(a), entries.row(b)) * coregionalization.get(entries.output(b), other);
            boolean sameRow = entries.row(a) == entries.row(b);
            sum += inverse.get(a, b) * (sameRow ? covariance + noise.get(entries.output(b), other) : covariance);
        }
        return sum;
    }

    @Override
    public HeterotopicPrediction predict(Matrix newInputs) {
        int d = entries.outputs();
        Matrix cross = kernel.crossMatrix(newInputs, inputs);
        Matrix explained = Matrix.zeros(newInputs.rows(), d * d);
        Matrix transposed = cross.transpose();
        for (int i = 0; i < d; i++) {
            Matrix own = transposed.rows(entries.rowsOf(i));
            Matrix solved = backend.transposeMultiply(own, inverse.rowsBetween(entries.start(i), entries.start(i + 1)));
            for (int at = 0; at < newInputs.rows(); at++) {
                for (int b = 0; b < entries.count(); b++) {
                    explained.data()[at * d * d + i * d + entries.output(b)] +=
                            solved.get(at, b) * cross.get(at, entries.row(b));
                }
            }
        }
        return new HeterotopicPrediction(backend.multiply(cross, weights()), explained, kernel.diagonal(newInputs));
    }
}
