package org.coregion.optim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.coregion.data.MultiOutputData;
import org.coregion.model.GpParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fit: from data, model and options to the result. */
final class Fit {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    private Fit() {}

    static FitResult run(FitSetup setup, MultiOutputData all) {
        long began = System.nanoTime();
        MultiOutputData rows = setup.data().data();
        setup.fallback().ifPresent(LOG::warn);
        LOG.info(
                "Fitting {} outputs at {} observations with a {} kernel{}",
                rows.outputCount(),
                rows.observationCount(),
                setup.family().name(),
                rows.isComplete()
                        ? ""
                        : ", " + rows.missingCount() + " of " + (long) rows.observationCount() * rows.outputCount()
                                + " outputs missing");
        if (setup.options().isRestricted() && setup.data().basis().columns() == 0) {
            LOG.info("Without a mean there is nothing to estimate: the restricted likelihood is the likelihood itself");
        }
        FitRuns runs = new FitRuns(setup);
        List<FitRuns.Outcome> outcomes = runs.run();
        FitRuns.Outcome best = outcomes.get(0);
        List<FitResult.Run> summaries = new ArrayList<>();
        for (FitRuns.Outcome outcome : outcomes) {
            best = outcome.objective() > best.objective() ? outcome : best;
            summaries.add(summary(outcome, setup));
        }
        Estimate estimate = best.estimate();
        GpParameters parameters = setup.parameters(estimate);
        List<ReachedBounds.Reached> atBounds = setup.reachedBounds(parameters, estimate.noise());
        double logPrior = setup.restrictions().logPrior(estimate);
        List<String> warnings = warnings(setup, best, parameters, atBounds);
        FitResult result = new FitResult(
                all,
                setup,
                parameters,
                setup.data().meanCovariance(estimate.meanCovariance(), estimate.constrainedMean()),
                best.objective() - logPrior - setup.unitsOffset(),
                logPrior,
                best.objective()
                        - logPrior
                        - (setup.options().isRestricted() ? estimate.restriction() : 0)
                        - setup.data().logUnits(),
                best.stopReason(),
                best.gradientNorm(),
                summaries,
                runs.tally(),
                (System.nanoTime() - began) * 1e-9,
                atBounds,
                warnings,
                estimate,
                runs.search());
        result.boundSentences().forEach(sentence -> LOG.warn("At a bound: {}", sentence));
        result.warnings().forEach(LOG::warn);
        LOG.info(
                "{} in {} s, objective {} (evaluations: {}, eigendecompositions: {})",
                result.isConverged()
                        ? "Converged"
                        : "NOT converged, " + best.stopReason().explanation() + ",",
                String.format(Locale.ROOT, "%.2f", result.seconds()),
                String.format(Locale.ROOT, "%.6f", result.objective()),
                result.evaluations(),
                result.eigendecompositions());
        return result;
    }

    private static FitResult.Run summary(FitRuns.Outcome outcome, FitSetup setup) {
        return new FitResult.Run(
                outcome.objective() - setup.restrictions().logPrior(outcome.estimate()) - setup.unitsOffset(),
                outcome.stopReason(),
                outcome.gradientNorm(),
                outcome.tally().evaluations(),
                setup.parameters(outcome.estimate()));
    }

    private static List<String> warnings(
            FitSetup setup, FitRuns.Outcome best, GpParameters parameters, List<ReachedBounds.Reached> atBounds) {
        StandardizedData data = setup.data();
        MultiOutputData rows = data.data();
        List<String> warnings = new ArrayList<>(best.estimate().warnings());
        Diagnostics.ofStop(best.stopReason(), best.gradientNorm()).ifPresent(warnings::add);
        Diagnostics.ofSize(rows.valueCount(), setup.parameterCount()).ifPresent(warnings::add);
        Diagnostics.ofCopies(data.inputs(), rows.outputs()).ifPresent(warnings::add);
        warnings.addAll(Diagnostics.ofDependentOutputs(data.outputs(), rows.outputNames()));
        warnings.addAll(Diagnostics.ofKernel(parameters.kernel(), data.inputs()));
        if (!setup.isKernelGiven()) {
            warnings.addAll(Diagnostics.ofLengthscales(parameters.kernel(), data.inputs(), rows.inputNames()));
        }
        int[] without = Boundary.withoutSignal(setup, parameters);
        Diagnostics.ofSignal(without, rows.outputNames()).ifPresent(warnings::add);
        Set<String> held = new HashSet<>(Boundary.reasons(setup, parameters).keySet());
        atBounds.forEach(reached -> held.add(reached.parameter()));
        Determinacy.warning(setup, parameters, held).ifPresent(warnings::add);
        return warnings;
    }
}
