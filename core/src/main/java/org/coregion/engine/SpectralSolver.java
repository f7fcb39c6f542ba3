package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/**
 * Series in the eigenbasis of M, where B_d is Diag(1 + λ_t δ_d). Every T-sized array holds one series per row, so that
 * the loops run along t.
 */
final class SpectralSolver implements SeriesSolver {
    /** A product of factors ≥ 1 is kept below this before its logarithm is taken. */
    private static final double PRODUCT_LIMIT = 1e100;

    private final Kernel kernel;
    private final Matrix inputs;
    private final SymmetricEigen eigen;
    private final Backend backend;
    private final int t;
    private final int d;
    private final int p;
    /** D×T: (QᵀY)ᵀ. */
    private final Matrix outputs;
    /** P×T: (QᵀΦ)ᵀ. */
    private final Matrix basis;

    /** D×T: the series, then their residuals. */
    private final Matrix series;
    /** D×T: z in the eigenbasis. */
    private final Matrix z;
    /** D×T: 1 / (1 + λ_t δ_d). */
    private final Matrix shrinkage;

    private double[] delta;

    SpectralSolver(Kernel kernel, Matrix inputs, SymmetricEigen eigen, Backend backend, Matrix outputs, Matrix basis) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.eigen = eigen;
        this.backend = backend;
        this.t = outputs.rows();
        this.d = outputs.columns();
        this.p = basis.columns();
        this.outputs = backend.transposeMultiply(outputs, eigen.vectors());
        this.basis = backend.transposeMultiply(basis, eigen.vectors());
        this.series = Matrix.zeros(d, t);
        this.z = Matrix.zeros(d, t);
        this.shrinkage = Matrix.zeros(d, t);
        this.delta = new double[d];
    }

    @Override
    public SeriesStatistics solve(Matrix w, double[] delta) {
        this.delta = delta.clone();
        Products.multiply(w.transpose(), outputs, series);
        double[] inverseTrace = new double[d];
        double[] kernelTrace = new double[d];
        double logDeterminant = 0;
        double quadratic = 0;
        Matrix coefficients = Matrix.zeros(p, d);
        for (int i = 0; i < d; i++) {
            logDeterminant += shrink(i, inverseTrace, kernelTrace);
            subtractMean(i, coefficients);
            quadratic += solveSeries(i);
        }
        Matrix gram = Matrix.zeros(d, d);
        Matrix kernelGram = Matrix.zeros(d, d);
        grams(gram, kernelGram);
        return new SeriesStatistics(
                logDeterminant, quadratic, gram, kernelGram, inverseTrace, kernelTrace, coefficients);
    }

    @Override
    public Matrix solution() {
        return backend.multiplyTranspose(eigen.vectors(), z);
    }

    /** Forms ∂L/∂M = Q [ZΔZᵀ − ½ Diag(Σ_d δ_d/H_td)] Qᵀ once, O(T³), and pulls it back. */
    @Override
    public double[] kernelGradient() {
        if (kernel.logParameters().length == 0) {
            return new double[0];
        }
        Matrix adjoint = Matrix.zeros(t, t);
        backend.addGram(eigen.vectors(), traceWeights(), adjoint);
        backend.addGram(solution(), delta, adjoint);
        return kernel.pullback(inputs, adjoint);
    }

    @Override
    public SeriesPrediction predict(Matrix newInputs) {
        // One row per new input: Qᵀk*.
        Matrix cross = backend.multiply(kernel.crossMatrix(newInputs, inputs), eigen.vectors());
        Matrix mean = backend.multiplyTranspose(cross, z);
        for (int i = 0; i < cross.data().length; i++) {
            cross.data()[i] *= cross.data()[i];
        }
        Matrix explained = backend.multiplyTranspose(cross, shrinkage);
        return new SeriesPrediction(mean, explained, kernel.diagonal(newInputs));
    }

    /** Fills row i of the shrinkage and both traces; returns Σ_t log H. */
    private double shrink(int i, double[] inverseTrace, double[] kernelTrace) {
        double[] lambda = eigen.values();
        double[] h = shrinkage.data();
        double logs = 0;
        double product = 1;
        double trace = 0;
        double weighted = 0;
        for (int k = 0; k < t; k++) {
            double factor = 1 + lambda[k] * delta[i];
            double inverse = 1 / factor;
            h[i * t + k] = inverse;
            trace += inverse;
            weighted += lambda[k] * inverse;
            product *= factor;
            if (product > PRODUCT_LIMIT) {
                logs += Math.log(product);
                product = 1;
            }
        }
        inverseTrace[i] = trace;
        kernelTrace[i] = weighted;
        return logs + Math.log(product);
    }

    /** Generalised least squares of series i on the basis; leaves the residuals in its place. */
    private void subtractMean(int i, Matrix coefficients) {
        if (p == 0) {
            return;
        }
        double[] h = shrinkage.data();
        double[] y = series.data();
        double[] phi = basis.data();
        Matrix normal = Matrix.zeros(p, p);
        Matrix right = Matrix.zeros(p, 1);
        for (int a = 0; a < p; a++) {
            double sum = 0;
            for (int k = 0; k < t; k++) {
                sum += phi[a * t + k] * h[i * t + k] * y[i * t + k];
            }
            right.set(a, 0, sum);
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int k = 0; k < t; k++) {
                    product += phi[a * t + k] * h[i * t + k] * phi[b * t + k];
                }
                normal.set(a, b, product);
            }
        }
        Matrix beta = Cholesky.of(normal, "normal matrix of the mean").solve(right);
        for (int a = 0; a < p; a++) {
            double coefficient = beta.get(a, 0);
            coefficients.set(a, i, coefficient);
            for (int k = 0; k < t; k++) {
                y[i * t + k] -= coefficient * phi[a * t + k];
            }
        }
    }

    /** Fills row i of z; returns its quadratic form. */
    private double solveSeries(int i) {
        double[] h = shrinkage.data();
        double[] y = series.data();
        double quadratic = 0;
        for (int k = i * t; k < (i + 1) * t; k++) {
            double value = y[k] * h[k];
            z.data()[k] = value;
            quadratic += y[k] * value;
        }
        return quadratic;
    }

    private void grams(Matrix gram, Matrix kernelGram) {
        double[] lambda = eigen.values();
        double[] values = z.data();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                double weighted = 0;
                for (int k = 0; k < t; k++) {
                    double product = values[i * t + k] * values[j * t + k];
                    sum += product;
                    weighted += lambda[k] * product;
                }
                gram.set(i, j, sum);
                gram.set(j, i, sum);
                kernelGram.set(i, j, weighted);
                kernelGram.set(j, i, weighted);
            }
        }
    }

    /** −½ Σ_d δ_d/H_td for every t. */
    private double[] traceWeights() {
        double[] weights = new double[t];
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < t; k++) {
                weights[k] -= delta[i] * shrinkage.get(i, k) / 2;
            }
        }
        return weights;
    }
}
