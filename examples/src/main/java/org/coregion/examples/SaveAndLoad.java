package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.json.ModelFiles;
import org.coregion.json.SaveOptions;
import org.coregion.json.SavedModel;
import org.coregion.model.GpModel;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;
import org.coregion.prior.Prior;

/**
 * What is left of a fit when it has been written to a file and read again?
 *
 * <p>Everything: the file predicts the same numbers to the last bit, and holds data, model and options, so that the fit
 * can be done again, with the same result.
 */
public final class SaveAndLoad {
    private SaveAndLoad() {}

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("model", ".json");
        try {
            run(System.out, file);
        } finally {
            Files.delete(file);
        }
    }

    /** The fit, and the same one from the file. */
    record Answer(FitResult fit, SavedModel loaded, FitResult again) {}

    static Answer run(PrintStream out, Path file) throws IOException {
        MultiOutputData data = Datasets.read(Datasets.csv("synthetic"), List.of("t"), List.of("y1", "y2", "y3"));
        GpModel model = GpModel.withDefaults()
                .withCoregionalization(CovarianceForm.lowRankPlusDiagonal(1))
                .withBounds("noise variance of y3", 1e-3, 1)
                .withPrior("lengthscale", Prior.logNormal(1, 0.5));
        FitResult fit = Fitter.fit(data, model);

        ModelFiles.save(file, fit, SaveOptions.withDefaults().withEmbeddedData());
        SavedModel loaded = ModelFiles.load(file);

        double[][] next = {{50.5}};
        double[] before = fit.posterior().predict(next).mean()[0];
        double[] after = loaded.posterior().predict(next).mean()[0];
        out.printf(Locale.ROOT, "At t = 50.5 the fit predicts    %s%n", Arrays.toString(before));
        out.printf(Locale.ROOT, "and the model from the file     %s%n", Arrays.toString(after));
        FitResult again = Fitter.fit(
                loaded.data().orElseThrow(), loaded.model(), loaded.options().orElseThrow());
        out.printf(
                Locale.ROOT,
                "Fitted again from the file alone: objective %s, before %s%n",
                again.objective(),
                fit.objective());
        return new Answer(fit, loaded, again);
    }
}
