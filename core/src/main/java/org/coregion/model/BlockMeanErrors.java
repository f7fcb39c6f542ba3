package org.coregion.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coregion.engine.Engine;
import org.coregion.engine.HeterotopicSolution;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * What heterotopic data leaves uncertain of its mean. With X = Φ ⊗ I_D at the observed outputs, the PD coefficients are
 * estimated with the covariance CCᵀ, which is (XᵀŨ⁻¹X)⁻¹ where all are free, and has the rank k of
 * {@link VariableEstimate} where not; of these k errors, made independent and of unit size, a prediction of D outputs
 * keeps the share
 *
 * <pre>
 *   (φ*ᵀ ⊗ I)C − (k*ᵀ ⊗ K)F,      F = Ũ⁻¹XC
 * </pre>
 *
 * <p>with which the other errors do not correlate (Matheron 1969). With P = Ũ⁻¹ − FFᵀ in place of Ũ⁻¹ the formulas of a
 * known mean hold for an estimated one (Dubrule 1983). Immutable; kD numbers for each of T rows.
 */
final class BlockMeanErrors {
    private final Engine engine;
    private final MeanDesign design;
    /** K. */
    private final Matrix k;
    /** C, PD×k, the D outputs of a function side by side. */
    private final Matrix factor;
    /** k×p: what the errors of p priors, independent and of unit size, add to the scores Fᵀy. */
    private final Matrix priorShares;
    /** T×kD: F, each of its k columns as D values a row. */
    private final Matrix weights;

    private final int d;

    private BlockMeanErrors(
            Engine engine, MeanDesign design, Matrix k, Matrix factor, Matrix priorShares, Matrix weights) {
        this.engine = engine;
        this.design = design;
        this.k = k;
        this.factor = factor;
        this.priorShares = priorShares;
        this.weights = weights;
        this.d = k.rows();
    }

    /**
     * Solves for F where all coefficients are free: PD right-hand sides.
     *
     * @param k K
     * @param solution that of the same mean
     */
    static BlockMeanErrors of(Engine engine, MeanDesign design, Matrix k, HeterotopicSolution solution) {
        Matrix phi = design.basis();
        if (design.size() == 0) {
            return new BlockMeanErrors(engine, design, k, Matrix.zeros(0, 0), Matrix.zeros(0, 0), phi);
        }
        Matrix factor = Cholesky.of(solution.statistics().meanCovariance(), "covariance of the mean's coefficients")
                .lower();
        Matrix none = Matrix.zeros(factor.columns(), 0);
        return new BlockMeanErrors(engine, design, k, factor, none, solution.apply(columns(phi, factor)));
    }

    /**
     * The same where some are known, tied or have priors: k right-hand sides.
     *
     * @param estimate by which the solution has its mean
     */
    static BlockMeanErrors of(
            Engine engine, MeanDesign design, Matrix k, HeterotopicSolution solution, VariableEstimate estimate) {
        Matrix factor = estimate.factor();
        Matrix weights = solution.apply(columns(design.basis(), factor));
        return new BlockMeanErrors(engine, design, k, factor, estimate.priorShares(), weights);
    }

    /** (φᵀ ⊗ I)C of every row of Φ, each of its k columns as D values: from n×P to n×kD. */
    private static Matrix columns(Matrix phi, Matrix factor) {
        int size = factor.columns();
        int d = factor.rows() / phi.columns();
        Matrix result = Matrix.zeros(phi.rows(), size * d);
        for (int i = 0; i < phi.rows(); i++) {
            for (int c = 0; c < size; c++) {
                for (int row = 0; row < factor.rows(); row++) {
                    result.data()[(i * size + c) * d + row % d] += phi.get(i, row / d) * factor.get(row, c);
                }
            }
        }
        return result;
    }

    /** The shares at new inputs, n×Q, each of the k as D values: n×kD. */
    Matrix at(Matrix newInputs) {
        return design.size() == 0
                ? Matrix.zeros(newInputs.rows(), 0)
                : at(newInputs, engine.kernelSums(newInputs, weights));
    }

    /** The shares at rows of the data, by their rows of the kernel matrix, n×T. */
    Matrix at(Matrix inputs, Matrix cross, Backend backend) {
        return design.size() == 0 ? Matrix.zeros(inputs.rows(), 0) : at(inputs, backend.multiply(cross, weights));
    }

    private Matrix at(Matrix inputs, Matrix sums) {
        Matrix blocks = Matrix.wrap(sums.data().length / d, d, sums.data());
        Matrix explained = Products.multiply(blocks, k);
        return columns(design.at(inputs), factor).plus(-1, Matrix.wrap(sums.rows(), sums.columns(), explained.data()));
    }

    /** Takes the diagonal blocks of FFᵀ, what the mean takes from Ũ⁻¹, off blocks that are the rows of T×D². */
    void subtractFrom(Matrix blocks) {
        addSquares(-1, weights, 0, blocks);
    }

    /**
     * Adds what the mean's estimate moves where a value does: F_t(s − N_t F_t)ᵀ at the missing outputs, s the shares of
     * the signals and N_t = n_tΣ.
     *
     * @param slopes T×D²
     * @param rows some of the T rows
     * @param shares those at these rows, n×PD·D
     */
    void addToSlopes(Matrix slopes, int[] rows, Matrix shares, Matrix sigma, double[] relativeNoise) {
        for (int i = 0; i < rows.length; i++) {
            int t = rows[i];
            Matrix own = Matrix.wrap(shares.columns() / d, d, weights.row(t));
            Matrix moved =
                    Matrix.wrap(own.rows(), d, shares.row(i)).plus(-relativeNoise[t], Products.multiply(own, sigma));
            Matrix block = Products.transposeMultiply(own, moved);
            for (int j = 0; j < d * d; j++) {
                slopes.data()[t * d * d + j] += block.data()[j];
            }
        }
    }

    /**
     * Adds the shares' covariances to the blocks of the rows from {@code from} on.
     *
     * @param blocks D² numbers a row
     * @param shares n×kD
     */
    void addTo(Matrix blocks, int from, Matrix shares) {
        addSquares(1, shares, from, blocks);
    }

    private void addSquares(double sign, Matrix shares, int from, Matrix blocks) {
        int width = shares.columns();
        for (int i = 0; i < shares.rows(); i++) {
            for (int start = i * width; start < (i + 1) * width; start += d) {
                for (int a = 0; a < d; a++) {
                    for (int b = 0; b < d; b++) {
                        blocks.data()[(from + i) * d * d + a * d + b] +=
                                sign * shares.data()[start + a] * shares.data()[start + b];
                    }
                }
            }
        }
    }

    /**
     * Adds the shares' covariance of some outputs at new inputs, all together.
     *
     * @param outputs g outputs, from 0
     * @param target ng×ng, the g outputs of an input side by side
     */
    void addCovariance(Matrix newInputs, int[] outputs, Matrix target, Backend backend) {
        int size = factor.columns();
        if (size == 0) {
            return;
        }
        Matrix shares = at(newInputs);
        int g = outputs.length;
        Matrix columns = Matrix.zeros(newInputs.rows() * g, size);
        for (int row = 0; row < columns.rows(); row++) {
            for (int c = 0; c < size; c++) {
                columns.set(row, c, shares.get(row / g, c * d + outputs[row % g]));
            }
        }
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        backend.addGram(columns, ones, target);
    }

    /**
     * What the estimated mean adds to what outputs lead to expect at new inputs: the shares times Fᵀy, and the errors
     * of priors.
     *
     * @param outputs T×eD, e draws of y side by side; their values where an output is missing do not matter
     * @param random where the priors' errors come from
     * @return n×eD
     */
    Matrix expected(Matrix newInputs, Matrix outputs, RandomGenerator random) {
        int size = factor.columns();
        int draws = outputs.columns() / d;
        Matrix errors = Matrix.zeros(priorShares.columns(), draws);
        Arrays.setAll(errors.data(), i -> random.nextGaussian());
        Matrix scores = Products.multiply(priorShares, errors);
        for (int t = 0; t < outputs.rows(); t++) {
            for (int c = 0; c < size; c++) {
                for (int j = 0; j < outputs.columns(); j++) {
                    scores.data()[c * draws + j / d] += weights.get(t, c * d + j % d) * outputs.get(t, j);
                }
            }
        }
        Matrix shares = at(newInputs);
        Matrix result = Matrix.zeros(newInputs.rows(), outputs.columns());
        for (int row = 0; row < result.rows(); row++) {
            for (int c = 0; c < size; c++) {
                for (int j = 0; j < outputs.columns(); j++) {
                    result.data()[row * result.columns() + j] += shares.get(row, c * d + j % d) * scores.get(c, j / d);
                }
            }
        }
        return result;
    }
}
