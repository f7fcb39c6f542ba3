package org.coregion.engine;

import java.util.Optional;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/**
 * All eigenvectors of the kernel matrix of the n distinct inputs, O(n³).
 *
 * <p>Where inputs repeat, M = C·m·Cᵀ with C the T×n membership of rows in groups, and N = CᵀC the groups' sizes.
 * C·N^(−½) has orthonormal columns, so N^½ m N^½ = VΛVᵀ gives Q = C·N^(−½)·V: an exact reduction to n rows.
 */
final class FullBasis implements EigenBasis {
    private final Kernel kernel;
    private final Replicates replicates;
    private final SymmetricEigen eigen;
    private final Backend backend;

    private FullBasis(Kernel kernel, Replicates replicates, SymmetricEigen eigen, Backend backend) {
        this.kernel = kernel;
        this.replicates = replicates;
        this.eigen = eigen;
        this.backend = backend;
    }

    static FullBasis of(Kernel kernel, Replicates replicates, Backend backend) {
        Matrix matrix = replicates.weighted(new KernelBands(kernel, backend.threads()).matrix(replicates.inputs()));
        SymmetricEigen eigen = SymmetricEigen.ofSemidefiniteInPlace(matrix, "kernel matrix", backend);
        return new FullBasis(kernel, replicates, eigen, backend);
    }

    @Override
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public Matrix inputs() {
        return replicates.all();
    }

    @Override
    public int size() {
        return replicates.size();
    }

    @Override
    public double[] values() {
        return eigen.values();
    }

    @Override
    public Matrix project(Matrix a) {
        return backend.transposeMultiply(replicates.collapse(a), eigen.vectors());
    }

    @Override
    public Matrix expand(Matrix coordinates) {
        return replicates.spread(backend.multiplyTranspose(eigen.vectors(), coordinates));
    }

    @Override
    public Matrix expandSquares(Matrix weights) {
        return replicates.spreadSquares(Products.squaresMultiplyTranspose(eigen.vectors(), weights));
    }

    @Override
    public CrossCovariance cross(Matrix newInputs) {
        return CrossCovariance.inside(backend.multiply(weightedCross(newInputs), eigen.vectors()));
    }

    @Override
    public Matrix kernelSums(Matrix newInputs, Matrix weights) {
        return backend.multiply(weightedCross(newInputs), replicates.collapse(weights));
    }

    /** m(x*, distinct inputs)·N^½. */
    private Matrix weightedCross(Matrix newInputs) {
        return replicates.weightedColumns(kernel.crossMatrix(newInputs, replicates.inputs()));
    }

    @Override
    public double[] prior(Matrix newInputs) {
        return kernel.diagonal(newInputs);
    }

    /** Forms ∂L/∂M of the distinct inputs once, O(n³), and pulls it back. */
    @Override
    public double[] kernelGradient(KernelAdjoint adjoint) {
        if (kernel.logParameters().length == 0) {
            return new double[0];
        }
        int n = values().length;
        double[] weights = new double[n];
        for (int k = 0; k < n; k++) {
            weights[k] = -adjoint.weights()[k];
        }
        // V·(zᵀΔz − Diag(weights))·Vᵀ, z in the eigenbasis.
        Matrix vectors = eigen.vectors();
        Matrix result =
                backend.sumOfGrams(vectors, weights, backend.multiplyTranspose(vectors, adjoint.z()), adjoint.delta());
        return new KernelBands(kernel, backend.threads()).pullback(replicates.inputs(), replicates.weighted(result));
    }

    @Override
    public KernelDerivatives kernelDerivatives() {
        KernelDerivative.requireHeap(kernel, values().length);
        Matrix vectors = eigen.vectors();
        return new DenseDerivatives(
                KernelDerivative.all(kernel, at -> replicates.weighted(at.matrix(replicates.inputs())))
                        .map(derivative -> backend.transposeMultiply(vectors, backend.multiply(derivative, vectors)))
                        .toList(),
                backend);
    }

    @Override
    public Optional<String> adjustment() {
        return Clipped.in(eigen);
    }
}
