package org.coregion.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.GramEigen;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.PivotedCholesky;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/**
 * The eigenvectors of a kernel matrix of numerical rank r ≪ T, O(Tr²): M = L·Lᵀ by pivoted Cholesky (Higham 1990;
 * Harbrecht, Peters and Schneider 2012), L = Q₀R, RRᵀ = VΛVᵀ and Q = Q₀V. M itself is never formed. Against the
 * Cholesky factor of every B_d the likelihood is closer than that by all T eigenvectors of M: within 1e-10 at δ = 1e3,
 * 1e-7 at δ = 1e6 (T = 600, r = 279).
 *
 * <p>With S the pivots' rows, C = M[:, S] and G = M[S, S], the matrix that stands for M is C·G⁻¹·Cᵀ, whose differential
 * is dC·Pᵀ + P·dCᵀ − P·dG·Pᵀ with P = C·G⁻¹ = L·L_S⁻¹. An error in P is multiplied by dC − P·dG, which is as small as
 * the root of the residual, and M's own differential is missed by the order of the residual alone. Measured: a kernel
 * gradient within 1e-10 of its size at δ = 1e3, within 4e-8 at δ = 1e6.
 */
final class LowRankBasis implements EigenBasis {
    /** The error of an element of {@link #near}, relative to the largest on the diagonal. */
    private static final double NEAR = 1e-10;

    private final Kernel kernel;
    private final Matrix inputs;
    /** r×Q: the inputs of S. */
    private final Matrix pivots;
    /** T×r: Q. */
    private final Matrix vectors;

    private final double[] values;
    /** r×r: PᵀQ, so that P = Q·interpolationᵀ. */
    private final Matrix interpolation;

    private final Backend backend;

    private LowRankBasis(
            Kernel kernel,
            Matrix inputs,
            Matrix pivots,
            Matrix vectors,
            double[] values,
            Matrix interpolation,
            Backend backend) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.pivots = pivots;
        this.vectors = vectors;
        this.values = values;
        this.interpolation = interpolation;
        this.backend = backend;
    }

    /** The basis; empty if r would exceed {@code largestRank}, or the kernel has no values but at its own rows. */
    static Optional<LowRankBasis> of(Kernel kernel, Matrix inputs, int largestRank, Backend backend) {
        return factor(kernel, inputs, largestRank, 0).map(factor -> of(kernel, inputs, factor, backend));
    }

    /**
     * A basis of smaller rank at about half the cost, of a matrix that differs from M by {@value #NEAR} of its largest
     * element at most: the derivatives are those of that matrix.
     */
    static Optional<LowRankBasis> near(Kernel kernel, Matrix inputs, int largestRank, Backend backend) {
        return factor(kernel, inputs, largestRank, NEAR).map(factor -> near(kernel, inputs, factor, backend));
    }

    /**
     * The basis of C·G⁻¹·Cᵀ for an S of one's own (Nyström's approximation; Williams and Seeger 2001), at the cost of
     * {@link #near}. Where S stays as it is while the kernel moves, likelihoods differ smoothly.
     *
     * @param pivots S, as {@link #pivots} finds it for a kernel nearby; less what is dependent to rounding
     */
    static LowRankBasis through(int[] pivots, Kernel kernel, Matrix inputs, Backend backend) {
        Matrix rows = new KernelBands(kernel, backend.threads()).crossMatrix(inputs.rows(pivots), inputs);
        return near(kernel, inputs, PivotedCholesky.through(pivots, rows, backend), backend);
    }

    /** The S that leaves no more than a share of M's largest element; empty if there are more than {@code most}. */
    static Optional<int[]> pivots(Kernel kernel, Matrix inputs, int most, double share) {
        return factor(kernel, inputs, most, share).map(PivotedCholesky::pivots);
    }

    /** The rank r alone. */
    static OptionalInt rank(Kernel kernel, Matrix inputs, int largestRank) {
        return rank(factor(kernel, inputs, largestRank, 0));
    }

    /** The rank of {@link #near} alone. */
    static OptionalInt rankNear(Kernel kernel, Matrix inputs, int largestRank) {
        return rank(factor(kernel, inputs, largestRank, NEAR));
    }

    private static OptionalInt rank(Optional<PivotedCholesky> factor) {
        return factor.map(found -> OptionalInt.of(found.pivots().length)).orElse(OptionalInt.empty());
    }

    private static Optional<PivotedCholesky> factor(Kernel kernel, Matrix inputs, int largestRank, double share) {
        return kernel.isFunctionOfInputs()
                ? PivotedCholesky.of(
                        kernel.diagonal(inputs),
                        t -> kernel.crossMatrix(inputs.rows(t), inputs).data(),
                        largestRank,
                        share)
                : Optional.empty();
    }

    /**
     * Q₀ by Cholesky factors of Gram matrices, twice (Yamamoto et al. 2015): since these commute with a scaling of the
     * columns, the graded L counts as well conditioned.
     */
    private static LowRankBasis of(Kernel kernel, Matrix inputs, PivotedCholesky factor, Backend backend) {
        Matrix upper = factor.upper();
        int r = upper.rows();
        Cholesky first = Cholesky.of(gram(upper, backend), "Gram matrix of the pivots");
        Matrix nearly = backend.multiply(first.solveLower(Matrix.identity(r)), upper);
        Cholesky second = Cholesky.of(gram(nearly, backend), "Gram matrix of the basis");
        Matrix rTransposed = backend.multiply(first.lower(), second.lower());
        GramEigen eigen = GramEigen.of(rTransposed, "low-rank kernel matrix", backend);
        return new LowRankBasis(
                kernel,
                inputs,
                inputs.rows(factor.pivots()),
                backend.transposeMultiply(nearly, second.solveUpper(eigen.vectors())),
                eigen.values(),
                backend.multiply(factor.atPivots().solveUpper(rTransposed), eigen.vectors()),
                backend);
    }

    /** Q₀ by one Gram matrix, and the eigenvectors of RRᵀ itself: both are nearer than the factor is to M. */
    private static LowRankBasis near(Kernel kernel, Matrix inputs, PivotedCholesky factor, Backend backend) {
        Matrix upper = factor.upper();
        Cholesky gram = Cholesky.of(gram(upper, backend), "Gram matrix of the pivots");
        Matrix lower = gram.lower();
        SymmetricEigen eigen = SymmetricEigen.ofSemidefiniteInPlace(
                backend.transposeMultiply(lower, lower), "low-rank kernel matrix", backend);
        return new LowRankBasis(
                kernel,
                inputs,
                inputs.rows(factor.pivots()),
                backend.transposeMultiply(upper, gram.solveUpper(eigen.vectors())),
                eigen.values(),
                backend.multiply(factor.atPivots().solveUpper(lower), eigen.vectors()),
                backend);
    }

    /** A·Aᵀ. */
    private static Matrix gram(Matrix a, Backend backend) {
        double[] ones = new double[a.columns()];
        Arrays.fill(ones, 1);
        Matrix result = Matrix.zeros(a.rows(), a.rows());
        backend.addGram(a, ones, result);
        return result;
    }

    @Override
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public Matrix inputs() {
        return inputs;
    }

    @Override
    public int size() {
        return vectors.rows();
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public Matrix project(Matrix a) {
        return backend.transposeMultiply(a, vectors);
    }

    @Override
    public Matrix expand(Matrix coordinates) {
        return backend.multiplyTranspose(vectors, coordinates);
    }

    @Override
    public Matrix expandSquares(Matrix weights) {
        return Products.squaresMultiplyTranspose(vectors, weights);
    }

    @Override
    public CrossCovariance cross(Matrix newInputs) {
        Matrix values = kernel.crossMatrix(newInputs, inputs);
        return new CrossCovariance(backend.multiply(values, vectors), values);
    }

    @Override
    public Matrix kernelSums(Matrix newInputs, Matrix weights) {
        return backend.multiply(kernel.crossMatrix(newInputs, inputs), weights);
    }

    @Override
    public double[] prior(Matrix newInputs) {
        return kernel.diagonal(newInputs);
    }

    /** 2⟨AP, dC⟩ − ⟨PᵀAP, dG⟩ with A = ∂L/∂M; P lies in the basis, where A is known without its complement. */
    @Override
    public double[] kernelGradient(KernelAdjoint adjoint) {
        // In the basis, A is zᵀΔz − Diag(weights).
        Matrix scaledZ = adjoint.z().scaledRows(adjoint.delta());
        Matrix inside = backend.transposeMultiply(adjoint.z(), scaledZ).plus(-1, Matrix.diagonal(adjoint.weights()));
        Matrix half = backend.multiplyTranspose(inside, interpolation);
        Matrix atPivots = backend.multiply(interpolation, half);
        Matrix onCross = backend.multiply(vectors, half);
        adjoint.addOutside().accept(onCross, backend.multiplyTranspose(scaledZ, interpolation));
        KernelBands bands = new KernelBands(kernel, backend.threads());
        double[] gradient = bands.crossPullback(inputs, pivots, onCross);
        double[] correction = bands.pullback(pivots, atPivots);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = 2 * gradient[i] - correction[i];
        }
        return gradient;
    }

    /** X·R + (X·R)ᵀ − Rᵀ·dG·R with X = Qᵀ·dC and R = PᵀQ; outside the basis it is what is left of dC·R. */
    @Override
    public KernelDerivatives kernelDerivatives() {
        // Those of every parameter, and four on the way.
        double matrices = kernel.logParameters().length + 4;
        int rank = values.length;
        new HeapNeed("the derivatives of T×" + rank, Double.BYTES * matrices * rank, 1, 0, rank)
                .require(size(), "take the observed information");
        List<Matrix> onPivots =
                KernelDerivative.all(kernel, at -> at.matrix(pivots)).toList();
        List<Matrix> inside = new ArrayList<>();
        List<Matrix> turns = new ArrayList<>();
        KernelDerivative.all(kernel, at -> at.crossMatrix(inputs, pivots)).forEach(derivative -> {
            Matrix onCross = backend.multiply(derivative, interpolation);
            Matrix half = backend.transposeMultiply(vectors, onCross);
            Matrix ofPivots = Products.transposeMultiply(
                    interpolation, Products.multiply(onPivots.get(inside.size()), interpolation));
            inside.add(half.plus(1, half.transpose()).plus(-1, ofPivots));
            turns.add(CompleteInverse.outside(this, onCross));
        });
        return new LowRankDerivatives(new DenseDerivatives(inside, backend), turns, backend);
    }

    /** What the factorisation leaves out is rounding. */
    @Override
    public Optional<String> adjustment() {
        return Optional.empty();
    }
}
