package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.model.Prediction;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/**
 * How does one fit several outputs at once, predict them at a new input, and check the predictions?
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
        double[] lower = next.quantile(0.025)[0];
        double[] upper = next.quantile(0.975)[0];
        for (int d = 0; d < data.outputCount(); d++) {
            out.printf(
                    Locale.ROOT,
                    "%s  %8.3f  [%8.3f, %8.3f]%n",
                    data.outputNames().get(d),
                    next.mean()[0][d],
                    lower[d],
                    upper[d]);
        }

        double[][] residuals = fit.posterior()
                .leaveOneOut()
                .standardizedResiduals(data.outputs().toArray());
        long within = Arrays.stream(residuals)
                .flatMapToDouble(Arrays::stream)
                .filter(residual -> Math.abs(residual) < 1.96)
                .count();
        out.printf(
                Locale.ROOT,
                "%nEach row predicted from the others: %.1f %% of the values lie in their 95 %% intervals.%n",
                100.0 * within / data.valueCount());
        return fit;
    }
}
