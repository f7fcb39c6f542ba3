package org.coregion.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A kernel as a product over the input columns, m(x, x′) = Π_q m_q(x_q, x′_q): on a grid of inputs its matrix is a
 * Kronecker product (Saatçi 2011).
 *
 * @param factors one kernel of one input column per column
 * @param parameters for every factor, which of the kernel's parameters its own are
 */
public record AxisProduct(List<Kernel> factors, List<int[]> parameters) {
    public AxisProduct {
        factors = List.copyOf(factors);
        parameters = List.copyOf(parameters);
    }

    /** A kernel of one input column. */
    static AxisProduct of(Kernel kernel) {
        int[] all = IntStream.range(0, kernel.logParameters().length).toArray();
        return new AxisProduct(List.of(kernel), List.of(all));
    }

    /**
     * The product of kernels that are products themselves, the parameters of one after those of another.
     *
     * @param inputs the number of input columns, the same for all
     */
    static AxisProduct product(List<AxisProduct> products, int inputs) {
        List<Kernel> factors = new ArrayList<>();
        List<int[]> parameters = new ArrayList<>();
        for (int q = 0; q < inputs; q++) {
            List<Kernel> along = new ArrayList<>();
            IntStream indices = IntStream.empty();
            int offset = 0;
            for (AxisProduct product : products) {
                int from = offset;
                if (!(product.factors.get(q) instanceof Constant)) {
                    along.add(product.factors.get(q));
                    indices = IntStream.concat(
                            indices, Arrays.stream(product.parameters.get(q)).map(i -> from + i));
                }
                offset += product.parameterCount();
            }
            factors.add(
                    switch (along.size()) {
                        case 0 -> new Constant();
                        case 1 -> along.get(0);
                        default -> Product.of(along.toArray(Kernel[]::new));
                    });
            parameters.add(indices.toArray());
        }
        return new AxisProduct(factors, parameters);
    }

    /** The same product where its columns are some of {@code inputs}; the kernel is constant along the others. */
    AxisProduct among(int inputs, ColumnChoice columns) {
        List<Kernel> all = new ArrayList<>(Collections.nCopies(inputs, new Constant()));
        List<int[]> indices = new ArrayList<>(Collections.nCopies(inputs, new int[0]));
        for (int i = 0; i < factors.size(); i++) {
            all.set(columns.index(i), factors.get(i));
            indices.set(columns.index(i), parameters.get(i));
        }
        return new AxisProduct(all, indices);
    }

    /** The values of the kernel divided by a number. */
    AxisProduct dividedBy(double divisor) {
        List<Kernel> divided = new ArrayList<>(factors);
        divided.set(0, Quotient.of(factors.get(0), divisor));
        return new AxisProduct(divided, parameters);
    }

    /** The values of the kernel to a power. */
    AxisProduct power(int exponent) {
        return new AxisProduct(
                factors.stream().map(factor -> factor.power(exponent)).toList(), parameters);
    }

    /**
     * The gradient in the kernel's parameters.
     *
     * @param perFactor the gradients in every factor's own parameters
     */
    public double[] gradient(List<double[]> perFactor) {
        double[] sum = new double[parameterCount()];
        for (int q = 0; q < perFactor.size(); q++) {
            int[] indices = parameters.get(q);
            for (int i = 0; i < indices.length; i++) {
                sum[indices[i]] += perFactor.get(q)[i];
            }
        }
        return sum;
    }

    private int parameterCount() {
        return parameters.stream().flatMapToInt(Arrays::stream).max().orElse(-1) + 1;
    }
}
