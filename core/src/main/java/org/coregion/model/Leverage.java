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
     * @throws InvalidInputException if a value has the leverage 1
     */
    static void requireBelowOne(Matrix phi, MultiOutputData data) {
        for (int d = 0; d < data.outputCount() && phi.columns() > 0; d++) {
            int output = d;
            int[] rows = IntStream.range(0, data.observationCount())
                    .filter(t -> data.isObserved(t, output))
                    .toArray();
            Matrix q = GramSchmidt.of(phi.rows(rows)).q();
            for (int i = 0; i < rows.length; i++) {
                double rest = 1;
                for (int p = 0; p < q.columns(); p++) {
                    rest -= q.get(i, p) * q.get(i, p);
                }
                if (rest < NEGLIGIBLE) {
                    throw new InvalidInputException(
                            "Without its value at row " + (rows[i] + 1) + ", the mean of the output \""
                                    + data.outputNames().get(d) + "\" cannot be estimated.",
                            "choose fewer functions for the mean, or leave out values with the mean taken as known.");
                }
            }
        }
    }
}
