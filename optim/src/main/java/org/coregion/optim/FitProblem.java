package org.coregion.optim;

import org.coregion.covariance.OutputCovariance;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.model.Mean;

/**
 * What is maximised, in standardised units: rows of data with the forms of K, Σ and the mean. Immutable.
 *
 * @param inputs T×Q
 * @param outputs T×D
 * @param basis T×P, the mean's basis functions
 * @param coregionalization the form of K
 * @param noise the form of Σ
 * @param whole whether these are all rows of the data
 * @param backend who computes the matrices of size T
 */
record FitProblem(
        Matrix inputs,
        Matrix outputs,
        Matrix basis,
        OutputCovariance coregionalization,
        OutputCovariance noise,
        boolean whole,
        Backend backend) {

    static FitProblem of(
            Matrix inputs,
            Matrix outputs,
            Mean mean,
            OutputCovariance coregionalization,
            OutputCovariance noise,
            Backend backend) {
        return new FitProblem(inputs, outputs, mean.basis(inputs), coregionalization, noise, true, backend);
    }

    /** The number of rows. */
    int size() {
        return inputs.rows();
    }

    /** The number of observed values, T·D. */
    long valueCount() {
        return (long) outputs.rows() * outputs.columns();
    }

    /** The same problem on every k-th row, the least k that leaves no more than {@code most} rows. */
    FitProblem thinned(int most) {
        int stride = (size() + most - 1) / most;
        return stride == 1
                ? this
                : new FitProblem(
                        everyNth(inputs, stride),
                        everyNth(outputs, stride),
                        everyNth(basis, stride),
                        coregionalization,
                        noise,
                        false,
                        backend);
    }

    /** The map between the free vector of K and Σ and their parameters. */
    BoundTransform covarianceTransform() {
        return new BoundTransform(coregionalization.bounds(), noise.bounds());
    }

    /** The map between the free vector of the kernel and its log parameters. */
    BoundTransform kernelTransform(Kernel kernel) {
        return new BoundTransform(kernel.logBounds(inputs));
    }

    private static Matrix everyNth(Matrix matrix, int stride) {
        int columns = matrix.columns();
        int count = (matrix.rows() + stride - 1) / stride;
        double[] kept = new double[count * columns];
        for (int i = 0; i < count; i++) {
            System.arraycopy(matrix.data(), i * stride * columns, kept, i * columns, columns);
        }
        return Matrix.wrap(count, columns, kept);
    }
}
