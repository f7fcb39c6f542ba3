package org.coregion.optim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
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

    private final int parameterCount;
    private final double objective;
    private final double logPrior;
    /** L of all observations. */
    private final double likelihood;

    private final StopReason stopReason;
    private final double gradientNorm;
    private final List<Run> runs;
    private final int evaluations;
    private final int iterations;
    private final int eigendecompositions;
    private final int coarseEigendecompositions;
    private final double seconds;
    private final List<ReachedBounds.Reached> atBounds;
    private final List<String> warnings;
    private final String engine;
    private final String engineReason;
    private final String search;
    private final String searchReason;
    private final OptionalInt inputRank;
    private final Backend backend;

    /**
     * One run of a fit.
     *
     * @param objective as {@link FitResult#objective()}, in the units of the data
     * @param stopReason why it stopped
     * @param gradientNorm the largest absolute element of the gradient
     * @param evaluations of the likelihood
     * @param parameters where it ended
     */
    public record Run(
            double objective, StopReason stopReason, double gradientNorm, int evaluations, GpParameters parameters) {}

    FitResult(
            MultiOutputData data,
            FitSetup setup,
            GpParameters parameters,
            Matrix meanCovariance,
            double objective,
            double logPrior,
            double likelihood,
            StopReason stopReason,
            double gradientNorm,
            List<Run> runs,
            Tally tally,
            double seconds,
            List<ReachedBounds.Reached> atBounds,
            List<String> warnings,
            Estimate estimate,
            SearchPlan search) {
        this.data = data;
        this.model = setup.model();
        this.options = setup.options();
        this.parameters = parameters;
        this.meanCovariance = meanCovariance;
        this.parameterCount = setup.parameterCount();
        this.objective = objective;
        this.logPrior = logPrior;
        this.likelihood = likelihood;
        this.stopReason = stopReason;
        this.gradientNorm = gradientNorm;
        this.runs = List.copyOf(runs);
        this.evaluations = tally.evaluations();
        this.iterations = tally.iterations();
        this.eigendecompositions = tally.eigendecompositions();
        this.coarseEigendecompositions = tally.coarseEigendecompositions();
        this.seconds = seconds;
        this.atBounds = atBounds;
        this.warnings = List.copyOf(warnings);
        this.engine = estimate.engine();
        this.engineReason = setup.problem().engines().reason(estimate.engine());
        this.search = search.name();
        this.searchReason = search.reason();
        this.inputRank = estimate.inputRank();
        this.backend = setup.backend();
    }

    /** The data that were fitted. */
    public MultiOutputData data() {
        return data;
    }

    /** The number of rows without any output: they tell nothing, and the fit leaves them out. */
    public int emptyRowCount() {
        return data.observationCount() - data.observedRows().observationCount();
    }

    /** The model that was fitted. */
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
     * and Σ as if they were known. NaN for a coefficient that is fixed or ended at a bound.
     */
    public double[][] meanStandardErrors() {
        int d = data.outputCount();
        double[] variances = meanCovariance.diagonal();
        double[][] errors = new double[variances.length / d][d];
        for (int i = 0; i < variances.length; i++) {
            errors[i / d][i % d] = variances[i] == 0 ? Double.NaN : Math.sqrt(variances[i]);
        }
        return errors;
    }

    /**
     * The covariance of the mean's coefficients, (XᵀU⁻¹X)⁻¹ with X = Φ ⊗ I: PD×PD, the D outputs of a function side by
     * side. Where coefficients are tied or have priors it is that of the posterior, given those that are fixed or ended
     * at a bound, whose rows and columns are 0.
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

    /**
     * The number of free parameters: of the kernel, K, Σ, and the mean's coefficients. Those at a bound count, tied
     * ones once, fixed ones not.
     */
    public int parameterCount() {
        return parameterCount;
    }

    /** Akaike's information criterion 2p − 2 log likelihood (1974): the smaller, the better. */
    public double aic() {
        return 2.0 * parameterCount - 2 * logMarginalLikelihood();
    }

    /** Schwarz's information criterion p log n − 2 log likelihood (1978), for n observed values. */
    public double bic() {
        return parameterCount * Math.log((double) data.valueCount()) - 2 * logMarginalLikelihood();
    }

    /** The standard errors of all parameters by the observed information. */
    public StandardErrors standardErrors() {
        return standardErrors(Information.OBSERVED);
    }

    /**
     * The standard errors of all parameters. Computed anew with each call: two evaluations for each parameter of K and
     * Σ, and two kernel matrices for each of the kernel.
     *
     * @throws org.coregion.InvalidInputException if the expected information is asked for and its matrices do not fit
     *     in the heap
     */
    public StandardErrors standardErrors(Information information) {
        Map<String, String> held = new HashMap<>();
        atBounds.forEach(reached -> held.put(reached.parameter(), reached.where()));
        return StandardErrors.of(new FitSetup(data, model, options), parameters, held, information);
    }

    /** Every run, the first from the start that the data give; the best of them is this result. */
    public List<Run> runs() {
        return runs;
    }

    /** Refuses to compare fits that are not of the same data, or restricted ones that differ in their means. */
    void requireComparable(FitResult other) {
        boolean isSame = data == other.data
                || (Arrays.equals(data.inputs().data(), other.data.inputs().data())
                        && Arrays.equals(
                                data.outputs().data(), other.data.outputs().data())
                        && Arrays.equals(data.relativeNoise(), other.data.relativeNoise()));
        if (!isSame) {
            throw new InvalidInputException(
                    "The fits are of different data.",
                    "fit both models to the same rows and outputs, with the same relative noise.");
        }
        boolean isOfContrasts = options.isRestricted() || other.options.isRestricted();
        if (isOfContrasts
                && (options.isRestricted() != other.options.isRestricted()
                        || !parameters
                                .meanBasis()
                                .names()
                                .equals(other.parameters.meanBasis().names()))) {
            throw new InvalidInputException(
                    "Restricted likelihoods of models with different means are of different contrasts.",
                    "fit both without the restriction.");
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
     * The largest absolute element of the gradient of L plus the log prior, in the free parameters of the optimiser. It
     * may exceed {@link #gradientTolerance()} by the kernel's parameters, which a profile search judges by their
     * distance from the optimum.
     */
    public double gradientNorm() {
        return gradientNorm;
    }

    /**
     * The largest absolute element of the gradient at which the parameters of K and Σ were found: that of the options,
     * for each thousand values of the data if there are more. A profile search finds the kernel's parameters to a small
     * fraction of their standard errors instead.
     */
    public double gradientTolerance() {
        return options.gradientTolerance(data.valueCount());
    }

    /** Evaluations of the likelihood, over all runs and the search for a start. */
    public int evaluations() {
        return evaluations;
    }

    /**
     * Iterations of the optimiser over K and Σ, or over all parameters at once, over all runs and the search for a
     * start.
     */
    public int iterations() {
        return iterations;
    }

    /** Kernel matrices of all rows that were decomposed, over all runs. */
    public int eigendecompositions() {
        return eigendecompositions;
    }

    /**
     * Kernel matrices that were decomposed before those of all rows, over all runs: in blocks, of a part of the rows,
     * or of a low rank near that of all rows.
     */
    public int coarseEigendecompositions() {
        return coarseEigendecompositions;
    }

    /** The time the fit took. */
    public double seconds() {
        return seconds;
    }

    /** The parameters that ended at a bound, in words; empty if none did. */
    public List<String> atBounds() {
        return atBounds.stream().map(ReachedBounds.Reached::toString).toList();
    }

    /** The same in sentences with advice. */
    List<String> boundSentences() {
        return ReachedBounds.sentences(atBounds);
    }

    /** What was adjusted, and what to know before trusting the fit, with advice; empty if there is nothing. */
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
     * How kernel, K and Σ were searched for on all rows: {@code "profile"}, K and Σ within each kernel;
     * {@code "joint"}, all of them at once; or {@code "covariances"}, K and Σ alone, where the kernel is given.
     */
    public String search() {
        return search;
    }

    /** Why it was this search, in words, with the operations that either was expected to take. */
    public String searchReason() {
        return searchReason;
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
        return FitReport.of(this);
    }
}
