package org.coregion.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.json.Json;
import org.coregion.optim.FitResult;
import org.coregion.optim.ModelComparison;
import org.coregion.optim.ModelComparison.Criterion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coregion compare}: fits several models and ranks them by an information criterion. */
@Command(
        name = "compare",
        description =
                "Fits several models to data and ranks them: --kernel, --coregionalization, --noise and --mean may "
                        + "be given several times, and every combination is fitted.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private FormOptions forms = new FormOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--by",
            defaultValue = "aic",
            paramLabel = "aic|bic",
            description = "The criterion that ranks them, the smallest first (${DEFAULT-VALUE}).")
    private String criterion = "";

    @Option(names = "--json", description = "Prints JSON in place of a table.")
    private boolean json;

    /** What is printed as JSON. */
    record Ranking(String criterion, List<Ranked> models) {}

    /**
     * A model.
     *
     * @param parameters how many were fitted
     * @param weight of evidence, with sum 1 over all models
     * @param atBounds parameters that ended at a bound
     * @param warnings what to know before trusting the fit
     */
    record Ranked(
            String name,
            int parameters,
            double logMarginalLikelihood,
            double aic,
            double bic,
            double weight,
            boolean converged,
            List<String> atBounds,
            List<String> warnings) {}

    @Override
    public Integer call() {
        Criterion by = criterion();
        MultiOutputData observations = data.read(forms.kernelMatrix().isEmpty());
        ModelComparison comparison =
                ModelComparison.of(observations, forms.models(), run.options()).by(by);
        Output.print(spec, json ? Json.write(ranking(comparison)) : comparison.toString());
        return 0;
    }

    private Criterion criterion() {
        return switch (criterion.toLowerCase(Locale.ROOT)) {
            case "aic" -> Criterion.AIC;
            case "bic" -> Criterion.BIC;
            default ->
                throw new InvalidInputException("--by does not know \"" + criterion + "\".", "choose aic or bic.");
        };
    }

    private static Ranking ranking(ModelComparison comparison) {
        double[] weights = comparison.weights();
        return new Ranking(
                comparison.criterion().name(),
                IntStream.range(0, weights.length)
                        .mapToObj(i -> {
                            FitResult fit = comparison.entries().get(i).fit();
                            return new Ranked(
                                    comparison.entries().get(i).name(),
                                    fit.parameterCount(),
                                    fit.logMarginalLikelihood(),
                                    fit.aic(),
                                    fit.bic(),
                                    weights[i],
                                    fit.isConverged(),
                                    fit.atBounds(),
                                    fit.warnings());
                        })
                        .toList());
    }
}
