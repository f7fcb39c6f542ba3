package org.coregion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

/** {@code coregion predict}: mean and standard deviation of every output at new inputs, as CSV. */
@Command(
        name = "predict",
        description = "Prints mean and standard deviation of every output at new inputs, as CSV.",
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    /** New inputs predicted at once; bounds the memory beyond the table itself. */
    private static final int BATCH = 2048;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--at",
            required = true,
            paramLabel = "new.csv",
            description = "New inputs: CSV with a header line and the input columns.")
    private Path at = Path.of("");

    @Option(names = "--noise-free", description = "The function behind the observations, not a new observation.")
    private boolean noiseFree;

    @Override
    public Integer call() {
        MultiOutputData observations = model.observations();
        double[][] newInputs = Csv.readColumns(at, observations.inputNames());
        Posterior posterior = model.posterior(observations);
        List<String> header = new ArrayList<>(observations.inputNames());
        header.addAll(CsvTable.suffixed(observations.outputNames(), "_mean", "_sd"));
        CsvTable table = new CsvTable(header);
        for (int from = 0; from < newInputs.length; from += BATCH) {
            double[][] batch = Arrays.copyOfRange(newInputs, from, Math.min(from + BATCH, newInputs.length));
            Prediction prediction = noiseFree ? posterior.predictNoiseFree(batch) : posterior.predict(batch);
            double[][] mean = prediction.mean();
            double[][] deviation = prediction.standardDeviation();
            for (int i = 0; i < batch.length; i++) {
                table.addRow(List.of(), batch[i], CsvTable.interleaved(mean[i], deviation[i]));
            }
        }
        Output.print(spec, table.toString());
        return 0;
    }
}
