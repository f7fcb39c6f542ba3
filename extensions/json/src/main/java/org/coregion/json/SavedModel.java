package org.coregion.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.linalg.BackendChoice;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.Posterior;
import org.coregion.optim.FitOptions;

/**
 * A model that was loaded from a file: its parameters, with the data and the results of its fit where the file has
 * them. Immutable; what lies in other files, data or a kernel matrix, is read with each call.
 */
public final class SavedModel {
    private final Path file;
    private final ModelFile document;

    private SavedModel(Path file, ModelFile document) {
        this.file = file;
        this.document = document;
    }

    /** The model of a document, all parts of which fit each other. */
    static SavedModel of(Path file, ModelFile document) {
        SavedModel model = new SavedModel(file, document);
        model.requireConsistent();
        return model;
    }

    private void requireConsistent() {
        int d = document.coregionalization().length;
        List<String> outputs = document.outputs();
        if (outputs != null && outputs.size() != d) {
            throw named(new InvalidInputException(
                    "The \"outputs\" " + outputs + " are " + outputs.size() + " but the \"coregionalization\" has " + d
                            + " rows.",
                    "an output is missing from one of the two."));
        }
        options();
        ModelEntry fitted = document.model();
        if (fitted != null
                && fitted.absent() == null
                && !(fitted.isOfMatrix() && document.kernel().elsewhere())) {
            model();
        }
        DataEntry data = document.data();
        if (data != null) {
            requiredInputs();
            required(outputNames(), "outputs");
        }
        Optional<MultiOutputData> embedded = data == null || data.elsewhere() ? Optional.empty() : data();
        if (!document.kernel().elsewhere() && (isKernelMatrix() || document.inputs() != null)) {
            GpParameters parameters = parameters();
            embedded.ifPresent(rows -> about(() -> parameters.kernel().at(rows.inputs(), rows.inputNames())));
        }
    }

    /**
     * The parameters.
     *
     * @throws InvalidInputException if the file does not name its inputs, or the file of its kernel matrix is not there
     */
    public GpParameters parameters() {
        return parameters(requiredInputs());
    }

    /**
     * The model that was fitted: its forms, bounds, ties and priors. With {@link #data()} and {@link #options()} a fit
     * of it gives the same result again, bit for bit with the same backend.
     *
     * @throws InvalidInputException if the file does not have it: it was written by hand or by an earlier program, or
     *     the kernel's start or a covariance's form was the application's own Java; or if the file of its kernel matrix
     *     is not there
     */
    public GpModel model() {
        return about(() -> document.model(inputNames().orElse(List.of()), Folder.of(file)));
    }

    /**
     * The parameters of a model that does not name its inputs.
     *
     * @param inputNames Q names
     * @throws InvalidInputException if the model does not apply to them, or the file of its kernel matrix is not there
     */
    public GpParameters parameters(List<String> inputNames) {
        return about(() -> document.parameters(inputNames, Folder.of(file)));
    }

    /**
     * The data that it was fitted to, if the file has them or refers to them.
     *
     * @throws InvalidInputException if the file that it refers to is not there, or has changed since
     */
    public Optional<MultiOutputData> data() {
        DataEntry data = document.data();
        if (data == null) {
            return Optional.empty();
        }
        List<String> inputs = requiredInputs();
        List<String> outputs = required(outputNames(), "outputs");
        return Optional.of(about(() -> data.data(inputs, outputs, document.noiseScale(), Folder.of(file))));
    }

    /** The CSV file that it refers to for its data, if that is where they are. */
    public Optional<Path> dataFile() {
        DataEntry data = document.data();
        return data == null ? Optional.empty() : about(() -> data.file(Folder.of(file)));
    }

    /**
     * The outputs at new inputs, given its data, with the backend of its fit, so that all digits are the same, or the
     * fastest that loads where that one does not; {@link Posterior#of(MultiOutputData, GpParameters,
     * org.coregion.linalg.Backend)} takes others, with {@link #data()} and {@link #parameters()}.
     *
     * @throws InvalidInputException if the file has no data, or Σ in it is not positive definite
     */
    public Posterior posterior() {
        MultiOutputData data = data().orElseThrow(() -> named(new InvalidInputException(
                "There are no data in it.",
                "save the model with its data, or give them to Posterior.of with the parameters.")));
        GpParameters parameters = parameters();
        String name = Objects.requireNonNullElse(results().backend(), BackendChoice.AUTO);
        return about(() ->
                Posterior.of(data, parameters, BackendChoice.preferring(name).backend()));
    }

    /** The names of the input columns, if the file has them. */
    public Optional<List<String>> inputNames() {
        return Optional.ofNullable(document.inputs()).map(List::copyOf);
    }

    /** The names of the outputs, if the file has them. */
    public Optional<List<String>> outputNames() {
        return Optional.ofNullable(document.outputs()).map(List::copyOf);
    }

    /** The column of relative noise variances in a CSV file of data, if there is one. */
    public Optional<String> noiseScale() {
        return Optional.ofNullable(document.noiseScale());
    }

    /** Whether the kernel is a given matrix, which needs no inputs. */
    public boolean isKernelMatrix() {
        return document.kernel().precomputed();
    }

    /** What the fit found besides the parameters, and how it went; all null for a model written by hand. */
    public SavedResults results() {
        return document.results();
    }

    /** The options of the fit, seed included, if the file has them; without a listener. */
    public Optional<FitOptions> options() {
        OptionsEntry options = document.options();
        return options == null ? Optional.empty() : Optional.of(about(options::options));
    }

    /** The version of the file's format. */
    public int schemaVersion() {
        return document.schemaVersion() == null ? ModelFile.SCHEMA_VERSION : document.schemaVersion();
    }

    /** The version of the program that wrote the file, if it says so. */
    public Optional<String> coregionVersion() {
        return Optional.ofNullable(document.coregionVersion());
    }

    /** The names of the inputs; a given kernel matrix needs none. */
    private List<String> requiredInputs() {
        return isKernelMatrix() ? inputNames().orElse(List.of()) : required(inputNames(), "inputs");
    }

    private List<String> required(Optional<List<String>> names, String key) {
        return names.orElseThrow(() -> named(new InvalidInputException(
                "It does not name its \"" + key + "\".", "add \"" + key + "\": [\"a\", \"b\"] to it.")));
    }

    /** What a step returns, its refusals under the name of the file. */
    private <T> T about(Supplier<T> step) {
        try {
            return step.get();
        } catch (InvalidInputException problem) {
            throw named(problem);
        }
    }

    private InvalidInputException named(InvalidInputException problem) {
        return problem.about("The model file " + file + ": ");
    }
}
