package org.coregion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.coregion.InvalidInputException;
import org.coregion.json.Csv;
import org.coregion.json.ModelFiles;
import org.coregion.json.SavedModel;
import org.coregion.model.GpParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coregion simulate}: data from a model alone, noise included, as CSV. */
@Command(
        name = "simulate",
        description = "Draws data from a model at given inputs, noise included, as CSV.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "m.json",
            description = "The model file, which names its inputs and outputs.")
    private Path modelFile = Path.of("");

    @Option(
            names = "--at",
            required = true,
            paramLabel = "x.csv",
            description = "Inputs: CSV with a header line and the input columns.")
    private Path at = Path.of("");

    @Mixin
    private DrawOptions draws = new DrawOptions();

    @Override
    public Integer call() {
        SavedModel model = ModelFiles.load(modelFile);
        List<String> inputNames = named(model.inputNames(), "inputs");
        List<String> outputNames = named(model.outputNames(), "outputs");
        double[][] inputs = Csv.readColumns(at, inputNames);
        GpParameters parameters = model.parameters();
        List<String> header = new ArrayList<>(List.of("draw"));
        header.addAll(inputNames);
        header.addAll(outputNames);
        CsvTable table = new CsvTable(header);
        SplittableRandom seeds = new SplittableRandom(draws.seed());
        for (int i = 0; i < draws.count(); i++) {
            double[][] outputs = parameters.simulate(inputs, seeds.nextLong());
            for (int t = 0; t < inputs.length; t++) {
                table.addRow(List.of(i + 1), inputs[t], outputs[t]);
            }
        }
        Output.print(spec, table.toString());
        return 0;
    }

    private List<String> named(Optional<List<String>> names, String key) {
        return names.orElseThrow(() -> new InvalidInputException(
                "The model file " + modelFile + " does not name its " + key + ".",
                "add \"" + key + "\": [\"a\", \"b\"] to it."));
    }
}
