package org.coregion.engine;

import java.util.List;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** Every B_d with its inverse, and every quantity as its definition says. */
final class DenseSolver implements SeriesSolver {
    private final Kernel kernel;
    private final Matrix inputs;
    private final Matrix matrix;
    private final Matrix outputs;
    private final Matrix meanBasis;
    private final boolean isRestricted;
    private final Cholesky[] normals;
    private final Matrix[] inverses;
    /** B_d⁻¹, or P_d for the restricted likelihood. */
    private final Matrix[] projections;
    /** T×D: z_d. */
    private final Matrix z;

    private double[] delta;

    DenseSolver(Kernel kernel, Matrix inputs, Matrix matrix, Matrix outputs, Matrix meanBasis, boolean isRestricted) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.matrix = matrix;
        this.outputs = outputs;
        this.meanBasis = meanBasis;
        this.isRestricted = isRestricted;
        this.normals = new Cholesky[outputs.columns()];
        this.inverses = new Matrix[outputs.columns()];
        this.projections = new Matrix[outputs.columns()];
        this.z = Matrix.zeros(outputs.rows(), outputs.columns());
        this.delta = new double[outputs.columns()];
    }

    @Override
    public SeriesStatistics solve(Matrix w, double[] delta, SeriesMeanRule rule) {
        this.delta = delta.clone();
        int t = matrix.rows();
        int d = outputs.columns();
        Matrix series = Products.multiply(outputs, w);
        Matrix leastSquares = Matrix.zeros(meanBasis.columns(), d);
        double[] inverseTrace = new double[d];
        double[] kernelTrace = new double[d];
        double logDeterminant = 0;
        double quadratic = 0;
        for (int i = 0; i < d; i++) {
            Cholesky b = Cholesky.of(matrix.times(delta[i]).plus(1, Matrix.identity(t)), "covariance of a series");
            inverses[i] = b.solve(Matrix.identity(t));
            Matrix y = series.columns(i, i + 1);
            Matrix weighted = Products.multiply(inverses[i], meanBasis);
            normals[i] = Cholesky.of(Products.transposeMultiply(meanBasis, weighted), "normal matrix of the mean");
            // β = (ΦᵀB⁻¹Φ)⁻¹ΦᵀB⁻¹y.
            Matrix beta = normals[i].solve(Products.transposeMultiply(weighted, y));
            // F = B⁻¹Φ chol(ΦᵀB⁻¹Φ)⁻ᵀ, transposed.
            Matrix f = normals[i].solveLower(weighted.transpose());
            projections[i] = isRestricted ? inverses[i].plus(-1, Products.transposeMultiply(f, f)) : inverses[i];
            logDeterminant += b.logDeterminant();
            inverseTrace[i] = Products.inner(projections[i], Matrix.identity(t));
            kernelTrace[i] = Products.inner(projections[i], matrix);
            setColumn(leastSquares, i, beta);
        }
        Matrix coefficients = rule.coefficients(leastSquares, normals);
        Matrix residuals = series.plus(-1, Products.multiply(meanBasis, coefficients));
        for (int i = 0; i < d; i++) {
            Matrix residual = residuals.columns(i, i + 1);
            Matrix solution = Products.multiply(inverses[i], residual);
            quadratic += Products.inner(residual, solution);
            setColumn(z, i, solution);
        }
        Matrix gram = Products.transposeMultiply(z, z);
        Matrix kernelGram = Products.transposeMultiply(z, Products.multiply(matrix, z));
        return new SeriesStatistics(
                logDeterminant, quadratic, gram, kernelGram, inverseTrace, kernelTrace, coefficients);
    }

    @Override
    public Cholesky[] normalMatrices() {
        return normals;
    }

    @Override
    public Matrix solution() {
        return z.copy();
    }

    @Override
    public Matrix inverseDiagonal() {
        Matrix result = Matrix.zeros(z.rows(), z.columns());
        for (int i = 0; i < inverses.length; i++) {
            setColumn(result, i, Matrix.wrap(z.rows(), 1, inverses[i].diagonal()));
        }
        return result;
    }

    @Override
    public SeriesInformation information() {
        return traces(inverses);
    }

    private SeriesInformation traces(Matrix[] factors) {
        int d = factors.length;
        Matrix noise = Matrix.zeros(d, d);
        Matrix mixed = Matrix.zeros(d, d);
        Matrix signal = Matrix.zeros(d, d);
        Matrix[] right = new Matrix[d];
        for (int j = 0; j < d; j++) {
            right[j] = Products.multiply(factors[j], matrix);
        }
        for (int i = 0; i < d; i++) {
            Matrix left = Products.multiply(matrix, factors[i]);
            for (int j = 0; j < d; j++) {
                noise.set(i, j, Products.inner(factors[i], factors[j]));
                mixed.set(i, j, Products.inner(left, factors[j]));
                signal.set(i, j, Products.inner(left, right[j]));
            }
        }
        return new SeriesInformation(noise, mixed, signal);
    }

    @Override
    public KernelInformation kernelInformation() {
        KernelDerivative.requireHeap(kernel, matrix.rows());
        List<Matrix> derivatives =
                KernelDerivative.all(kernel, at -> at.matrix(inputs)).toList();
        int n = derivatives.size();
        int d = projections.length;
        Matrix ofKernel = Matrix.zeros(n, n);
        Matrix signal = Matrix.zeros(n, d);
        Matrix noise = Matrix.zeros(n, d);
        for (int i = 0; i < d; i++) {
            for (int a = 0; a < n; a++) {
                Matrix relative = Products.multiply(
                                Products.multiply(projections[i], derivatives.get(a)), projections[i])
                        .times(delta[i]);
                signal.set(a, i, Products.inner(relative, matrix));
                noise.set(a, i, Products.inner(relative, Matrix.identity(matrix.rows())));
                for (int b = 0; b < n; b++) {
                    double trace = delta[i] * Products.inner(relative, derivatives.get(b));
                    ofKernel.set(a, b, ofKernel.get(a, b) + trace);
                }
            }
        }
        return new KernelInformation(traces(projections), ofKernel, signal, noise);
    }

    /** Σ_d δ_d (z_d z_dᵀ − ½B_d⁻¹), or P_d for B_d⁻¹, pulled back. */
    @Override
    public double[] kernelGradient() {
        Matrix adjoint = Products.multiplyTranspose(z.scaledColumns(delta), z);
        for (int i = 0; i < inverses.length; i++) {
            adjoint = adjoint.plus(-delta[i] / 2, projections[i]);
        }
        return kernel.pullback(inputs, adjoint);
    }

    @Override
    public SeriesPrediction predict(Matrix newInputs) {
        Matrix cross = kernel.crossMatrix(newInputs, inputs);
        Matrix explained = Matrix.zeros(newInputs.rows(), z.columns());
        for (int i = 0; i < inverses.length; i++) {
            Matrix solved = Products.multiply(cross, inverses[i]);
            for (int n = 0; n < newInputs.rows(); n++) {
                explained.set(n, i, Products.inner(row(cross, n), row(solved, n)));
            }
        }
        return new SeriesPrediction(Products.multiply(cross, z), explained, kernel.diagonal(newInputs));
    }

    private static Matrix row(Matrix a, int row) {
        return Matrix.wrap(1, a.columns(), a.row(row));
    }

    private static void setColumn(Matrix target, int column, Matrix values) {
        for (int t = 0; t < values.rows(); t++) {
            target.set(t, column, values.get(t, 0));
        }
    }
}
