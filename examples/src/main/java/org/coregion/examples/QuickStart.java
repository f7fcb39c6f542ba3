package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.model.Prediction;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/**
 * How does one fit several outputs at once and predict them at a new input?
 *
 * <p>The data are simulated ({@code datasets/synthetic}): the true lengthscale is 3, the true noise standard deviations
 * are 0.2, 0.5, 0.1 and 3, and y1 correlates 0.8 with y2 and −0.6 with y3.
 */
public final class QuickStart {
    private QuickStart() {}

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        run(System.out);
    }

    static FitResult run(PrintStream out) throws IOException {
        MultiOutputData data = Datasets.read(Datasets.csv("synthetic"), List.of("t"));
        FitResult fit = Fitter.fit(data);
        Prediction next = fit.posterior().predict(new double[][] {{50.5}});

        out.println(fit);
        double[][] r = fit.outputCorrelations();
        out.printf(Locale.ROOT, "Signal correlation of y1 with y2: %.3f, with y3: %.3f%n%n", r[0][1], r[0][2]);
        out.println("At t = 50.5, with 95 % intervals for a new observation:");
        for (int d = 0; d < data.outputCount(); d++) {
            double mean = next.mean()[0][d];
            double halfWidth = 1.96 * next.standardDeviation()[0][d];
            out.printf(
                    Locale.ROOT,
                    "%s  %8.3f  [%8.3f, %8.3f]%n",
                    data.outputNames().get(d),
                    mean,
                    mean - halfWidth,
                    mean + halfWidth);
        }
        return fit;
    }
}
