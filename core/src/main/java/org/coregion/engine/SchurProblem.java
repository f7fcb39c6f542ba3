package org.coregion.engine;

import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * What does not depend on (K, Σ).
 *
 * @param basis Q
 * @param missing the missing entries
 * @param outputs T×D, 0 where one is missing
 * @param meanBasis T×P
 * @param mean the terms of the mean
 * @param coordinates those of the outputs, the functions of the mean and the rows with missing entries
 * @param restricted whether the mean's normal matrix is part of the likelihood
 * @param backend who forms the large products
 */
record SchurProblem(
        EigenBasis basis,
        MissingEntries missing,
        Matrix outputs,
        Matrix meanBasis,
        HeterotopicMean mean,
        MissingCoordinates coordinates,
        boolean restricted,
        Backend backend) {
    static SchurProblem of(EigenBasis basis, Matrix outputs, Matrix meanBasis, boolean restricted, Backend backend) {
        MissingEntries missing = MissingEntries.of(outputs);
        HeterotopicNeed.missing(missing.count(), (long) basis.values().length * outputs.columns())
                .require();
        HeterotopicMean mean = HeterotopicMean.of(outputs, meanBasis);
        Matrix known = missing.zeroed(outputs);
        MissingCoordinates coordinates =
                MissingCoordinates.of(basis, MissingCoordinates.sideBySide(known, meanBasis), missing.rows());
        return new SchurProblem(basis, missing, known, meanBasis, mean, coordinates, restricted, backend);
    }

    /** D. */
    int outputCount() {
        return outputs.columns();
    }

    /**
     * The coordinates of the series of the outputs, and of every term of the mean: (1 + terms)·D rows.
     *
     * @param w D×D, W
     */
    Matrix rightHandSides(Matrix w) {
        int d = outputCount();
        int r = coordinates.values().length;
        double[] columns = coordinates.columns().data();
        Matrix result = Matrix.zeros((1 + mean.size()) * d, r);
        for (int i = 0; i < d; i++) {
            for (int o = 0; o < d; o++) {
                add(w.get(o, i), columns, o * r, result, i);
            }
            for (int j = 0; j < mean.size(); j++) {
                add(w.get(mean.output(j), i), columns, (d + mean.function(j)) * r, result, (1 + j) * d + i);
            }
        }
        return result;
    }

    /**
     * Outputs and terms of the mean, each of them a T×D matrix, times factors: T×D.
     *
     * @param factors of the outputs, then of every term
     */
    Matrix combination(double[] factors) {
        Matrix result = outputs.times(factors[0]);
        int d = outputCount();
        for (int j = 0; j < mean.size(); j++) {
            for (int t = 0; t < outputs.rows(); t++) {
                result.data()[t * d + mean.output(j)] += factors[1 + j] * meanBasis.get(t, mean.function(j));
            }
        }
        return result;
    }

    private static void add(double factor, double[] source, int from, Matrix target, int row) {
        int r = target.columns();
        for (int k = 0; k < r; k++) {
            target.data()[row * r + k] += factor * source[from + k];
        }
    }
}
