package org.coregion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.coregion.InvalidInputException;
import org.coregion.json.Csv;
import org.coregion.json.MeanForm;
import org.coregion.model.GpModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say what is fitted: kernel, K, Σ, mean and constraints. Given several times, they make several
 * models.
 */
final class FormOptions {
    private static final String FORMS_OF_K = "full|diagonal|isotropic|rank:R|rank:R+diagonal|fixed:K.csv";

    private static final String FORMS_OF_NOISE = "diagonal|isotropic|full|rank:R+diagonal|fixed:S.csv";

    @Mixin
    private KernelOptions kernel = new KernelOptions();

    @Option(
            names = "--coregionalization",
            defaultValue = "full",
            paramLabel = FORMS_OF_K,
            description = "Signal covariance between outputs (${DEFAULT-VALUE}).")
    private List<String> coregionalizations = List.of();

    @Option(
            names = "--noise",
            defaultValue = "diagonal",
            paramLabel = FORMS_OF_NOISE,
            description = "Noise covariance between outputs (${DEFAULT-VALUE}).")
    private List<String> noises = List.of();

    @Option(
            names = "--mean",
            defaultValue = "constant",
            paramLabel = "constant|zero|linear|polynomial:2|linear:a,b",
            description = "Mean of each output (${DEFAULT-VALUE}); linear and polynomial take all input columns or "
                    + "those named.")
    private List<String> means = List.of();

    @Mixin
    private ConstraintOptions constraints = new ConstraintOptions();

    /** The values of an option, and what a model's name says of them. */
    private record Choice(String option, String prefix, List<String> values) {
        boolean isOne() {
            return values.size() == 1;
        }
    }

    /** The only model. */
    GpModel model() {
        for (Choice choice : choices()) {
            if (!choice.isOne()) {
                throw new InvalidInputException(
                        choice.option + " is given " + choice.values.size() + " times: " + choice.values + ".",
                        "choose one, or compare them by coregion compare.");
            }
        }
        return models().values().iterator().next();
    }

    /** A model for each combination of the values given, by what it differs in. */
    Map<String, GpModel> models() {
        for (Choice choice : choices()) {
            choice.values.stream()
                    .filter(value -> choice.values.indexOf(value) < choice.values.lastIndexOf(value))
                    .findFirst()
                    .ifPresent(value -> {
                        throw new InvalidInputException(
                                choice.option + " is given \"" + value + "\" twice.", "drop one of the two.");
                    });
        }
        Map<String, GpModel> models = new LinkedHashMap<>();
        for (List<String> values : combinations(choices())) {
            models.put(name(values), model(values));
        }
        return models;
    }

    /** The file of the given kernel matrix, if there is one. */
    Optional<Path> kernelMatrix() {
        return kernel.matrix();
    }

    /** Every file that is read for the model. */
    List<Path> files() {
        return Stream.of(
                        kernel.matrix().stream(),
                        coregionalizations.stream().flatMap(k -> ofK(k).file().stream()),
                        noises.stream().flatMap(noise -> ofNoise(noise).file().stream()))
                .flatMap(files -> files)
                .toList();
    }

    private List<Choice> choices() {
        return List.of(
                new Choice("--kernel", "", kernel.kernels()),
                new Choice("--coregionalization", "K ", coregionalizations),
                new Choice("--noise", "noise ", noises),
                new Choice("--mean", "mean ", means));
    }

    /** Every list of one value of each choice; the last varies fastest. */
    private static List<List<String>> combinations(List<Choice> choices) {
        List<List<String>> all = List.of(List.of());
        for (Choice choice : choices) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> values : all) {
                for (String value : choice.values) {
                    longer.add(Stream.concat(values.stream(), Stream.of(value)).toList());
                }
            }
            all = longer;
        }
        return all;
    }

    private String name(List<String> values) {
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Choice choice = choices().get(i);
            if (!choice.isOne()) {
                differing.add(choice.prefix + values.get(i));
            }
        }
        return differing.isEmpty()
                ? kernel.matrix().map(Path::toString).orElse(values.get(0))
                : String.join(", ", differing);
    }

    private GpModel model(List<String> values) {
        GpModel model = kernel.applied(GpModel.withDefaults(), values.get(0));
        CovarianceOption k = ofK(values.get(1));
        model = k.file().isPresent()
                ? model.withFixedCoregionalization(Csv.readMatrix(k.file().get()))
                : model.withCoregionalization(k.form());
        CovarianceOption noise = ofNoise(values.get(2));
        model = noise.file().isPresent()
                ? model.withFixedNoise(Csv.readMatrix(noise.file().get()))
                : model.withNoise(noise.form());
        return constraints.applied(model.withMean(MeanForm.parse(values.get(3)).mean()));
    }

    private static CovarianceOption ofK(String value) {
        return new CovarianceOption("--coregionalization", value, FORMS_OF_K);
    }

    private static CovarianceOption ofNoise(String value) {
        return new CovarianceOption("--noise", value, FORMS_OF_NOISE);
    }
}
