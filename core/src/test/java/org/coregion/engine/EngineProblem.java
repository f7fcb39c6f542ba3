package org.coregion.engine;

import java.util.Arrays;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.linalg.Matrix;

/**
 * A problem with everything that the likelihood depends on.
 *
 * @param unit D units of the outputs: in these, every quantity is of the same size for each output
 */
public record EngineProblem(
        String name, Kernel kernel, Matrix inputs, Matrix outputs, Matrix k, Matrix sigma, double[] unit) {

    public static EngineProblem of(String name, Kernel kernel, Matrix inputs, Matrix outputs, Matrix k, Matrix sigma) {
        double[] ones = new double[outputs.columns()];
        Arrays.fill(ones, 1);
        return new EngineProblem(name, kernel, inputs, outputs, k, sigma, ones);
    }

    /** The same problem with every output in another unit. */
    public EngineProblem inUnits(double... factor) {
        double[] rows = new double[outputs.rows()];
        Arrays.fill(rows, 1);
        return new EngineProblem(
                name,
                kernel,
                inputs,
                outputs.scaled(rows, factor),
                k.scaled(factor, factor),
                sigma.scaled(factor, factor),
                factor);
    }

    /** The number of observations. */
    public int t() {
        return outputs.rows();
    }

    /** The number of outputs. */
    public int d() {
        return outputs.columns();
    }

    /** The definition, at given deviations from the mean. */
    public DenseLikelihood dense(Matrix residuals) {
        return dense(kernel, residuals);
    }

    public DenseLikelihood dense(Kernel other, Matrix residuals) {
        return DenseLikelihood.evaluate(other.matrix(inputs), k, sigma, residuals);
    }

    /** A gradient in K or Σ, per covariance in the problem's units, so that no output outweighs another. */
    public Matrix inUnits(Matrix gradient) {
        return gradient.scaled(unit, unit);
    }

    @Override
    public String toString() {
        return name;
    }
}
