package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.SquaredExponential;
import org.coregion.model.GpModel;
import org.coregion.optim.FitResult;
import org.coregion.optim.LikelihoodRatio;
import org.coregion.optim.ModelComparison;

/**
 * Which kernel, and how many shared functions, do four metals in soil ask for?
 *
 * <p>The truth of the simulated survey ({@code datasets/soil-metals}) is a Matérn 5/2 kernel and a coregionalization
 * matrix of full rank with correlations of 0.75 to 0.9.
 */
public final class ModelChoice {
    private ModelChoice() {}

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        run(System.out);
    }

    /** The models, best first, and the test of independent metals against correlated ones. */
    record Answer(ModelComparison comparison, LikelihoodRatio independence) {}

    static Answer run(PrintStream out) throws IOException {
        MultiOutputData data = Datasets.read(Datasets.csv("soil-metals"), List.of("easting", "northing"));
        GpModel full = GpModel.withDefaults();
        Map<String, GpModel> models = new LinkedHashMap<>();
        models.put("Matérn 5/2, full K", full);
        models.put("Matérn 5/2, K of rank 1", full.withCoregionalization(CovarianceForm.lowRank(1)));
        models.put("Matérn 5/2, K of rank 2", full.withCoregionalization(CovarianceForm.lowRank(2)));
        models.put(
                "Matérn 5/2, K of rank 1 + diagonal",
                full.withCoregionalization(CovarianceForm.lowRankPlusDiagonal(1)));
        models.put("Matérn 5/2, independent", full.withCoregionalization(CovarianceForm.diagonal()));
        models.put("Matérn 3/2, full K", full.withKernel(Matern32.ard()));
        models.put("squared exponential, full K", full.withKernel(SquaredExponential.ard()));
        ModelComparison comparison = ModelComparison.of(data, models);
        out.println(comparison);
        LikelihoodRatio independence = LikelihoodRatio.of(
                fitOf("Matérn 5/2, independent", comparison), fitOf("Matérn 5/2, full K", comparison));
        out.println("Are the metals independent? " + independence);
        return new Answer(comparison, independence);
    }

    private static FitResult fitOf(String name, ModelComparison comparison) {
        return comparison.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .fit();
    }
}
