package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/**
 * How likely is it that an output rises above a level somewhere ahead, and that another one does so too?
 *
 * <p>Intervals at single points do not tell: the points of a curve go together, and so do the outputs. Draws of whole
 * curves from the posterior do; they cost no matrix of all points and outputs. Data: {@code datasets/synthetic}.
 */
public final class PossibleCurves {
    private static final int COUNT = 4000;

    /** Standard deviations of the signal above the mean. */
    private static final double LEVEL = 1.5;

    private PossibleCurves() {}

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        run(System.out);
    }

    /** Probabilities: at the likeliest single point, somewhere, and of y2 as well where y1 does. */
    record Answer(double atOnePoint, double somewhere, double bothIfOne) {}

    static Answer run(PrintStream out) throws IOException {
        MultiOutputData data = Datasets.read(Datasets.csv("synthetic"), List.of("t"));
        FitResult fit = Fitter.fit(data);
        double end = data.inputs().get(data.observationCount() - 1, 0);
        double[][] ahead = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> new double[] {end + 0.5 * i})
                .toArray(double[][]::new);

        double[][][] curves = fit.posterior().sampleNoiseFree(ahead, COUNT, 1);

        double[] limits = new double[data.outputCount()];
        Arrays.setAll(limits, d -> fit.mean()[d] + LEVEL * Math.sqrt(fit.coregionalization()[d][d]));
        double atOnePoint = IntStream.range(0, ahead.length)
                .mapToDouble(i -> share(curves, curve -> curve[i][0] > limits[0]))
                .max()
                .orElseThrow();
        double somewhere = share(curves, curve -> exceeds(curve, 0, limits[0]));
        double both = share(curves, curve -> exceeds(curve, 0, limits[0]) && exceeds(curve, 1, limits[1]));
        out.printf(
                Locale.ROOT,
                "y1 rises %.1f standard deviations above its mean within 20 units with probability %.2f; at no single point with more than"
                        + " %.2f.%n",
                LEVEL,
                somewhere,
                atOnePoint);
        out.printf(Locale.ROOT, "Where it does, y2 does so too with probability %.2f.%n", both / somewhere);
        return new Answer(atOnePoint, somewhere, both / somewhere);
    }

    private static boolean exceeds(double[][] curve, int output, double limit) {
        return IntStream.range(0, curve.length).anyMatch(i -> curve[i][output] > limit);
    }

    private static double share(double[][][] curves, Predicate<double[][]> event) {
        return (double) Arrays.stream(curves).filter(event).count() / curves.length;
    }
}
