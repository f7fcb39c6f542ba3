package org.coregion.engine;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.kernel.Kernel;
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

    private FullBasis(Kernel kernel, Replicates replicates, SymmetricEigen eigen) {
        this.kernel = kernel;
        this.replicates = replicates;
        this.eigen = eigen;
    }

    static FullBasis of(Kernel kernel, Replicates replicates) {
        Matrix matrix = replicates.weighted(kernel.matrix(replicates.inputs()));
        return new FullBasis(kernel, replicates, SymmetricEigen.ofSemidefinite(matrix, "kernel matrix"));
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
        return Products.transposeMultiply(replicates.collapse(a), eigen.vectors());
    }

    @Override
    public Matrix expand(Matrix coordinates) {
        return replicates.spread(Products.multiplyTranspose(eigen.vectors(), coordinates));
    }

    @Override
    public Matrix expandSquares(Matrix weights) {
        return replicates.spreadSquares(Products.squaresMultiplyTranspose(eigen.vectors(), weights));
    }

    @Override
    public CrossCovariance cross(Matrix newInputs) {
        Matrix cross = replicates.weightedColumns(kernel.crossMatrix(newInputs, replicates.inputs()));
        return CrossCovariance.inside(Products.multiply(cross, eigen.vectors()));
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
        // With S = V Diag(√weights) and Z = z√Δ in the eigenbasis, the adjoint is VZZᵀVᵀ − SSᵀ.
        int n = values().length;
        double[] root = new double[n];
        for (int k = 0; k < n; k++) {
            root[k] = Math.sqrt(adjoint.weights()[k]);
        }
        Matrix s = eigen.vectors().scaled(ones(n), root);
        Matrix z = Products.multiplyTranspose(eigen.vectors(), adjoint.z());
        Matrix result = Products.multiplyTranspose(z.scaled(ones(n), adjoint.delta()), z);
        Matrix trace = Products.multiplyTranspose(s, s);
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] -= trace.data()[i];
        }
        return kernel.pullback(replicates.inputs(), replicates.weighted(result));
    }

    @Override
    public Optional<String> adjustment() {
        return Clipped.in(eigen);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
