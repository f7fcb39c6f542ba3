package org.coregion.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/** A kernel of some of the input columns, which sees no others: O(T) for each of them beside the kernel's own cost. */
final class OnColumns implements Kernel {
    private final Kernel kernel;
    private final ColumnChoice columns;

    private OnColumns(Kernel kernel, ColumnChoice columns) {
        this.kernel = kernel;
        this.columns = columns;
    }

    /** The kernel on these columns; a combination hands them on to what it combines. */
    static Kernel of(Kernel kernel, ColumnChoice columns) {
        int[] indices = new int[columns.count()];
        Arrays.setAll(indices, columns::index);
        return kernel.on(indices);
    }

    /** The kernel, itself no combination, on these columns. */
    static Kernel ofSingle(Kernel kernel, int... columns) {
        return new OnColumns(kernel, ColumnChoice.of(columns));
    }

    @Override
    public Kernel on(int... outer) {
        return new OnColumns(kernel, columns.within(outer));
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public Kernel at(Matrix inputs, List<String> inputNames) {
        kernel.at(columns.of(inputs), columns.of(inputNames));
        return this;
    }

    @Override
    public boolean isFunctionOfInputs() {
        return kernel.isFunctionOfInputs();
    }

    @Override
    public Matrix matrix(Matrix inputs) {
        return kernel.matrix(columns.of(inputs));
    }

    @Override
    public Matrix crossMatrix(Matrix left, Matrix right) {
        return kernel.crossMatrix(columns.of(left), columns.of(right));
    }

    @Override
    public double[] diagonal(Matrix inputs) {
        return kernel.diagonal(columns.of(inputs));
    }

    @Override
    public double[] logParameters() {
        return kernel.logParameters();
    }

    @Override
    public Kernel withLogParameters(double[] logParameters) {
        return new OnColumns(kernel.withLogParameters(logParameters), columns);
    }

    @Override
    public Kernel scaledLengthscales(double factor) {
        return new OnColumns(kernel.scaledLengthscales(factor), columns);
    }

    @Override
    public Bounds logBounds(Matrix inputs) {
        return kernel.logBounds(columns.of(inputs));
    }

    /** The kernel's own names, with the columns where a name does not say its own. */
    @Override
    public List<String> parameterNames(List<String> inputNames) {
        List<String> chosen = columns.of(inputNames);
        return kernel.parameterNames(chosen).stream()
                .map(name -> chosen.stream().anyMatch(column -> name.endsWith(" of " + column))
                        ? name
                        : name + " of " + String.join(", ", chosen))
                .toList();
    }

    @Override
    public double[] pullback(Matrix inputs, Matrix adjoint) {
        return kernel.pullback(columns.of(inputs), adjoint);
    }

    @Override
    public double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        return kernel.crossPullback(columns.of(left), columns.of(right), adjoint);
    }

    @Override
    public Optional<AxisProduct> axisProduct(int inputs) {
        return kernel.axisProduct(columns.count()).map(product -> product.among(inputs, columns));
    }

    @Override
    public Optional<StateSpaceForm> stateSpaceForm() {
        return columns.count() == 1 ? kernel.stateSpaceForm() : Optional.empty();
    }

    @Override
    public String expression(List<String> inputNames) {
        return kernel.expression(columns.of(inputNames));
    }

    @Override
    public String toString() {
        return kernel + " on " + columns;
    }
}
