package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coregion.data.MultiOutputData;
import org.coregion.model.GpModel;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;
import org.coregion.optim.Information;
import org.coregion.optim.ParameterEstimate;
import org.coregion.optim.StandardErrors;
import org.coregion.prior.Prior;

/**
 * How certain are the parameters of a fit, and what does a prior do to them?
 *
 * <p>The data are simulated ({@code datasets/synthetic}), so every estimate can be held against its truth. A prior that
 * is wrong, and sure of it, draws the lengthscale away from what the data say.
 */
public final class HowCertain {
    private static final Map<String, Double> TRUTH = Map.of(
            "lengthscale", 3.0,
            "signal variance of y1", 1.0,
            "signal variance of y3", 0.25,
            "signal correlation of y1 and y2", 0.8,
            "signal correlation of y1 and y3", -0.6,
            "noise variance of y1", 0.04,
            "noise variance of y2", 0.25,
            "noise variance of y3", 0.01,
            "noise variance of y4", 9.0,
            "mean of y2", 5.0);

    private HowCertain() {}

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        run(System.out);
    }

    /** The standard errors, and the lengthscale under the prior. */
    record Answer(StandardErrors errors, int covered, FitResult withPrior) {}

    static Answer run(PrintStream out) throws IOException {
        MultiOutputData data = Datasets.read(Datasets.csv("synthetic"), List.of("t"));
        FitResult fit = Fitter.fit(data);
        StandardErrors errors = fit.standardErrors();
        out.println(errors);
        int covered = 0;
        for (Map.Entry<String, Double> truth : TRUTH.entrySet()) {
            ParameterEstimate.Interval interval = errors.of(truth.getKey()).interval(0.95);
            covered += interval.lower() <= truth.getValue() && truth.getValue() <= interval.upper() ? 1 : 0;
        }
        out.printf(Locale.ROOT, "%d of %d true values lie in their 95 %% intervals.%n%n", covered, TRUTH.size());
        double observed = errors.of("lengthscale").standardError();
        double expected =
                fit.standardErrors(Information.EXPECTED).of("lengthscale").standardError();
        out.printf(
                Locale.ROOT,
                "Standard error of the lengthscale by the observed information: %.3f, by the expected one: %.3f.%n",
                observed,
                expected);

        GpModel sure = GpModel.withDefaults().withPrior("lengthscale", Prior.logNormal(Math.log(6), 0.05));
        FitResult withPrior = Fitter.fit(data, sure);
        out.printf(
                Locale.ROOT,
                "With a log-normal prior about 6 the lengthscale is %s.%n",
                withPrior.standardErrors().of("lengthscale"));
        return new Answer(errors, covered, withPrior);
    }
}
