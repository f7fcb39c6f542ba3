package org.coregion.optim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EnginePlan;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.Posterior;

/** What a fit found, in the units of the data, and how it went. Immutable. */
public final class FitResult {
    private final MultiOutputData data;
    private final GpModel model;
    private final FitOptions options;
    private final GpParameters parameters;
    /** PD×PD. */
    private final Matrix meanCovariance;

    private final double objective;
    private final double logPrior;
    /** L of all observations. */
    private final double likelihood;

    private final StopReason stopReason;
    private final double gradientNorm;
    private final int evaluations;
    private final int iterations;
    private final int eigendecompositions;
    private final int coarseEigendecompositions;
    private final double seconds;
    private final List<String> atBounds;
    private final List<String> warnings;
    private final String engine;
    private final String engineReason;
    private final OptionalInt inputRank;
    private final Backend backend;

    FitResult(
            MultiOutputData data,
            GpModel model,
            FitOptions options,
            GpParameters parameters,
            Matrix meanCovariance,
            double objective,
            double logPrior,
            double likelihood,
            StopReason stopReason,
            double gradientNorm,
            Tally tally,
            double seconds,
            List<String> atBounds,
            Estimate estimate,
            EnginePlan engines,
            Backend backend) {
        this.data = data;
        this.model = model;
        this.options = options;
        this.parameters = parameters;
        this.meanCovariance = meanCovariance;
        this.objective = objective;
        this.logPrior = logPrior;
        this.likelihood = likelihood;
        this.stopReason = stopReason;
        this.gradientNorm = gradientNorm;
        this.evaluations = tally.evaluations();
        this.iterations = tally.iterations();
        this.eigendecompositions = tally.eigendecompositions();
        this.coarseEigendecompositions = tally.coarseEigendecompositions();
        this.seconds = seconds;
        this.atBounds = List.copyOf(atBounds);
        this.warnings = estimate.warnings();
        this.engine = estimate.engine();
        this.engineReason = engines.reason(estimate.engine());
        this.inputRank = estimate.inputRank();
        this.backend = backend;
    }

    /** What was fitted to. */
    public MultiOutputData data() {
        return data;
    }

    /** What was fitted. */
    public GpModel model() {
        return model;
    }

    /** How it was fitted. */
    public FitOptions options() {
        return options;
    }

    /** Everything that was fitted or given: kernel, K, Σ and mean. */
    public GpParameters parameters() {
        return parameters;
    }

    /** K: the signal covariance between outputs, D×D. */
    public double[][] coregionalization() {
        return parameters.coregionalization().toArray();
    }

    /** K as correlations, D×D; an output without signal correlates with none but itself. */
    public double[][] outputCorrelations() {
        Matrix k = parameters.coregionalization();
        double[] inverse = new double[k.rows()];
        for (int d = 0; d < inverse.length; d++) {
            inverse[d] = k.get(d, d) > 0 ? 1 / Math.sqrt(k.get(d, d)) : 0;
        }
        double[][] correlations = k.scaled(inverse, inverse).toArray();
        for (int d = 0; d < inverse.length; d++) {
            for (int e = 0; e < d; e++) {
                // Rounding may leave a correlation of ±1 slightly beyond it.
                correlations[d][e] = Math.max(-1, Math.min(1, correlations[d][e]));
                correlations[e][d] = correlations[d][e];
            }
            correlations[d][d] = 1;
        }
        return correlations;
    }

    /** Σ: the noise covariance, D×D. */
    public double[][] noise() {
        return parameters.noise().toArray();
    }

    /** The noise variance of each output. */
    public double[] noiseVariances() {
        return parameters.noise().diagonal();
    }

    /**
     * The constant mean of each output; zeros if there is no mean.
     *
     * @throws IllegalStateException if the mean depends on the inputs: see {@link #meanCoefficients()}
     */
    public double[] mean() {
        return parameters.mean();
    }

    /**
     * The mean's coefficients in the units of the data, P×D: one row per function of {@link GpParameters#meanBasis()},
     * one column per output.
     */
    public double[][] meanCoefficients() {
        return parameters.meanCoefficients().toArray();
    }

    /**
     * The standard errors of the mean's coefficients, P×D: those of generalised least squares, at the fitted kernel, K
     * and Σ as if they were known.
     */
    public double[][] meanStandardErrors() {
        int d = data.outputCount();
        double[] variances = meanCovariance.diagonal();
        double[][] errors = new double[variances.length / d][d];
        for (int i = 0; i < variances.length; i++) {
            errors[i / d][i % d] = Math.sqrt(variances[i]);
        }
        return errors;
    }

    /**
     * The covariance of the mean's coefficients, (XᵀU⁻¹X)⁻¹ with X = Φ ⊗ I: PD×PD, the D outputs of a function side by
     * side.
     */
    public double[][] meanCovariance() {
        return meanCovariance.toArray();
    }

    /**
     * What was maximised: the objective L = −½ log det U − vᵀU⁻¹v with v = vec(Y − mean)/√2, or the restricted one, L −
     * ½ log det XᵀU⁻¹X + ½ log det XᵀX.
     */
    public double objective() {
        return objective;
    }

    /** The normalised log marginal likelihood L − (TD/2) log 2π, of all observations in any case. */
    public double logMarginalLikelihood() {
        return LogMarginalLikelihood.normalized(likelihood, data.valueCount());
    }

    /**
     * The normalised restricted log likelihood at the optimum, the log density of T − P orthonormal error contrasts of
     * each output, if it is what was maximised. Models that differ in their means cannot be compared by it.
     */
    public OptionalDouble restrictedLogLikelihood() {
        long contrasts = data.valueCount() - meanCovariance.rows();
        return options.isRestricted()
                ? OptionalDouble.of(LogMarginalLikelihood.normalized(objective, contrasts))
                : OptionalDouble.empty();
    }

    /** The log density of the priors at the optimum, 0 for a model without any; the fit maximised L plus this. */
    public double logPrior() {
        return logPrior;
    }

    /** The log marginal likelihood plus the log prior: the log posterior density up to a constant. */
    public double logPosterior() {
        return logMarginalLikelihood() + logPrior;
    }

    /** Akaike's information criterion, 2p − 2 log likelihood. */
    public double aic() {
        return 2 * (parameterCount() - logMarginalLikelihood());
    }

    /** The Bayesian information criterion, p log n − 2 log likelihood for n observed values. */
    public double bic() {
        return parameterCount() * Math.log((double) data.valueCount()) - 2 * logMarginalLikelihood();
    }

    /** The number of fitted parameters: of the kernel, K, Σ and the mean. */
    public int parameterCount() {
        double[] ones = new double[data.outputCount()];
        Arrays.fill(ones, 1);
        int kernel = model.isKernelFixed() ? 0 : parameters.kernel().logParameters().length;
        return kernel
                + model.coregionalization()
                        .standardized(ones, new double[ones.length])
                        .parameterCount()
                + model.noise().standardized(ones, new double[ones.length]).parameterCount()
                + meanCovariance.rows();
    }

    /** Refuses to compare with a fit to other data. */
    void requireComparable(FitResult other) {
        if (!Arrays.equals(data.outputs().data(), other.data.outputs().data())) {
            throw new InvalidInputException("The two fits are to other data.", "fit both to the same rows.");
        }
    }

    /** Why the best run stopped. */
    public StopReason stopReason() {
        return stopReason;
    }

    /** Whether the best run reached an optimum. */
    public boolean isConverged() {
        return stopReason.isConverged();
    }

    /**
     * The largest absolute element of the gradient of L plus the log prior, in the free parameters of the optimiser.
     */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** Evaluations of the likelihood, over all runs and the search for a start. */
    public int evaluations() {
        return evaluations;
    }

    /** Iterations of the optimiser, over all runs and the search for a start. */
    public int iterations() {
        return iterations;
    }

    /** Kernel matrices of all rows that were decomposed, over all runs. */
    public int eigendecompositions() {
        return eigendecompositions;
    }

    /** Kernel matrices of a part of the rows that were decomposed, to find the start of each run. */
    public int coarseEigendecompositions() {
        return coarseEigendecompositions;
    }

    /** The time the fit took. */
    public double seconds() {
        return seconds;
    }

    /** The parameters that ended at a bound, in words; empty if none did. */
    public List<String> atBounds() {
        return atBounds;
    }

    /** What was adjusted, in words; empty if nothing was. */
    public List<String> warnings() {
        return warnings;
    }

    /** The name of the engine that dealt with the observations. */
    public String engine() {
        return engine;
    }

    /** Why it was this engine, in words. */
    public String engineReason() {
        return engineReason;
    }

    /**
     * The number of eigenvectors that carry the input kernel's matrix, at most T; empty for an engine that does not
     * know them.
     */
    public OptionalInt inputRank() {
        return inputRank;
    }

    /** The name of the backend that computed the large matrices. */
    public String backend() {
        return backend.name();
    }

    /** The most threads that the fit took. */
    public int threads() {
        return backend.threads();
    }

    /** The outputs at new inputs, given the data. Made anew with each call, at the cost of an engine: keep it. */
    public Posterior posterior() {
        return Posterior.of(data, parameters, backend);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, "%d observations of %d outputs: %s", data.observationCount(), data.outputCount(), verdict());
        line(text, "log marginal likelihood %.6f (objective L %.6f)", logMarginalLikelihood(), objective);
        restrictedLogLikelihood().ifPresent(value -> line(text, "restricted log likelihood %.6f", value));
        if (logPrior != 0) {
            line(text, "log prior %.6f, log posterior %.6f", logPrior, logPosterior());
        }
        line(text, "kernel %s", kernel());
        Matrix k = parameters.coregionalization();
        Matrix noise = parameters.noise();
        int width = data.outputNames().stream().mapToInt(String::length).max().orElse(0);
        String name = "%-" + Math.max(width, "output".length()) + "s";
        String mean = parameters.isMeanConstant() ? String.format(Locale.ROOT, " %12s", "mean") : "";
        line(text, name + "%s %12s %12s", "output", mean, "signal sd", "noise sd");
        for (int d = 0; d < data.outputCount(); d++) {
            line(
                    text,
                    name + "%s %12.5g %12.5g",
                    data.outputNames().get(d),
                    parameters.isMeanConstant()
                            ? String.format(Locale.ROOT, " %12.5g", parameters.mean()[d])
                            : "",
                    Math.sqrt(k.get(d, d)),
                    Math.sqrt(noise.get(d, d)));
        }
        if (!parameters.isMeanConstant()) {
            meanTable(text, name);
        }
        for (String bound : atBounds) {
            line(text, "at a bound: %s", bound);
        }
        for (String warning : warnings) {
            line(text, "warning: %s", warning);
        }
        line(text, "engine %s: %s", engine, engineReason);
        line(
                text,
                "%d evaluations, %d eigendecompositions (and %d of a part of the rows), gradient norm %.1e, %.2f s, %s on %d threads",
                evaluations(),
                eigendecompositions(),
                coarseEigendecompositions(),
                gradientNorm,
                seconds,
                backend(),
                threads());
        return text.toString();
    }

    /** Coefficients of the mean with their standard errors, one line for each output and function. */
    private void meanTable(StringBuilder text, String name) {
        List<String> functions = parameters.meanBasis().names();
        double[][] errors = meanStandardErrors();
        line(text, name + "  %-12s %12s %12s", "output", "mean", "coefficient", "std. error");
        for (int d = 0; d < data.outputCount(); d++) {
            for (int p = 0; p < functions.size(); p++) {
                line(
                        text,
                        name + "  %-12s %12.5g %12.5g",
                        data.outputNames().get(d),
                        functions.get(p),
                        parameters.meanCoefficients().get(p, d),
                        errors[p][d]);
            }
        }
    }

    private String kernel() {
        StringBuilder text = new StringBuilder(parameters.kernel().name());
        List<String> names = parameters.kernel().parameterNames(data.inputNames());
        double[] logarithms = parameters.kernel().logParameters();
        for (int i = 0; i < logarithms.length; i++) {
            text.append(String.format(Locale.ROOT, ", %s %.5g", names.get(i), Math.exp(logarithms[i])));
        }
        return text.toString();
    }

    private String verdict() {
        return (isConverged() ? "converged, " : "NOT converged, ") + stopReason.explanation();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
