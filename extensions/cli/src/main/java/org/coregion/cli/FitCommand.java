package org.coregion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.json.ModelFiles;
import org.coregion.json.OutputFile;
import org.coregion.json.SaveOptions;
import org.coregion.model.GpModel;
import org.coregion.optim.FitOptions;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coregion fit}: fits a model and prints it as JSON. */
@Command(name = "fit", description = "Fits a model to data and prints it as JSON.", mixinStandardHelpOptions = true)
final class FitCommand implements Callable<Integer> {
    private static final String EMBEDDED = "embedded";

    private static final String REFERENCE = "reference";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private FormOptions forms = new FormOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(names = "--model", paramLabel = "out.json", description = "Writes the model to this file too.")
    private @Nullable Path modelFile;

    @Option(
            names = "--with-data",
            arity = "0..1",
            fallbackValue = EMBEDDED,
            paramLabel = EMBEDDED + "|" + REFERENCE,
            description =
                    "Puts the data into the model file, so that nothing else is needed for predictions; or its path "
                            + "and SHA-256.")
    private @Nullable String withData;

    @Option(
            names = "--no-standard-errors",
            description =
                    "Leaves out the standard errors, which may take longer than the fit where rows are very many.")
    private boolean withoutStandardErrors;

    @Override
    public Integer call() {
        OutputFile output = modelFile == null ? null : new OutputFile(modelFile);
        if (output != null) {
            output.requireWritable(inputFiles());
        }
        requireWithData();
        GpModel model = forms.model();
        FitOptions options = run.options();
        MultiOutputData observations = data.read(forms.kernelMatrix().isEmpty());
        FitResult fit;
        try (FitProgress progress = FitProgress.start()) {
            fit = Fitter.fit(observations, model, options.withListener(progress));
        }
        SaveOptions save = withoutStandardErrors ? saved() : saved().withStandardErrors(fit.standardErrors());
        // Where one of the two cannot be written, the other still is.
        try {
            Output.print(spec, text(fit, save));
        } finally {
            if (output != null) {
                output.write(text(fit, withData(save)));
            }
        }
        return 0;
    }

    private String text(FitResult fit, SaveOptions save) {
        return modelFile == null ? ModelFiles.text(fit, save) : ModelFiles.text(fit, save, modelFile);
    }

    private SaveOptions saved() {
        SaveOptions save = SaveOptions.withDefaults();
        save = data.noiseScale().map(save::withNoiseScale).orElse(save);
        return forms.kernelMatrix().map(save::withKernelMatrix).orElse(save);
    }

    private SaveOptions withData(SaveOptions save) {
        if (withData == null) {
            return save;
        }
        return withData.equals(EMBEDDED) ? save.withEmbeddedData() : save.withDataFile(data.file());
    }

    private void requireWithData() {
        if (withData != null && !List.of(EMBEDDED, REFERENCE).contains(withData)) {
            throw new InvalidInputException(
                    "--with-data does not know \"" + withData + "\".", "choose embedded or reference.");
        }
        if (withData != null && modelFile == null) {
            throw new InvalidInputException(
                    "--with-data puts the data into the model file, but there is none.", "add --model out.json.");
        }
    }

    /** Every file that this command reads. */
    private List<Path> inputFiles() {
        List<Path> files = new ArrayList<>(forms.files());
        files.add(data.file());
        return files;
    }
}
