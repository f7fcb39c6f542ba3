package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.ParameterLimits;
import org.coregion.covariance.CovarianceForm;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.ParameterConstraints;
import org.coregion.model.ParameterNames;
import org.coregion.prior.Prior;

/**
 * The constraints of a model on the parameters of one fit, by index instead of name.
 *
 * @param kernel bounds and ties of the kernel's parameters; empty if there are none
 * @param signal bounds and ties of the diagonal of K
 * @param noise bounds and ties of the diagonal of Σ
 * @param kernelPrior priors of the kernel's parameters
 * @param signalPrior priors of K
 * @param noisePrior priors of Σ
 * @param mean what is demanded of the mean's coefficients; empty if nothing is
 */
record Restrictions(
        Optional<ParameterLimits> kernel,
        ParameterLimits signal,
        ParameterLimits noise,
        KernelPrior kernelPrior,
        CovariancePrior signalPrior,
        CovariancePrior noisePrior,
        Optional<ConstrainedMean> mean) {

    /** Nothing is demanded, of any kernel. */
    static Restrictions none(int outputs) {
        CovariancePrior prior = new CovariancePrior(new TreeMap<>(), new double[outputs], Optional.empty());
        return new Restrictions(
                Optional.empty(),
                ParameterLimits.none(outputs),
                ParameterLimits.none(outputs),
                new KernelPrior(new TreeMap<>()),
                prior,
                prior,
                Optional.empty());
    }

    /**
     * What a model demands.
     *
     * @param family the kernel where the model starts it
     * @throws InvalidInputException if a name is none of a parameter that is fitted, or a kernel's parameter has no
     *     room
     */
    static Restrictions of(GpModel model, Kernel family, StandardizedData standardized) {
        MultiOutputData data = standardized.data();
        double[] scale = standardized.units();
        double[] noiseScale = standardized.noiseUnits();
        ParameterConstraints constraints = model.constraints();
        List<String> kernel = family.parameterNames(data.inputNames());
        List<String> signal = ParameterNames.signalVariances(data.outputNames());
        List<String> noise = ParameterNames.noiseVariances(data.outputNames());
        List<String> fitted = new ArrayList<>(model.isKernelFixed() ? List.of() : kernel);
        fitted.addAll(isFixed(model.coregionalization(), scale) ? List.of() : signal);
        fitted.addAll(isFixed(model.noise(), scale) ? List.of() : noise);
        fitted.addAll(standardized.meanNames());
        constraints.requireAmong(fitted);
        ParameterLimits ofKernel = constraints.limits(kernel);
        requireRoom(ofKernel, family.logBounds(standardized.inputs()), kernel);
        return new Restrictions(
                ofKernel.isNone() ? Optional.empty() : Optional.of(ofKernel),
                constraints.limits(signal),
                constraints.limits(noise),
                new KernelPrior(chosen(constraints.priors(), kernel)),
                new CovariancePrior(chosen(constraints.priors(), signal), scale, constraints.correlations()),
                new CovariancePrior(chosen(constraints.priors(), noise), noiseScale, Optional.empty()),
                standardized.constrainedMean(constraints));
    }

    /**
     * The same with a mean of other functions.
     *
     * @param changed the same demands on them
     */
    Restrictions withMean(Optional<ConstrainedMean> changed) {
        return new Restrictions(kernel, signal, noise, kernelPrior, signalPrior, noisePrior, changed);
    }

    /** The map between the free vector of a kernel and its log parameters. */
    KernelSpace kernelSpace(Kernel family, Matrix inputs) {
        return KernelSpace.of(
                family, inputs, kernel.orElseGet(() -> ParameterLimits.none(family.logParameters().length)));
    }

    /** The kernel, moved to where it keeps its bounds and ties. */
    Kernel admissible(Kernel start, Matrix inputs) {
        return kernel.isEmpty()
                ? start
                : start.withLogParameters(kernelSpace(start, inputs).admissible(start.logParameters()));
    }

    /** The form with limits on its variances. */
    static CovarianceForm limited(CovarianceForm form, ParameterLimits limits, String name) {
        if (limits.isNone()) {
            return form;
        }
        return form.limited(limits)
                .orElseThrow(() -> new InvalidInputException(
                        "A " + name + " is fixed, bounded or tied, but variances are no parameters of the form chosen.",
                        "choose a form that CovarianceForm has, or give the variance a prior."));
    }

    /**
     * Refuses a prior of correlations that a form of K does not fit.
     *
     * @throws InvalidInputException if it has none that could vary, or is always singular
     */
    void requireCorrelations(OutputCovariance form) {
        if (signalPrior.correlations().isEmpty()) {
            return;
        }
        int d = signal.size();
        double[] ones = new double[d * d];
        Arrays.fill(ones, 1);
        Matrix half = Matrix.wrap(d, d, ones).plus(1, Matrix.identity(d));
        Matrix nearest = form.matrix(form.parametersOf(half));
        if (form.parameterCount() > 0 && d > 1 && nearest.get(1, 0) > 0 && isDefinite(nearest)) {
            return;
        }
        throw new InvalidInputException(
                "The correlations of K have a prior, but in the form chosen they are fixed or K is singular.",
                "choose the full form, or the low-rank one plus a diagonal.");
    }

    /** The log density of all priors. */
    double logPrior(Estimate estimate) {
        return kernelPrior.logDensity(estimate.kernel())
                + signalPrior.logDensity(estimate.coregionalization())
                + noisePrior.logDensity(estimate.noise())
                + logMeanPrior(estimate.constrainedMean());
    }

    /** The log density of the priors of the mean. */
    double logMeanPrior(Optional<MeanOptimum> optimum) {
        return mean.isEmpty() || optimum.isEmpty()
                ? 0
                : mean.get().logPrior(optimum.get().coefficients());
    }

    private static boolean isFixed(CovarianceForm form, double[] scale) {
        return form.standardized(scale, new double[scale.length]).parameterCount() == 0;
    }

    private static boolean isDefinite(Matrix matrix) {
        try {
            return Cholesky.of(matrix, "coregionalization matrix").lower().isFinite();
        } catch (InvalidInputException e) {
            return false;
        }
    }

    /** A bound on one side may contradict the kernel's own on the other. */
    private static void requireRoom(ParameterLimits limits, Bounds own, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            boolean isBelow = limits.lower()[i] == 0 && Math.log(limits.upper()[i]) < own.lower()[i];
            boolean isAbove =
                    limits.upper()[i] == Double.POSITIVE_INFINITY && Math.log(limits.lower()[i]) > own.upper()[i];
            if (isBelow || isAbove) {
                throw new InvalidInputException(
                        "The " + names.get(i) + " is bounded by " + (isBelow ? limits.upper()[i] : limits.lower()[i])
                                + ", beyond what the data can tell: from " + Math.exp(own.lower()[i]) + " to "
                                + Math.exp(own.upper()[i]) + ".",
                        "another unit is meant; if not, state both bounds.");
            }
        }
    }

    private static SortedMap<Integer, Prior> chosen(Map<String, Prior> priors, List<String> names) {
        SortedMap<Integer, Prior> chosen = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            Prior prior = priors.get(names.get(i));
            if (prior != null) {
                chosen.put(i, prior);
            }
        }
        return chosen;
    }
}
