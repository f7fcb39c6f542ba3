package org.coregion.kernel;

import java.util.List;
import java.util.function.Function;
import org.coregion.linalg.Matrix;

/**
 * A start on some of the input columns.
 *
 * @param start what starts there
 * @param choice the columns, given the names of all
 */
record ColumnStart(KernelStart start, Function<List<String>, ColumnChoice> choice) implements KernelStart {
    static ColumnStart named(KernelStart start, List<String> columns) {
        return new ColumnStart(start, names -> ColumnChoice.named(columns, names));
    }

    static ColumnStart numbered(KernelStart start, ColumnChoice columns) {
        return new ColumnStart(start, names -> columns);
    }

    @Override
    public Kernel at(Matrix inputs, List<String> inputNames) {
        ColumnChoice columns = choice.apply(inputNames);
        if (columns.isAllOf(inputs.columns())) {
            return start.at(inputs, inputNames);
        }
        return OnColumns.of(start.at(columns.of(inputs), columns.of(inputNames)), columns);
    }

    @Override
    public KernelStart shortened(double factor) {
        return new ColumnStart(start.shortened(factor), choice);
    }

    @Override
    public String expression(List<String> inputNames) {
        return start.expression(choice.apply(inputNames).of(inputNames));
    }
}
