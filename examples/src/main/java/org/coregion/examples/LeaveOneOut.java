package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.model.Posterior;
import org.coregion.model.Prediction;
import org.coregion.optim.Fitter;

/**
 * Which value does a model not expect, and how much do the other outputs of its row help to predict it?
 *
 * <p>One value of the simulated data ({@code datasets/synthetic}) is changed by 1.5, seven times its noise. Every row
 * is predicted from the other rows, then every value from all other values, without fitting again.
 */
public final class LeaveOneOut {
    private static final int CHANGED = 100;

    private LeaveOneOut() {}

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        run(System.out);
    }

    /**
     * What was found.
     *
     * @param row of cadmium that is least expected
     * @param residual there, in standard deviations
     * @param logDensity of a site given the others, on average
     * @param within share of each metal's values in their 95 % intervals
     */
    record Answer(int row, double residual, double logDensity, double[] within) {}

    static Answer run(PrintStream out) throws IOException {
        MultiOutputData clean = Datasets.read(Datasets.csv("soil-metals"), List.of("easting", "northing"));
        double[][] y = clean.outputs().toArray();
        y[CHANGED][0] += 1.5;
        MultiOutputData data =
                MultiOutputData.of(clean.inputs().toArray(), y).withNames(clean.inputNames(), clean.outputNames());
        Posterior posterior = Fitter.fit(data).posterior();

        Prediction rows = posterior.leaveOneOut();
        Prediction entries = posterior.leaveOneOutEntries();

        double[][] residuals = entries.standardizedResiduals(y);
        int worst = 0;
        for (int t = 0; t < y.length; t++) {
            worst = Math.abs(residuals[t][0]) > Math.abs(residuals[worst][0]) ? t : worst;
        }
        out.printf(
                Locale.ROOT,
                "Least expected of cadmium: row %d, %.1f standard deviations from what all other values say.%n",
                worst + 1,
                residuals[worst][0]);
        double density = Arrays.stream(rows.logDensity(y)).average().orElseThrow();
        out.printf(Locale.ROOT, "Mean log density of a site given the others: %.3f%n", density);
        double[] within = within(rows.standardizedResiduals(y));
        for (int d = 0; d < within.length; d++) {
            out.printf(
                    Locale.ROOT,
                    "%-7s  %.1f %% of the values lie in their 95 %% intervals%n",
                    data.outputNames().get(d),
                    100 * within[d]);
        }
        return new Answer(worst, residuals[worst][0], density, within);
    }

    private static double[] within(double[][] residuals) {
        double[] shares = new double[residuals[0].length];
        for (double[] row : residuals) {
            for (int d = 0; d < shares.length; d++) {
                shares[d] += Math.abs(row[d]) < 1.96 ? 1.0 / residuals.length : 0;
            }
        }
        return shares;
    }
}
