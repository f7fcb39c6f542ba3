package org.coregion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.coregion.data.MultiOutputData;
import org.coregion.model.Posterior;
import org.coregion.model.Prediction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code coregion predict}: mean and standard deviation of every output at new inputs, or where one is missing, as CSV.
 */
@Command(
        name = "predict",
        description =
                "Prints mean and standard deviation of every output at new inputs, or where one is missing, as CSV.",
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    /** New inputs predicted at once; bounds the memory beyond the table itself. */
    private static final int BATCH = 2048;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private PosteriorOptions posterior = new PosteriorOptions();

    @Option(
            names = "--at",
            paramLabel = "new.csv",
            description = "New inputs: CSV with a header line and the input columns. Without it, the rows of the data "
                    + "where an output is missing, by their numbers, filled in: what was observed stays, with a "
                    + "deviation of 0.")
    private @Nullable Path at;

    @Option(names = "--noise-free", description = "The function behind the observations, not a new observation.")
    private boolean noiseFree;

    @Override
    public Integer call() {
        ModelOptions.Conditioned read = model.read();
        MultiOutputData observations = read.observations();
        PredictionPoints points = at == null
                ? PredictionPoints.missing(observations)
                : PredictionPoints.read(at, observations.inputNames());
        Posterior outputs = posterior.of(read);
        List<String> header = new ArrayList<>(points.hasRows() ? List.of("row") : List.of());
        header.addAll(observations.inputNames());
        header.addAll(CsvTable.suffixed(observations.outputNames(), "_mean", "_sd"));
        CsvTable table = new CsvTable(header);
        if (points.hasRows() && !noiseFree) {
            fill(table, points, outputs, observations);
        } else {
            predict(table, points, outputs);
        }
        Output.print(spec, table.toString());
        return 0;
    }

    /** What is missing given all that was observed, the noise of the other outputs of its row included. */
    private static void fill(CsvTable table, PredictionPoints points, Posterior outputs, MultiOutputData data) {
        Prediction entries = outputs.leaveOneOutEntries();
        double[][] mean = entries.mean();
        double[][] deviation = entries.standardDeviation();
        double[][] observed = data.outputs().toArray();
        for (int i = 0; i < points.count(); i++) {
            int t = points.rows()[i];
            for (int d = 0; d < data.outputCount(); d++) {
                if (data.isObserved(t, d)) {
                    mean[t][d] = observed[t][d];
                    deviation[t][d] = 0;
                }
            }
            table.addRow(points.row(i), points.inputs()[i], CsvTable.interleaved(mean[t], deviation[t]));
        }
    }

    private void predict(CsvTable table, PredictionPoints points, Posterior outputs) {
        for (int from = 0; from < points.count(); from += BATCH) {
            PredictionPoints batch = points.between(from, Math.min(from + BATCH, points.count()));
            Prediction prediction = noiseFree ? batch.noiseFree(outputs) : outputs.predict(batch.inputs());
            double[][] mean = prediction.mean();
            double[][] deviation = prediction.standardDeviation();
            for (int i = 0; i < batch.count(); i++) {
                table.addRow(batch.row(i), batch.inputs()[i], CsvTable.interleaved(mean[i], deviation[i]));
            }
        }
    }
}
