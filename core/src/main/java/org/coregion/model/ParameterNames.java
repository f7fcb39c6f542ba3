package org.coregion.model;

import java.util.List;

/**
 * What the variances and the mean's coefficients of a model are called, as a kernel calls its parameters: the kind of
 * thing, " of ", and whose.
 */
public final class ParameterNames {
    private static final String OF = " of ";
    private static final String MEAN = "mean";

    private ParameterNames() {}

    /** The diagonal of K: "signal variance of zinc", in the order of the outputs. */
    public static List<String> signalVariances(List<String> outputNames) {
        return outputNames.stream().map(name -> variance("signal", name)).toList();
    }

    /** The diagonal of Σ: "noise variance of zinc", in the order of the outputs. */
    public static List<String> noiseVariances(List<String> outputNames) {
        return outputNames.stream().map(name -> variance("noise", name)).toList();
    }

    /**
     * One variance of either.
     *
     * @param kind {@code "signal"} or {@code "noise"}
     */
    public static String variance(String kind, String outputName) {
        return kind + " variance" + OF + outputName;
    }

    /**
     * The mean's coefficients: "mean of zinc" for a constant, else "mean of zinc: depth", "mean of zinc: 1". All
     * outputs of a function stand side by side.
     */
    public static List<String> means(MeanBasis functions, List<String> outputNames) {
        return functions.names().stream()
                .flatMap(function -> outputNames.stream()
                        .map(output -> MEAN + OF + output + (functions == MeanBasis.ONE ? "" : ": " + function)))
                .toList();
    }

    /** Whether a name is that of a coefficient of the mean, which may be negative where other parameters may not. */
    static boolean isMean(String name) {
        return kind(name).equals(MEAN);
    }

    /** The kind of thing that a name names: "lengthscale". */
    static String kind(String name) {
        int end = name.indexOf(OF);
        return end < 0 ? name : name.substring(0, end);
    }
}
