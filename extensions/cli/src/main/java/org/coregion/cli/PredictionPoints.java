package org.coregion.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.json.Csv;
import org.coregion.model.Posterior;
import org.coregion.model.Prediction;

/**
 * Where to predict.
 *
 * @param rows rows of the data, from 0; empty for new inputs
 * @param inputs n×Q
 */
record PredictionPoints(int[] rows, double[][] inputs) {
    /** New inputs from a CSV file. */
    static PredictionPoints read(Path file, List<String> inputNames) {
        return new PredictionPoints(new int[0], Csv.readColumns(file, inputNames));
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
        return new PredictionPoints(rows, data.inputs().rows(rows).toArray());
    }

    /** The functions behind the outputs there. */
    Prediction noiseFree(Posterior posterior) {
        return hasRows() ? posterior.predictRowsNoiseFree(rows) : posterior.predictNoiseFree(inputs);
    }

    /** The number of points, n. */
    int count() {
        return inputs.length;
    }

    /** The points {@code from} to {@code to} − 1. */
    PredictionPoints between(int from, int to) {
        return new PredictionPoints(
                hasRows() ? Arrays.copyOfRange(rows, from, to) : rows, Arrays.copyOfRange(inputs, from, to));
    }

    /** Whether the points are rows of the data. */
    boolean hasRows() {
        return rows.length > 0;
    }

    /** The number of the row that a point is, from 1; none for new inputs. */
    List<Integer> row(int point) {
        return hasRows() ? List.of(rows[point] + 1) : List.of();
    }
}
