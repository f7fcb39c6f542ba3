package org.coregion.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.json.Csv;
import org.coregion.linalg.Matrix;

/**
 * Where to predict.
 *
 * @param rows the numbers of rows of the data, from 1; empty for new inputs
 * @param inputs n×Q
 * @param relativeNoise n noise variances relative to Σ
 */
record PredictionPoints(int[] rows, double[][] inputs, double[] relativeNoise) {
    /** New inputs from a CSV file. */
    static PredictionPoints read(Path file, List<String> inputNames) {
        double[][] inputs = Csv.readColumns(file, inputNames);
        double[] ones = new double[inputs.length];
        Arrays.fill(ones, 1);
        return new PredictionPoints(new int[0], inputs, ones);
    }

    /** The rows of the data where an output is missing. */
    static PredictionPoints missing(MultiOutputData data) {
        int[] rows = IntStream.range(0, data.observationCount())
                .filter(t -> IntStream.range(0, data.outputCount()).anyMatch(d -> !data.isObserved(t, d)))
                .toArray();
        if (rows.length == 0) {
            throw new InvalidInputException(
                    "There is nothing to predict: no output is missing in the data, and there is no --at.",
                    "add --at new.csv, or rows with empty outputs.");
        }
        Matrix inputs = data.inputs();
        double[] noise = data.relativeNoise();
        return new PredictionPoints(
                Arrays.stream(rows).map(t -> t + 1).toArray(),
                inputs.rows(rows).toArray(),
                Arrays.stream(rows).mapToDouble(t -> noise[t]).toArray());
    }

    /** The number of points, n. */
    int count() {
        return inputs.length;
    }

    /** The points {@code from} to {@code to} − 1. */
    PredictionPoints between(int from, int to) {
        return new PredictionPoints(
                hasRows() ? Arrays.copyOfRange(rows, from, to) : rows,
                Arrays.copyOfRange(inputs, from, to),
                Arrays.copyOfRange(relativeNoise, from, to));
    }

    /** Whether the points are rows of the data. */
    boolean hasRows() {
        return rows.length > 0;
    }

    /** The number of the row that a point is; none for new inputs. */
    List<Integer> row(int point) {
        return hasRows() ? List.of(rows[point]) : List.of();
    }
}
