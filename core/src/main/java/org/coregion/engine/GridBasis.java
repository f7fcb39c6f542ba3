package org.coregion.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coregion.kernel.AxisProduct;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/**
 * The eigenvectors of a product kernel on a grid, M = M₁ ⊗ M₂ ⊗ … = (⊗Q_a)(⊗Λ_a)(⊗Q_a)ᵀ: one eigenproblem per axis,
 * O(Σn_a³), and O(TΣn_a) to change basis, axis by axis (Saatçi 2011). Coordinates are in the order of the grid's cells.
 */
final class GridBasis implements EigenBasis {
    private final Kernel kernel;
    private final Grid grid;
    private final AxisProduct product;
    private final Backend backend;
    /** Q_a of every axis. */
    private final Matrix[] vectors;
    /** Λ_a of every axis. */
    private final double[][] axisValues;

    private final double[] values;
    private final Optional<String> adjustment;

    private GridBasis(Kernel kernel, Grid grid, AxisProduct product, SymmetricEigen[] axes, Backend backend) {
        this.kernel = kernel;
        this.grid = grid;
        this.product = product;
        this.backend = backend;
        this.vectors = Arrays.stream(axes).map(SymmetricEigen::vectors).toArray(Matrix[]::new);
        this.axisValues = Arrays.stream(axes).map(SymmetricEigen::values).toArray(double[][]::new);
        this.values = AxisLayout.outer(axisValues);
        this.adjustment =
                Arrays.stream(axes).flatMap(axis -> Clipped.in(axis).stream()).findFirst();
    }

    /** The basis; empty if the kernel is no product over the axes of the grid. */
    static Optional<GridBasis> of(Kernel kernel, Grid grid, Backend backend) {
        return kernel.axisProduct(grid.axes().length).map(product -> of(kernel, grid, product, backend));
    }

    private static GridBasis of(Kernel kernel, Grid grid, AxisProduct product, Backend backend) {
        SymmetricEigen[] axes = new SymmetricEigen[grid.axes().length];
        Arrays.setAll(axes, a -> {
            Matrix matrix = product.factors().get(a).matrix(grid.axes()[a]);
            return SymmetricEigen.ofSemidefiniteInPlace(matrix, "kernel matrix of axis " + (a + 1), backend);
        });
        return new GridBasis(kernel, grid, product, axes, backend);
    }

    @Override
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public Matrix inputs() {
        return grid.inputs();
    }

    @Override
    public int size() {
        return grid.size();
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public Matrix project(Matrix a) {
        return AxisLayout.multiplyEach(grid.toCells(a), vectors, backend);
    }

    @Override
    public Matrix expand(Matrix coordinates) {
        Matrix[] transposes = Arrays.stream(vectors).map(Matrix::transpose).toArray(Matrix[]::new);
        return grid.toRows(AxisLayout.multiplyEach(coordinates, transposes, backend));
    }

    @Override
    public Matrix expandSquares(Matrix weights) {
        Matrix[] squares = Arrays.stream(vectors)
                .map(Matrix::transpose)
                .map(GridBasis::squared)
                .toArray(Matrix[]::new);
        return grid.toRows(AxisLayout.multiplyEach(weights, squares, backend));
    }

    @Override
    public CrossCovariance cross(Matrix newInputs) {
        Matrix[] byAxis = crossByAxis(newInputs);
        Arrays.setAll(byAxis, a -> Products.multiply(byAxis[a], vectors[a]));
        return CrossCovariance.inside(outer(byAxis));
    }

    @Override
    public Matrix kernelSums(Matrix newInputs, Matrix weights) {
        return backend.multiplyTranspose(outer(crossByAxis(newInputs)), grid.toCells(weights));
    }

    /** m_a(x*, axis a) of every axis: n×n_a. */
    private Matrix[] crossByAxis(Matrix newInputs) {
        Matrix[] byAxis = new Matrix[vectors.length];
        Arrays.setAll(byAxis, a -> product.factors().get(a).crossMatrix(newInputs.columns(a, a + 1), grid.axes()[a]));
        return byAxis;
    }

    /** The products over the axes, a row per new input: n×T in the order of the cells. */
    private Matrix outer(Matrix[] byAxis) {
        Matrix result = Matrix.zeros(byAxis[0].rows(), values.length);
        for (int i = 0; i < result.rows(); i++) {
            int row = i;
            double[] kronecker = AxisLayout.outer(
                    Arrays.stream(byAxis).map(cross -> cross.row(row)).toArray(double[][]::new));
            System.arraycopy(kronecker, 0, result.data(), i * values.length, values.length);
        }
        return result;
    }

    @Override
    public double[] prior(Matrix newInputs) {
        return kernel.diagonal(newInputs);
    }

    /**
     * With Z_d(a) the n_a×(T/n_a) coordinates of z_d along axis a and Λ' the eigenvalues of the other axes, ∂L/∂M_a =
     * Q_a [Σ_d δ_d Z_d(a) Λ' Z_d(a)ᵀ − Diag(Σ weights·Λ')] Q_aᵀ: O(DTΣn_a).
     */
    @Override
    public double[] kernelGradient(KernelAdjoint adjoint) {
        double[][] others = new double[vectors.length][];
        Arrays.setAll(others, this::otherValues);
        Matrix[] adjoints = traceAdjoints(adjoint.weights(), others);
        AxisLayout.forEachBlock(adjoint.z(), (from, block) -> {
            double[] delta = Arrays.copyOfRange(adjoint.delta(), from, from + block.rows());
            Matrix z = block;
            for (int axis = vectors.length - 1; axis >= 0; axis--) {
                int n = axisValues[axis].length;
                Matrix lines = AxisLayout.fastest(z, n);
                Matrix weighted = lines.scaledRows(AxisLayout.outer(delta, others[axis]));
                adjoints[axis] = adjoints[axis].plus(1, backend.transposeMultiply(weighted, lines));
                z = AxisLayout.rotate(z, n, backend.threads());
            }
        });
        List<double[]> gradients = new ArrayList<>();
        for (int axis = 0; axis < vectors.length; axis++) {
            Matrix q = vectors[axis];
            Matrix gradient = Products.multiplyTranspose(Products.multiply(q, adjoints[axis]), q);
            gradients.add(product.factors().get(axis).pullback(grid.axes()[axis], gradient));
        }
        return product.gradient(gradients);
    }

    /** −Diag(Σ weights·Λ') of every axis, with the Λ' of all. */
    private Matrix[] traceAdjoints(double[] weights, double[][] others) {
        Matrix[] result = new Matrix[vectors.length];
        Matrix rotated = Matrix.wrap(1, weights.length, weights);
        for (int axis = vectors.length - 1; axis >= 0; axis--) {
            int n = axisValues[axis].length;
            Matrix row = Matrix.wrap(1, others[axis].length, others[axis]);
            Matrix sums = backend.multiply(row, AxisLayout.fastest(rotated, n));
            result[axis] = Matrix.diagonal(sums.data()).times(-1);
            rotated = AxisLayout.rotate(rotated, n, backend.threads());
        }
        return result;
    }

    @Override
    public KernelDerivatives kernelDerivatives() {
        List<Matrix[]> byAxis = new ArrayList<>();
        for (int a = 0; a < kernel.logParameters().length; a++) {
            Matrix[] none = new Matrix[vectors.length];
            Arrays.fill(none, Matrix.zeros(0, 0));
            byAxis.add(none);
        }
        for (int axis = 0; axis < vectors.length; axis++) {
            Matrix q = vectors[axis];
            Matrix points = grid.axes()[axis];
            int[] parameters = product.parameters().get(axis);
            List<Matrix> derivatives = KernelDerivative.all(product.factors().get(axis), at -> at.matrix(points))
                    .toList();
            for (int i = 0; i < parameters.length; i++) {
                byAxis.get(parameters[i])[axis] = backend.transposeMultiply(q, backend.multiply(derivatives.get(i), q));
            }
        }
        return new GridDerivatives(axisValues, byAxis, backend);
    }

    /** The products of the other axes' eigenvalues, in the order that holds once {@code axis} runs fastest. */
    private double[] otherValues(int axis) {
        int axes = axisValues.length;
        double[][] lists = new double[axes - 1][];
        Arrays.setAll(lists, i -> axisValues[(axis + 1 + i) % axes]);
        return AxisLayout.outer(lists);
    }

    @Override
    public Optional<String> adjustment() {
        return adjustment;
    }

    private static Matrix squared(Matrix a) {
        Matrix result = a.copy();
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] *= result.data()[i];
        }
        return result;
    }
}
