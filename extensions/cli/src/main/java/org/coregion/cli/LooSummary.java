package org.coregion.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.model.Prediction;

/**
 * How well rows are predicted from the others.
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
     * @param coverage95 the share of rows within the 95 % interval
     */
    record OutputSummary(String name, double rootMeanSquareError, double coverage95) {}

    static LooSummary of(List<String> names, double[][] outputs, Prediction prediction) {
        double[][] mean = prediction.mean();
        double[][] standardized = prediction.standardizedResiduals(outputs);
        int n = outputs.length;
        return new LooSummary(
                Arrays.stream(prediction.logDensity(outputs)).sum(),
                IntStream.range(0, names.size())
                        .mapToObj(d -> new OutputSummary(
                                names.get(d),
                                Math.sqrt(IntStream.range(0, n)
                                        .mapToDouble(t -> Math.pow(outputs[t][d] - mean[t][d], 2))
                                        .average()
                                        .orElse(Double.NaN)),
                                (double) IntStream.range(0, n)
                                                .filter(t -> Math.abs(standardized[t][d]) <= QUANTILE)
                                                .count()
                                        / n))
                        .toList());
    }
}
