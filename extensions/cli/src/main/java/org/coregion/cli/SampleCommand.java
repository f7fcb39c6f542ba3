package org.coregion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.coregion.data.MultiOutputData;
import org.coregion.json.Csv;
import org.coregion.model.Posterior;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coregion sample}: draws given the data, jointly over new inputs, as CSV. */
@Command(
        name = "sample",
        description = "Draws outputs at new inputs given the data, jointly over all of them, as CSV.",
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private PosteriorOptions posterior = new PosteriorOptions();

    @Mixin
    private DrawOptions draws = new DrawOptions();

    @Option(
            names = "--at",
            required = true,
            paramLabel = "new.csv",
            description = "New inputs: CSV with a header line and the input columns.")
    private Path at = Path.of("");

    @Option(names = "--noise-free", description = "The functions behind the observations, not new observations.")
    private boolean noiseFree;

    @Override
    public Integer call() {
        ModelOptions.Conditioned read = model.read();
        MultiOutputData observations = read.observations();
        double[][] newInputs = Csv.readColumns(at, observations.inputNames());
        Posterior outputs = posterior.of(read);
        double[][][] sample = noiseFree
                ? outputs.sampleNoiseFree(newInputs, draws.count(), draws.seed())
                : outputs.sample(newInputs, draws.count(), draws.seed());
        List<String> header = new ArrayList<>(List.of("draw"));
        header.addAll(observations.inputNames());
        header.addAll(observations.outputNames());
        CsvTable table = new CsvTable(header);
        for (int i = 0; i < sample.length; i++) {
            for (int t = 0; t < newInputs.length; t++) {
                table.addRow(List.of(i + 1), newInputs[t], sample[i][t]);
            }
        }
        Output.print(spec, table.toString());
        return 0;
    }
}
