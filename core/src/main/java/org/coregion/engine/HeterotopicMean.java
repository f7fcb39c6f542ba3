package org.coregion.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * The mean's terms, function p times output d, that have a coefficient: all P of an output with values, none of one
 * without, whose mean nothing depends on. Immutable.
 */
final class HeterotopicMean {
    private final int functions;
    private final int outputs;
    /** p·D + d of every term, ascending. */
    private final int[] terms;

    private HeterotopicMean(int functions, int outputs, int[] terms) {
        this.functions = functions;
        this.outputs = outputs;
        this.terms = terms;
    }

    /**
     * The terms.
     *
     * @param outputs T×D, NaN where one is missing
     * @param basis T×P
     * @throws InvalidInputException if the observed values of an output do not determine its coefficients
     */
    static HeterotopicMean of(Matrix outputs, Matrix basis) {
        int d = outputs.columns();
        int p = basis.columns();
        boolean[] known = new boolean[d];
        for (int i = 0; i < d; i++) {
            int output = i;
            int[] rows = IntStream.range(0, outputs.rows())
                    .filter(t -> !Double.isNaN(outputs.get(t, output)))
                    .toArray();
            known[i] = rows.length > 0;
            if (known[i] && p > 0) {
                requireDetermined(basis.rows(rows), i);
            }
        }
        return new HeterotopicMean(
                p, d, IntStream.range(0, p * d).filter(term -> known[term % d]).toArray());
    }

    private static void requireDetermined(Matrix basis, int output) {
        if (basis.rows() < basis.columns()) {
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "The mean of output %d has %d coefficients but the output only %d values.",
                            output + 1,
                            basis.columns(),
                            basis.rows()),
                    "choose a constant mean, or leave the output out.");
        }
        Cholesky.of(Products.transposeMultiply(basis, basis), "normal matrix of the mean of output " + (output + 1));
    }

    /** The number of terms. */
    int size() {
        return terms.length;
    }

    /** The function of term j. */
    int function(int j) {
        return terms[j] / outputs;
    }

    /** The output of term j. */
    int output(int j) {
        return terms[j] % outputs;
    }

    /** Values per pair of terms, as PD×PD; NaN where one of the two is none. */
    Matrix pairs(Matrix ofTerms) {
        int size = functions * outputs;
        Matrix result = Matrix.zeros(size, size);
        Arrays.fill(result.data(), Double.NaN);
        for (int i = 0; i < terms.length; i++) {
            for (int j = 0; j < terms.length; j++) {
                result.set(terms[i], terms[j], ofTerms.get(i, j));
            }
        }
        return result;
    }

    /** What {@link #coefficients} undoes: from P×D to one row per term. */
    Matrix values(Matrix coefficients) {
        Matrix result = Matrix.zeros(terms.length, 1);
        for (int j = 0; j < terms.length; j++) {
            result.data()[j] = coefficients.data()[terms[j]];
        }
        return result;
    }

    /** Values per term, as P×D; NaN where there is no term. */
    Matrix coefficients(double[] values) {
        Matrix result = Matrix.zeros(functions, outputs);
        Arrays.fill(result.data(), Double.NaN);
        for (int j = 0; j < terms.length; j++) {
            result.data()[terms[j]] = values[j];
        }
        return result;
    }
}
