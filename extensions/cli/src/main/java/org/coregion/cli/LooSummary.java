package org.coregion.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.coregion.model.Prediction;

/**
 * How well the observations are predicted from the other rows.
 *
 * @param logDensity the sum over all rows of the log density of their outputs: the larger, the better
 * @param outputs one entry per output
 */
record LooSummary(double logDensity, List<OutputSummary> outputs) {
    /** Of a standard normal variable, 95 % lie within ± this. */
    private static final double QUANTILE = 1.959964;

    /**
     * One output.
     *
     * @param rootMeanSquareError in its units
     * @param coverage95 the share of its observations within the 95 % interval
     */
    record OutputSummary(String name, double rootMeanSquareError, double coverage95) {}

    static LooSummary of(List<String> names, double[][] outputs, Prediction prediction) {
        double[][] mean = prediction.mean();
        double[][] standardized = prediction.standardizedResiduals(outputs);
        return new LooSummary(
                Arrays.stream(prediction.logDensity(outputs))
                        .filter(density -> !Double.isNaN(density))
                        .sum(),
                IntStream.range(0, names.size())
                        .mapToObj(d -> {
                            int[] observed = IntStream.range(0, outputs.length)
                                    .filter(t -> !Double.isNaN(outputs[t][d]))
                                    .toArray();
                            return new OutputSummary(
                                    names.get(d),
                                    Math.sqrt(mean(observed, t -> Math.pow(outputs[t][d] - mean[t][d], 2))),
                                    mean(observed, t -> Math.abs(standardized[t][d]) <= QUANTILE ? 1 : 0));
                        })
                        .toList());
    }

    private static double mean(int[] rows, IntToDoubleFunction value) {
        return Arrays.stream(rows).mapToDouble(value).average().orElse(Double.NaN);
    }
}
