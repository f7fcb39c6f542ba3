package org.coregion.kernel;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A kernel as a product over the input columns, m(x, x′) = Π_q m_q(x_q, x′_q): on a grid of inputs its matrix is a
 * Kronecker product (Saatçi 2011).
 *
 * @param factors one kernel of one input column per column
 * @param shared whether every factor has the same parameters, those of the kernel; otherwise the kernel's parameters
 *     are those of its factors, in order
 */
public record AxisProduct(List<Kernel> factors, boolean shared) {
    public AxisProduct {
        factors = List.copyOf(factors);
    }

    /**
     * The gradient in the kernel's parameters.
     *
     * @param perFactor the gradients in every factor's own parameters
     */
    public double[] gradient(List<double[]> perFactor) {
        if (!shared) {
            return perFactor.stream().flatMapToDouble(DoubleStream::of).toArray();
        }
        double[] sum = new double[perFactor.get(0).length];
        for (double[] gradient : perFactor) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += gradient[i];
            }
        }
        return sum;
    }
}
