package org.coregion.model;

import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.linalg.GramSchmidt;
import org.coregion.linalg.Matrix;

/**
 * How far a value determines the mean at its own row: qᵀq with Φ = QR at the rows where its output is observed, 1 where
 * the other values do not determine the mean.
 */
final class Leverage {
    /** Nearer to 1 than this, what the other values say is mostly rounding. */
    private static final double NEGLIGIBLE = 1e-10;

    private Leverage() {}

    /**
     * Refuses to leave out values one after another if the mean is not determined without one of them.
     *
     * @param phi T×P, the functions of which coefficients are estimated at the rows of the data
     * @param parameters whose mean it is
     * @throws InvalidInputException if a value has the leverage 1
     */
    static void requireBelowOne(Matrix phi, GpParameters parameters, MultiOutputData data) {
        if (parameters.meanFreedom().isPresent() && phi.columns() > 0) {
            Matrix functions = parameters.meanBasis().matrix(data.inputs());
            requireBelowOne(functions, parameters.meanFreedom().get(), data);
            return;
        }
        for (int d = 0; d < data.outputCount() && phi.columns() > 0; d++) {
            int output = d;
            int[] rows = IntStream.range(0, data.observationCount())
                    .filter(t -> data.isObserved(t, output))
                    .toArray();
            Matrix q = GramSchmidt.of(phi.rows(rows)).q();
            for (int i = 0; i < rows.length; i++) {
                requireBelowOne(q, i, rows[i], d, data);
            }
        }
    }

    /** With one column per variable for all outputs together, and an observation more of each that has a prior. */
    private static void requireBelowOne(Matrix phi, MeanFreedom freedom, MultiOutputData data) {
        int d = data.outputCount();
        int[] variable = freedom.variable();
        int[] values = IntStream.range(0, data.observationCount() * d)
                .filter(i -> data.isObserved(i / d, i % d))
                .toArray();
        Matrix columns = Matrix.zeros(values.length + freedom.count(), freedom.count());
        for (int i = 0; i < values.length; i++) {
            for (int p = 0; p < phi.columns(); p++) {
                int v = variable[p * d + values[i] % d];
                if (v >= 0) {
                    columns.set(i, v, columns.get(i, v) + phi.get(values[i] / d, p));
                }
            }
        }
        for (int v = 0; v < freedom.count(); v++) {
            double size = columns.columns(v, v + 1).maxAbs();
            columns.set(values.length + v, v, freedom.priorPrecision()[v] > 0 ? size : 0);
        }
        Matrix q = GramSchmidt.of(columns).q();
        for (int i = 0; i < values.length; i++) {
            requireBelowOne(q, i, values[i] / d, values[i] % d, data);
        }
    }

    /** Row {@code i} of Q, that of an output at a row of the data. */
    private static void requireBelowOne(Matrix q, int i, int row, int output, MultiOutputData data) {
        double rest = 1;
        for (int p = 0; p < q.columns(); p++) {
            rest -= q.get(i, p) * q.get(i, p);
        }
        if (rest < NEGLIGIBLE) {
            throw new InvalidInputException(
                    "Without its value at row " + (row + 1) + ", the mean of the output \""
                            + data.outputNames().get(output) + "\" cannot be estimated.",
                    "choose fewer functions for the mean, or leave out values with the mean taken as known.");
        }
    }
}
