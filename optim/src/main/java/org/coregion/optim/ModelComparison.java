package org.coregion.optim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.linalg.Parallel;
import org.coregion.model.GpModel;

/**
 * Several models fitted to the same data, best first by an information criterion. The models are fitted side by side,
 * each on one thread; the result does not depend on how many there are.
 */
public final class ModelComparison {
    private final Criterion criterion;
    private final List<Entry> entries;

    /** What a model is judged by: the smaller, the better. */
    public enum Criterion {
        /** 2p − 2 log likelihood: the expected loss of prediction (Akaike 1974). */
        AIC,
        /** p log n − 2 log likelihood for n observed values: the posterior odds of the models (Schwarz 1978). */
        BIC;

        /** Its value for a fit. */
        public double of(FitResult fit) {
            return this == AIC ? fit.aic() : fit.bic();
        }
    }

    /**
     * One model.
     *
     * @param name what the caller calls it
     * @param fit its fit
     */
    public record Entry(String name, FitResult fit) {}

    private ModelComparison(Criterion criterion, List<Entry> entries) {
        this.criterion = criterion;
        this.entries = entries;
    }

    /**
     * Fits every model with the default options, for comparison by AIC.
     *
     * @param models by name
     * @throws InvalidInputException if there is none, or one does not fit the data
     */
    public static ModelComparison of(MultiOutputData data, Map<String, GpModel> models) {
        return of(data, models, FitOptions.withDefaults());
    }

    /**
     * Fits every model, for comparison by AIC.
     *
     * @param models by name
     * @param options of every fit; their threads are shared
     * @throws InvalidInputException if there is none, or one does not fit the data
     */
    public static ModelComparison of(MultiOutputData data, Map<String, GpModel> models, FitOptions options) {
        if (models.isEmpty()) {
            throw new InvalidInputException("There are no models to compare.", "name at least one.");
        }
        List<Map.Entry<String, GpModel>> named = List.copyOf(models.entrySet());
        int threads = options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
        FitOptions each = named.size() == 1 ? options : options.withThreads(1);
        Entry[] fitted = new Entry[named.size()];
        Parallel.forEach(
                threads,
                fitted.length,
                i -> fitted[i] = fit(data, named.get(i).getKey(), named.get(i).getValue(), each));
        Arrays.stream(fitted).forEach(entry -> fitted[0].fit.requireComparable(entry.fit));
        return new ModelComparison(Criterion.AIC, List.of(fitted)).by(Criterion.AIC);
    }

    private static Entry fit(MultiOutputData data, String name, GpModel model, FitOptions options) {
        try {
            return new Entry(name, Fitter.fit(data, model, options));
        } catch (InvalidInputException e) {
            throw e.about("The model \"" + name + "\": ");
        }
    }

    /** The same fits, best first by another criterion. */
    public ModelComparison by(Criterion other) {
        return new ModelComparison(
                other,
                entries.stream()
                        .sorted(Comparator.comparingDouble(entry -> other.of(entry.fit)))
                        .toList());
    }

    /** What the order is by. */
    public Criterion criterion() {
        return criterion;
    }

    /** The models, best first. */
    public List<Entry> entries() {
        return entries;
    }

    /** The best model. */
    public Entry best() {
        return entries.get(0);
    }

    /**
     * The weight of evidence for each model, in the order of {@link #entries}: proportional to exp(−½ criterion), with
     * sum 1 (Burnham and Anderson 2002).
     */
    public double[] weights() {
        double[] relative = entries.stream()
                .mapToDouble(entry -> Math.exp((criterion.of(best().fit) - criterion.of(entry.fit)) / 2))
                .toArray();
        double sum = Arrays.stream(relative).sum();
        return Arrays.stream(relative).map(weight -> weight / sum).toArray();
    }

    /** What to know before a fit is trusted. */
    private static String remarks(FitResult fit) {
        int warnings = fit.warnings().size();
        return (fit.isConverged() ? "" : "  NOT converged")
                + (warnings == 0 ? "" : "  " + warnings + (warnings == 1 ? " warning" : " warnings"))
                + (fit.atBounds().isEmpty() ? "" : "  at a bound");
    }

    /** A table, best first; fits that have warnings, or parameters at bounds, are marked. */
    @Override
    public String toString() {
        int width =
                entries.stream().mapToInt(entry -> entry.name.length()).max().orElse(0);
        String name = "%-" + Math.max(width, "model".length()) + "s";
        double[] weights = weights();
        Lines lines = new Lines();
        lines.add(name + " %10s %14s %12s %12s %8s", "model", "parameters", "log likelihood", "AIC", "BIC", "weight");
        IntStream.range(0, entries.size()).forEach(i -> {
            FitResult fit = entries.get(i).fit;
            lines.add(
                    name + " %10d %14.3f %12.3f %12.3f %8.3f%s",
                    entries.get(i).name,
                    fit.parameterCount(),
                    fit.logMarginalLikelihood(),
                    fit.aic(),
                    fit.bic(),
                    weights[i],
                    remarks(fit));
        });
        return lines.toString();
    }
}
