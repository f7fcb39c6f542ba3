package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.KernelExpression;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.model.Posterior;
import org.coregion.model.Prediction;
import org.coregion.optim.FitOptions;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/**
 * How much of four industries' unemployment is a trend, how much a season that repeats, and how much wanders?
 *
 * <p>The kernel is a sum: a rough function of time, and a season that repeats every 12 months. Its weights say how the
 * signal divides between the two. The trend is a linear mean; since its slopes are estimated beside the variances, the
 * restricted likelihood (REML) is maximised, and a forecast far ahead counts their errors too.
 */
public final class SeasonAndTrend {
    private SeasonAndTrend() {}

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        run(System.out);
    }

    static FitResult run(PrintStream out) throws IOException {
        MultiOutputData rates = Datasets.read(
                Datasets.csv("us-unemployment"),
                List.of("month"),
                List.of("agriculture", "construction", "manufacturing", "leisure"));
        GpModel model = GpModel.withDefaults()
                .withKernel(KernelExpression.parse("matern32(month) + periodic(month, period=12)"))
                .withFixed("period of term 2", 12)
                .withMean(Mean.linear("month"));
        FitResult fit = Fitter.fit(rates, model, FitOptions.withDefaults().withRestrictedLikelihood(true));
        out.println(fit);
        out.println("kernel " + fit.parameters().kernel().expression(rates.inputNames()));
        double[][] slopes = fit.meanCoefficients();
        double[][] errors = fit.meanStandardErrors();
        for (int d = 0; d < rates.outputCount(); d++) {
            out.printf(
                    Locale.ROOT,
                    "%-13s trend %+.2f ± %.2f percentage points a year%n",
                    rates.outputNames().get(d),
                    12 * slopes[1][d],
                    12 * errors[1][d]);
        }
        double[][] ahead = {{rates.inputs().get(rates.observationCount() - 1, 0) + 60}};
        Posterior posterior = fit.posterior();
        Prediction forecast = posterior.withMeanUncertainty().predict(ahead);
        for (int d = 0; d < rates.outputCount(); d++) {
            out.printf(
                    Locale.ROOT,
                    "%-13s in 5 years %.1f ± %.2f %%, ± %.2f if the trend were known%n",
                    rates.outputNames().get(d),
                    forecast.mean()[0][d],
                    forecast.standardDeviation()[0][d],
                    posterior.predict(ahead).standardDeviation()[0][d]);
        }
        return fit;
    }
}
