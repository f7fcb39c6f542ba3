package org.coregion.engine;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.jspecify.annotations.Nullable;

/**
 * Series in the eigenbasis of M, where B_d is Diag(1 + λ_t δ_d). Every array along the basis holds one series per row,
 * so that the loops run along it.
 */
final class SpectralSolver implements SeriesSolver {
    /** Elements of k*ᵀQ formed at once. */
    private static final int CROSS_ELEMENTS = 1 << 22;

    private final EigenBasis basis;
    private final int r;
    private final int d;
    private final int p;
    private final @Nullable Complement complement;
    private final SpectralSweeps sweeps;
    private final boolean isRestricted;
    private final Cholesky[] normals;

    private double[] delta;
    /** (D+P)×D: residual series d is column d of [Y Φ] times this, W above −β. */
    private Matrix residualFactors;

    SpectralSolver(EigenBasis basis, Matrix outputs, Matrix meanBasis, boolean isRestricted, int threads) {
        this.basis = basis;
        this.r = basis.values().length;
        this.d = outputs.columns();
        this.p = meanBasis.columns();
        this.isRestricted = isRestricted;
        this.normals = new Cholesky[d];
        Arrays.fill(normals, Cholesky.ofLower(Matrix.zeros(0, 0)));
        Matrix columns = outputs.beside(meanBasis);
        Matrix coordinates = basis.project(columns);
        this.complement = r < basis.size() ? Complement.of(basis, columns, coordinates) : null;
        this.sweeps = new SpectralSweeps(basis.values(), coordinates, d, threads);
        this.delta = new double[d];
        this.residualFactors = Matrix.zeros(d + p, d);
    }

    @Override
    public SeriesStatistics solve(Matrix w, double[] delta, SeriesMeanRule rule) {
        this.delta = delta.clone();
        residualFactors = Matrix.zeros(d + p, d);
        System.arraycopy(w.data(), 0, residualFactors.data(), 0, d * d);
        double[][] sums = sweeps.whiten(w, delta);
        double[] inverseTrace = new double[d];
        double[] kernelTrace = new double[d];
        double logDeterminant = 0;
        Matrix leastSquares = Matrix.zeros(p, d);
        for (int i = 0; i < d; i++) {
            logDeterminant += sums[i][0];
            inverseTrace[i] = sums[i][1];
            kernelTrace[i] = sums[i][2];
            estimateMean(i, sums[i], leastSquares);
        }
        Matrix coefficients = rule.coefficients(leastSquares, normals);
        for (int k = 0; k < p * d; k++) {
            residualFactors.data()[d * d + k] = -coefficients.data()[k];
        }
        Matrix gram = Matrix.zeros(d, d);
        Matrix kernelGram = Matrix.zeros(d, d);
        sweeps.solve(coefficients, gram, kernelGram);
        double quadratic = 0;
        for (int i = 0; i < d; i++) {
            // A residual is z + λδz.
            quadratic += gram.get(i, i) + delta[i] * kernelGram.get(i, i);
        }
        if (complement != null) {
            Matrix outside =
                    Products.multiply(Products.transposeMultiply(residualFactors, complement.gram()), residualFactors);
            for (int i = 0; i < d; i++) {
                quadratic += outside.get(i, i);
                inverseTrace[i] += complement.dimension();
            }
            gram = gram.plus(1, outside);
        }
        if (isRestricted) {
            takeProjections(inverseTrace, kernelTrace);
        }
        return new SeriesStatistics(
                logDeterminant, quadratic, gram, kernelGram, inverseTrace, kernelTrace, coefficients);
    }

    @Override
    public Matrix solution() {
        return expand(sweeps.z(), residualFactors);
    }

    /**
     * Vectors of length T, as columns.
     *
     * @param coordinates k×r, in the basis
     * @param factors (D+P)×k: on the complement they are [Y Φ] times this
     */
    private Matrix expand(Matrix coordinates, Matrix factors) {
        Matrix inside = basis.expand(coordinates);
        return complement == null ? inside : inside.plus(1, complement.times(factors));
    }

    @Override
    public Cholesky[] normalMatrices() {
        return normals;
    }

    @Override
    public Matrix inverseDiagonal() {
        if (complement == null) {
            return basis.expandSquares(sweeps.shrinkage());
        }
        // The identity, less what the basis takes from it.
        Matrix shrunk = sweeps.shrinkage();
        for (int i = 0; i < shrunk.data().length; i++) {
            shrunk.data()[i] -= 1;
        }
        Matrix diagonal = basis.expandSquares(shrunk);
        for (int i = 0; i < diagonal.data().length; i++) {
            diagonal.data()[i] += 1;
        }
        return diagonal;
    }

    @Override
    public SeriesInformation information() {
        return traces(false).covariances();
    }

    @Override
    public KernelInformation kernelInformation() {
        return traces(isRestricted).with(basis.kernelDerivatives(), delta);
    }

    private SpectralTraces traces(boolean restricted) {
        double[][] shrinkage = new double[d][];
        Arrays.setAll(shrinkage, sweeps::shrinkage);
        SplitRows[] projections = new SplitRows[d];
        Arrays.setAll(projections, i -> restricted ? projections(i) : SplitRows.none(r));
        return new SpectralTraces(basis.values(), basis.size() - r, shrinkage, projections);
    }

    /** The columns of F of series i. */
    private SplitRows projections(int i) {
        Matrix inverse = inverseFactor(i);
        Matrix inside = Matrix.zeros(p, r);
        sweeps.projections(i, inverse, inside.data(), 0);
        if (complement == null) {
            return new SplitRows(inside, Matrix.zeros(p, 0));
        }
        Matrix factors = Matrix.zeros(d + p, p);
        for (int a = 0; a < p; a++) {
            for (int b = 0; b <= a; b++) {
                factors.set(d + b, a, inverse.get(a, b));
            }
        }
        return new SplitRows(inside, complement.times(factors).transpose());
    }

    @Override
    public double[] kernelGradient() {
        if (!isRestricted) {
            return basis.kernelGradient(
                    new KernelAdjoint(sweeps.z(), addOutside(residualFactors), delta, traceWeights()));
        }
        Matrix z = Matrix.zeros(d * (1 + p), r);
        Matrix factors = Matrix.zeros(d + p, d * (1 + p));
        double[] weights = Arrays.copyOf(delta, d * (1 + p));
        System.arraycopy(sweeps.z().data(), 0, z.data(), 0, d * r);
        for (int j = 0; j < d + p; j++) {
            System.arraycopy(residualFactors.data(), j * d, factors.data(), j * d * (1 + p), d);
        }
        for (int i = 0; i < d; i++) {
            Matrix inverse = inverseFactor(i);
            sweeps.projections(i, inverse, z.data(), (d + i * p) * r);
            for (int a = 0; a < p; a++) {
                int column = d + i * p + a;
                weights[column] = delta[i] / 2;
                for (int b = 0; b <= a; b++) {
                    factors.set(d + b, column, inverse.get(a, b));
                }
            }
        }
        return basis.kernelGradient(new KernelAdjoint(z, addOutside(factors), weights, traceWeights()));
    }

    /** Adds the part in the complement of vectors, times what they are multiplied by. */
    private BiConsumer<Matrix, Matrix> addOutside(Matrix factors) {
        return (target, f) -> {
            if (complement != null) {
                complement.addTimes(Products.multiply(factors, f), target);
            }
        };
    }

    /** Takes ‖F_d‖² and tr F_dᵀMF_d from the traces. */
    private void takeProjections(double[] inverseTrace, double[] kernelTrace) {
        Matrix[] inverses = new Matrix[d];
        Arrays.setAll(inverses, this::inverseFactor);
        double[][] inside = sweeps.projectionSums(inverses);
        for (int i = 0; i < d; i++) {
            inverseTrace[i] -= inside[i][0];
            kernelTrace[i] -= inside[i][1];
            if (complement != null) {
                Matrix phi = complement.gram().rowsBetween(d, d + p).columns(d, d + p);
                Matrix outside = Products.multiplyTranspose(Products.multiply(inverses[i], phi), inverses[i]);
                inverseTrace[i] -= Arrays.stream(outside.diagonal()).sum();
            }
        }
    }

    /** L⁻¹ with LLᵀ the normal matrix of series i. */
    private Matrix inverseFactor(int i) {
        return normals[i].solveLower(Matrix.identity(p));
    }

    @Override
    public SeriesPrediction predict(Matrix newInputs) {
        int n = newInputs.rows();
        Matrix mean = Matrix.zeros(n, d);
        Matrix explained = Matrix.zeros(n, d);
        Matrix solution = complement == null ? Matrix.zeros(0, d) : solution();
        Matrix z = sweeps.z();
        Matrix shrinkage = sweeps.shrinkage();
        int batch = Math.max(1, CROSS_ELEMENTS / Math.max(1, basis.size()));
        for (int from = 0; from < n; from += batch) {
            int to = Math.min(n, from + batch);
            CrossCovariance cross = basis.cross(newInputs.rowsBetween(from, to));
            Matrix coordinates = cross.coordinates();
            mean.setBlock(
                    from,
                    0,
                    complement == null || cross.values().columns() == 0
                            ? Products.multiplyTranspose(coordinates, z)
                            : Products.multiply(cross.values(), solution));
            explained.setBlock(from, 0, Products.squaresMultiplyTranspose(coordinates, shrinkage));
        }
        return new SeriesPrediction(mean, explained, basis.prior(newInputs));
    }

    /** Generalised least squares of series i on the mean's basis, from the sums of the first sweep. */
    private void estimateMean(int i, double[] sums, Matrix coefficients) {
        Matrix normal = Matrix.zeros(p, p);
        Matrix right = Matrix.zeros(p, 1);
        for (int a = 0; a < p; a++) {
            right.set(a, 0, sums[3 + a]);
            for (int b = 0; b <= a; b++) {
                normal.set(a, b, sums[3 + p + a * (a + 1) / 2 + b]);
            }
        }
        if (complement != null) {
            addComplement(complement.gram(), i, normal, right);
        }
        normals[i] = Cholesky.of(normal, "normal matrix of the mean");
        Matrix beta = normals[i].solve(right);
        for (int a = 0; a < p; a++) {
            coefficients.set(a, i, beta.get(a, 0));
        }
    }

    /** Adds the complement's inner products to the normal equations of series i; the factors of β are still 0. */
    private void addComplement(Matrix gram, int i, Matrix normal, Matrix right) {
        for (int a = 0; a < p; a++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += gram.get(d + a, j) * residualFactors.get(j, i);
            }
            right.set(a, 0, right.get(a, 0) + sum);
            for (int b = 0; b <= a; b++) {
                normal.set(a, b, normal.get(a, b) + gram.get(d + a, d + b));
            }
        }
    }

    /** ½ Σ_d δ_d/H_td for every t. */
    private double[] traceWeights() {
        double[] weights = new double[r];
        for (int i = 0; i < d; i++) {
            double[] h = sweeps.shrinkage(i);
            for (int k = 0; k < r; k++) {
                weights[k] += delta[i] * h[k] / 2;
            }
        }
        return weights;
    }
}
