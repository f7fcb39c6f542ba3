package org.coregion.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;
import org.coregion.json.Json;
import org.coregion.model.Posterior;
import org.coregion.model.Prediction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coregion loo}: every row as predicted from all the others. */
@Command(
        name = "loo",
        description = "Predicts every row from all the others, without fitting anew: CSV, or a summary as JSON.",
        mixinStandardHelpOptions = true)
final class LooCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private PosteriorOptions posterior = new PosteriorOptions();

    @Option(
            names = "--entries",
            description = "Predicts every single value from all the others, those of its row among them.")
    private boolean entries;

    @Option(names = "--summary", description = "Errors, coverage and log density over all rows, as JSON.")
    private boolean summary;

    @Override
    public Integer call() {
        ModelOptions.Conditioned read = model.read();
        MultiOutputData observations = read.observations();
        double[][] outputs = observations.outputs().toArray();
        Posterior held = posterior.of(read);
        Prediction prediction = entries ? held.leaveOneOutEntries() : held.leaveOneOut();
        Output.print(
                spec,
                summary
                        ? Json.write(LooSummary.of(observations.outputNames(), outputs, prediction))
                        : table(observations.outputNames(), outputs, prediction).toString());
        return 0;
    }

    private static CsvTable table(List<String> names, double[][] outputs, Prediction prediction) {
        List<String> header = new ArrayList<>(List.of("row"));
        header.addAll(CsvTable.suffixed(names, "", "_mean", "_sd", "_standardized"));
        CsvTable table = new CsvTable(header);
        double[][] mean = prediction.mean();
        double[][] deviation = prediction.standardDeviation();
        double[][] standardized = prediction.standardizedResiduals(outputs);
        IntStream.range(0, outputs.length)
                .forEach(t -> table.addRow(
                        List.of(t + 1), CsvTable.interleaved(outputs[t], mean[t], deviation[t], standardized[t])));
        return table;
    }
}
