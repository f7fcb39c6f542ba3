package org.coregion.engine;

import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * What does not depend on (K, Σ).
 *
 * @param basis Q
 * @param missing the missing entries
 * @param columns T×(D+P): the outputs, 0 where one is missing, and the functions of the mean
 * @param mean the terms of the mean
 * @param coordinates those of the columns and of the rows with missing entries
 * @param restricted whether the mean's normal matrix is part of the likelihood
 * @param backend who forms the large products
 */
record SchurProblem(
        EigenBasis basis,
        MissingEntries missing,
        Matrix columns,
        HeterotopicMean mean,
        MissingCoordinates coordinates,
        boolean restricted,
        Backend backend) {
    static SchurProblem of(EigenBasis basis, Matrix outputs, Matrix meanBasis, boolean restricted, Backend backend) {
        MissingEntries missing = MissingEntries.of(outputs);
        HeterotopicNeed.missing(missing.count(), (long) basis.values().length * outputs.columns())
                .require();
        HeterotopicMean mean = HeterotopicMean.of(outputs, meanBasis);
        Matrix columns = missing.zeroed(outputs).beside(meanBasis);
        return new SchurProblem(
                basis,
                missing,
                columns,
                mean,
                MissingCoordinates.of(basis, columns, missing.rows()),
                restricted,
                backend);
    }

    /** T. */
    int rowCount() {
        return columns.rows();
    }

    /** D. */
    int outputCount() {
        return missing.outputs();
    }

    /**
     * The series of the outputs, then of every term of the mean, as sums of the columns: (1 + terms)·D rows of D + P.
     *
     * @param w D×D, W
     */
    Matrix rightHandSides(Matrix w) {
        int d = outputCount();
        Matrix result = Matrix.zeros((1 + mean.size()) * d, columns.columns());
        for (int i = 0; i < d; i++) {
            for (int output = 0; output < d; output++) {
                result.set(i, output, w.get(output, i));
            }
            for (int j = 0; j < mean.size(); j++) {
                result.set((1 + j) * d + i, d + mean.function(j), w.get(mean.output(j), i));
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
        int d = outputCount();
        Matrix result = columns.columns(0, d).times(factors[0]);
        for (int j = 0; j < mean.size(); j++) {
            for (int t = 0; t < rowCount(); t++) {
                result.data()[t * d + mean.output(j)] += factors[1 + j] * columns.get(t, d + mean.function(j));
            }
        }
        return result;
    }
}
