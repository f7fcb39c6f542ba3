package org.coregion.optim;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** Seeded draws from the model. */
final class Samples {
    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    /** T×Q inputs, uniform between 0 and 10. */
    double[][] inputs(int t, int q) {
        return IntStream.range(0, t)
                .mapToObj(i -> random.doubles(q, 0, 10).toArray())
                .toArray(double[][]::new);
    }

    /** T×D standard normal values. */
    double[][] noise(int t, int d) {
        return IntStream.range(0, t)
                .mapToObj(i -> IntStream.range(0, d)
                        .mapToDouble(j -> random.nextGaussian())
                        .toArray())
                .toArray(double[][]::new);
    }

    /**
     * T×D outputs with unit noise times {@code deviation} about draws from the kernel.
     *
     * @param rank the number of independent functions that the outputs mix
     */
    double[][] outputs(double[][] inputs, int d, Kernel kernel, int rank, double deviation) {
        int t = inputs.length;
        // 1e-9 on the diagonal: a draw needs a factor of M, the model does not.
        Matrix m = kernel.matrix(Matrix.copyOf(inputs, "inputs")).plus(1e-9, Matrix.identity(t));
        Matrix functions =
                Products.multiply(Cholesky.of(m, "kernel matrix").lower(), Matrix.copyOf(noise(t, rank), "functions"));
        Matrix signal = Products.multiply(functions, Matrix.copyOf(noise(rank, d), "mixing"));
        return signal.plus(deviation, Matrix.copyOf(noise(t, d), "noise")).toArray();
    }

    /** T observations of D outputs at Q inputs, from a kernel and full-rank mixing. */
    MultiOutputData data(int t, int d, int q, Kernel kernel, double deviation) {
        double[][] x = inputs(t, q);
        return MultiOutputData.of(x, outputs(x, d, kernel, d, deviation));
    }

    /** The basis of a constant mean at T rows, with norm 1. */
    static Matrix ones(int t) {
        double[] ones = new double[t];
        Arrays.fill(ones, 1 / Math.sqrt(t));
        return Matrix.wrap(t, 1, ones);
    }

    /** The engines that a fit would choose. */
    static EnginePlan plan(Kernel kernel, MultiOutputData data) {
        return EnginePlan.of(EngineName.AUTO, kernel, data.inputs(), data.outputCount() + 1, BackendChoice.fastest());
    }

    /** Column j of the outputs times {@code scale[j]}, plus {@code shift[j]}. */
    static double[][] affine(double[][] outputs, double[] scale, double[] shift) {
        return Arrays.stream(outputs)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> shift[j] + scale[j] * row[j])
                        .toArray())
                .toArray(double[][]::new);
    }
}
