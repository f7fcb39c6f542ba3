package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Parallel;

/**
 * A kernel whose large matrices, and the gradients through them, are computed a band of rows at a time on several
 * threads. Neither depends on their number.
 *
 * @param threads the most to take
 */
record KernelBands(Kernel kernel, int threads) {
    /** Rows of a band. */
    private static final int BAND = 128;

    /** Fewer elements than this are done before a second thread has begun. */
    private static final long PARALLEL_FROM = 1 << 14;

    /** The gradient of a band. */
    @FunctionalInterface
    private interface Gradient {
        double[] of(int from, int to);
    }

    /** The work of a band. */
    @FunctionalInterface
    private interface Work {
        void on(int band, int from, int to);
    }

    /** As {@link Kernel#matrix}. */
    Matrix matrix(Matrix inputs) {
        int n = inputs.rows();
        if (n <= BAND || !kernel.isFunctionOfInputs()) {
            return kernel.matrix(inputs);
        }
        Matrix result = Matrix.zeros(n, n);
        forEach(n, n, (band, from, to) -> {
            Matrix own = inputs.rowsBetween(from, to);
            result.setBlock(from, 0, kernel.crossMatrix(own, inputs.rowsBetween(0, from)));
            result.setBlock(from, from, kernel.matrix(own));
            result.copyLowerToUpper(from, to);
        });
        return result;
    }

    /** As {@link Kernel#crossMatrix}. */
    Matrix crossMatrix(Matrix left, Matrix right) {
        Matrix result = Matrix.zeros(left.rows(), right.rows());
        forEach(
                left.rows(),
                right.rows(),
                (band, from, to) -> result.setBlock(from, 0, kernel.crossMatrix(left.rowsBetween(from, to), right)));
        return result;
    }

    /** As {@link Kernel#pullback}. */
    double[] pullback(Matrix inputs, Matrix adjoint) {
        if (inputs.rows() <= BAND || !kernel.isFunctionOfInputs()) {
            return kernel.pullback(inputs, adjoint);
        }
        return sum(inputs.rows(), inputs.rows(), (from, to) -> {
            Matrix own = inputs.rowsBetween(from, to);
            Matrix rows = adjoint.rowsBetween(from, to);
            double[] gradient = kernel.pullback(own, rows.columns(from, to));
            double[] below = kernel.crossPullback(own, inputs.rowsBetween(0, from), rows.columns(0, from));
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += 2 * below[i];
            }
            return gradient;
        });
    }

    /** As {@link Kernel#crossPullback}. */
    double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        return sum(
                left.rows(),
                right.rows(),
                (from, to) -> kernel.crossPullback(left.rowsBetween(from, to), right, adjoint.rowsBetween(from, to)));
    }

    private double[] sum(int rows, int columns, Gradient gradient) {
        double[][] parts = new double[(rows + BAND - 1) / BAND][];
        forEach(rows, columns, (band, from, to) -> parts[band] = gradient.of(from, to));
        double[] sum = new double[kernel.logParameters().length];
        for (double[] part : parts) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
        }
        return sum;
    }

    /** The last bands, which have most to do where a matrix is symmetric, go first. */
    private void forEach(int rows, int columns, Work work) {
        int bands = (rows + BAND - 1) / BAND;
        Parallel.forEach((long) rows * columns < PARALLEL_FROM ? 1 : threads, bands, i -> {
            int band = bands - 1 - i;
            work.on(band, band * BAND, Math.min((band + 1) * BAND, rows));
        });
    }
}
