package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.KernelExpression;
import org.coregion.model.GpModel;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/**
 * An output is measured twice a year, three others every month: do the others help to know it in between?
 *
 * <p>The unemployment in construction is kept at every sixth month and held out at the others. Of one joint model, and
 * of a model of construction alone with the same kernel, the predictions of the months held out are scored.
 */
public final class SparseOutput {
    /** Months from one value that is kept to the next. */
    static final int KEPT = 6;

    private static final String SPARSE = "construction";

    private SparseOutput() {}

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        run(System.out);
    }

    /**
     * Root mean square errors over the months held out, in percentage points.
     *
     * @param joint of the model of all outputs
     * @param alone of the model of construction alone
     * @param coverage of the joint model's 95 % intervals, between 0 and 1
     */
    record Answer(FitResult fit, double joint, double alone, double coverage) {}

    static Answer run(PrintStream out) throws IOException {
        MultiOutputData all = Datasets.read(
                Datasets.csv("us-unemployment"),
                List.of("month"),
                List.of(SPARSE, "manufacturing", "leisure", "business_services"));
        double[][] months = all.inputs().toArray();
        double[][] truth = all.outputs().toArray();
        double[][] known = all.outputs().toArray();
        double[][] alone = new double[known.length][1];
        for (int t = 0; t < known.length; t++) {
            known[t][0] = t % KEPT == 0 ? truth[t][0] : Double.NaN;
            alone[t][0] = known[t][0];
        }
        GpModel model = GpModel.withDefaults()
                .withKernel(KernelExpression.parse("matern32(month) + periodic(month, period=12)"))
                .withFixed("period of term 2", 12);
        FitResult joint =
                Fitter.fit(MultiOutputData.of(months, known).withNames(List.of("month"), all.outputNames()), model);
        FitResult single =
                Fitter.fit(MultiOutputData.of(months, alone).withNames(List.of("month"), List.of(SPARSE)), model);
        double[][] mean = joint.posterior().predict(months).mean();
        double[][] lower = joint.posterior().predict(months).quantile(0.025);
        double[][] upper = joint.posterior().predict(months).quantile(0.975);
        double[][] meanAlone = single.posterior().predict(months).mean();
        double squares = 0;
        double squaresAlone = 0;
        int covered = 0;
        int heldOut = 0;
        for (int t = 0; t < truth.length; t++) {
            if (t % KEPT != 0) {
                squares += Math.pow(truth[t][0] - mean[t][0], 2);
                squaresAlone += Math.pow(truth[t][0] - meanAlone[t][0], 2);
                covered += lower[t][0] <= truth[t][0] && truth[t][0] <= upper[t][0] ? 1 : 0;
                heldOut++;
            }
        }
        Answer answer = new Answer(
                joint, Math.sqrt(squares / heldOut), Math.sqrt(squaresAlone / heldOut), (double) covered / heldOut);
        out.println(joint);
        out.printf(
                Locale.ROOT,
                "%d of %d months of %s held out: error %.2f percentage points jointly, %.2f alone;"
                        + " %.0f %% within the joint 95 %% intervals.%n",
                heldOut,
                truth.length,
                SPARSE,
                answer.joint,
                answer.alone,
                100 * answer.coverage);
        return answer;
    }
}
