package org.coregion.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
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
    private DataOptions data = new DataOptions();

    @Option(names = "--model", required = true, paramLabel = "m.json", description = "The model file.")
    private Path modelFile = Path.of("");

    @Option(
            names = "--at",
            required = true,
            paramLabel = "new.csv",
            description = "New inputs: CSV with a header line and the input columns.")
    private Path at = Path.of("");

    @Option(names = "--noise-free", description = "The function behind the observations, not a new observation.")
    private boolean noiseFree;

    @Override
    public Integer call() throws IOException {
        ModelFile model = ModelFile.read(modelFile);
        MultiOutputData observations = data.read(model);
        double[][] newInputs = Csv.readColumns(at, observations.inputNames());
        Posterior posterior = Posterior.of(observations, model.parameters(observations, ModelFile.folder(modelFile)));
        // Standard output gets the whole table or nothing.
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(header(observations));
            for (int from = 0; from < newInputs.length; from += BATCH) {
                double[][] batch = Arrays.copyOfRange(newInputs, from, Math.min(from + BATCH, newInputs.length));
                Prediction prediction = noiseFree ? posterior.predictNoiseFree(batch) : posterior.predict(batch);
                double[][] mean = prediction.mean();
                double[][] deviation = prediction.standardDeviation();
                for (int i = 0; i < batch.length; i++) {
                    csv.writeRecord(line(batch[i], mean[i], deviation[i]));
                }
            }
        }
        Output.print(spec, text.toString());
        return 0;
    }

    private static List<String> header(MultiOutputData observations) {
        List<String> header = new ArrayList<>(observations.inputNames());
        for (String output : observations.outputNames()) {
            header.add(output + "_mean");
            header.add(output + "_sd");
        }
        return header;
    }

    private static List<String> line(double[] inputs, double[] mean, double[] deviation) {
        List<String> line = new ArrayList<>();
        for (double input : inputs) {
            line.add(Double.toString(input));
        }
        for (int d = 0; d < mean.length; d++) {
            line.add(Double.toString(mean[d]));
            line.add(Double.toString(deviation[d]));
        }
        return line;
    }
}
