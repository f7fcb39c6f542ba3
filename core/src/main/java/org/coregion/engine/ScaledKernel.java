package org.coregion.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.StateSpaceForm;
import org.coregion.linalg.Matrix;

/**
 * c·m(x, x′)·c′, where the factors c are a further column of the inputs, the last one: the kernel matrix of scaled rows
 * is CMC.
 */
final class ScaledKernel implements Kernel {
    private final Kernel kernel;

    ScaledKernel(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Inputs with their factors, n×(Q+1). */
    static Matrix beside(Matrix inputs, double[] factors) {
        return inputs.beside(Matrix.wrap(factors.length, 1, factors));
    }

    /** Inputs with the factor 1. */
    static Matrix besideOnes(Matrix inputs) {
        double[] ones = new double[inputs.rows()];
        Arrays.fill(ones, 1);
        return beside(inputs, ones);
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public Kernel at(Matrix inputs) {
        return new ScaledKernel(kernel.at(inputs(inputs)));
    }

    @Override
    public Matrix matrix(Matrix inputs) {
        double[] c = factors(inputs);
        return kernel.matrix(inputs(inputs)).scaled(c, c);
    }

    @Override
    public Matrix crossMatrix(Matrix left, Matrix right) {
        return kernel.crossMatrix(inputs(left), inputs(right)).scaled(factors(left), factors(right));
    }

    @Override
    public double[] diagonal(Matrix inputs) {
        double[] diagonal = kernel.diagonal(inputs(inputs));
        double[] c = factors(inputs);
        Arrays.setAll(diagonal, t -> c[t] * diagonal[t] * c[t]);
        return diagonal;
    }

    @Override
    public double[] logParameters() {
        return kernel.logParameters();
    }

    @Override
    public Kernel withLogParameters(double[] logParameters) {
        return new ScaledKernel(kernel.withLogParameters(logParameters));
    }

    @Override
    public Bounds logBounds(Matrix inputs) {
        return kernel.logBounds(inputs(inputs));
    }

    @Override
    public List<String> parameterNames(List<String> inputNames) {
        return kernel.parameterNames(inputNames.subList(0, inputNames.size() - 1));
    }

    @Override
    public double[] pullback(Matrix inputs, Matrix adjoint) {
        double[] c = factors(inputs);
        return kernel.pullback(inputs(inputs), adjoint.scaled(c, c));
    }

    @Override
    public double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        return kernel.crossPullback(inputs(left), inputs(right), adjoint.scaled(factors(left), factors(right)));
    }

    @Override
    public boolean isFunctionOfInputs() {
        return kernel.isFunctionOfInputs();
    }

    /** That of the kernel itself; {@link SortedInputs} knows the factors. */
    @Override
    public Optional<StateSpaceForm> stateSpaceForm() {
        return kernel.stateSpaceForm();
    }

    @Override
    public String toString() {
        return kernel.toString();
    }

    private static Matrix inputs(Matrix both) {
        return both.columns(0, both.columns() - 1);
    }

    private static double[] factors(Matrix both) {
        return both.columns(both.columns() - 1, both.columns()).data();
    }
}
