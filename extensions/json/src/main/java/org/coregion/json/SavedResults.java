package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.coregion.optim.FitResult;
import org.coregion.optim.StandardErrors;
import org.jspecify.annotations.Nullable;

/**
 * What a fit found besides the parameters and how it went, as a model file has it: the values of {@link FitResult},
 * null where the file does not say.
 *
 * @param standardErrors of every parameter, if they were computed
 * @param parameterCount the number of free parameters
 * @param aic Akaike's information criterion
 * @param bic Schwarz's information criterion
 * @param missing the number of missing outputs in the data, those of empty rows among them
 * @param emptyRows the number of rows without any output, which the fit left out, if there are some
 * @param objective what was maximised
 * @param logMarginalLikelihood normalised, of all observations
 * @param restrictedLogLikelihood normalised, if it was maximised
 * @param logPrior if there were priors
 * @param converged whether an optimum was reached
 * @param stopReason why the best run stopped
 * @param atBounds parameters that ended at a bound
 * @param warnings what was adjusted
 * @param runs every run, the first from the start that the data give
 * @param gradientNorm the largest absolute element of the gradient
 * @param gradientTolerance where that in the parameters of K and Σ stopped; the kernel's stop by their distance from
 *     the optimum
 * @param evaluations of the likelihood
 * @param iterations of the optimiser
 * @param eigendecompositions of all rows
 * @param coarseEigendecompositions of kernel matrices in blocks, near that of all rows, or of a part of them
 * @param engine that dealt with the observations
 * @param engineReason why it was this one
 * @param search for kernel, K and Σ on all rows
 * @param searchReason why it was this one
 * @param inputRank eigenvectors that carry the kernel matrix
 * @param backend that computed the large matrices
 * @param threads the most that were taken
 * @param seconds the time it took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SavedResults(
        @Nullable List<SavedParameter> standardErrors,
        @Nullable Integer parameterCount,
        @Nullable Double aic,
        @Nullable Double bic,
        @Nullable Long missing,
        @Nullable Integer emptyRows,
        @Nullable Double objective,
        @Nullable Double logMarginalLikelihood,
        @Nullable Double restrictedLogLikelihood,
        @Nullable Double logPrior,
        @Nullable Boolean converged,
        @Nullable String stopReason,
        @Nullable List<String> atBounds,
        @Nullable List<String> warnings,
        @Nullable List<SavedRun> runs,
        @Nullable Double gradientNorm,
        @Nullable Double gradientTolerance,
        @Nullable Integer evaluations,
        @Nullable Integer iterations,
        @Nullable Integer eigendecompositions,
        @Nullable Integer coarseEigendecompositions,
        @Nullable String engine,
        @Nullable String engineReason,
        @Nullable String search,
        @Nullable String searchReason,
        @Nullable Integer inputRank,
        @Nullable String backend,
        @Nullable Integer threads,
        @Nullable Double seconds) {

    static SavedResults of(FitResult fit, Optional<StandardErrors> errors) {
        return new SavedResults(
                errors.map(StandardErrors::parameters)
                        .map(all -> all.stream().map(SavedParameter::of).toList())
                        .orElse(null),
                fit.parameterCount(),
                fit.aic(),
                fit.bic(),
                fit.data().missingCount(),
                fit.emptyRowCount() == 0 ? null : fit.emptyRowCount(),
                fit.objective(),
                fit.logMarginalLikelihood(),
                fit.restrictedLogLikelihood().isPresent()
                        ? fit.restrictedLogLikelihood().getAsDouble()
                        : null,
                fit.logPrior() == 0 ? null : fit.logPrior(),
                fit.isConverged(),
                fit.stopReason().name(),
                fit.atBounds(),
                fit.warnings(),
                fit.runs().stream().map(SavedRun::of).toList(),
                fit.gradientNorm(),
                fit.gradientTolerance(),
                fit.evaluations(),
                fit.iterations(),
                fit.eigendecompositions(),
                fit.coarseEigendecompositions(),
                fit.engine(),
                fit.engineReason(),
                fit.search(),
                fit.searchReason(),
                fit.inputRank().isPresent() ? fit.inputRank().getAsInt() : null,
                fit.backend(),
                fit.threads(),
                fit.seconds());
    }
}
