package org.coregion.optim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelStart;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.ParameterNames;

/** What a fit is about, before anything is computed: data, model and options, checked against each other. Immutable. */
final class FitSetup {
    private final GpModel model;
    private final FitOptions options;
    private final StandardizedData data;
    private final BackendChoice backend;
    private final Restrictions restrictions;
    /** The kernel where the model starts it. */
    private final Kernel family;

    private final FitProblem problem;

    /** @throws InvalidInputException if the model or the options do not fit the data */
    FitSetup(MultiOutputData all, GpModel model, FitOptions options) {
        this.model = model;
        this.options = options;
        this.data = new StandardizedData(rows(all, model.kernel()), model.mean(), options.isStandardized());
        if (options.isRestricted()) {
            requireErrorContrasts(data.basis());
        }
        this.backend = BackendChoice.of(options.backend(), options.threads());
        MultiOutputData rows = data.data();
        Kernel start = model.kernel().at(rows.inputs(), rows.inputNames());
        this.restrictions = Restrictions.of(model, start, data);
        requireFreeMean(restrictions, options);
        this.family = restrictions.admissible(start, data.inputs());
        OutputCovariance k = Restrictions.limited(model.coregionalization(), restrictions.signal(), "signal variance")
                .standardized(data.units(), new double[rows.outputCount()]);
        restrictions.requireCorrelations(k);
        OutputCovariance noise = Restrictions.limited(model.noise(), restrictions.noise(), "noise variance")
                .standardized(data.noiseUnits(), data.floor(options.noiseFloor()));
        if (noise.parameterCount() == 0) {
            Cholesky.of(noise.matrix(new double[0]), "noise covariance");
        }
        FitProblem likelihood = FitProblem.of(
                        data.inputs(),
                        data.outputs(),
                        data.basis(),
                        k,
                        noise,
                        EnginePlan.of(
                                options.engine(),
                                family,
                                data.rows(),
                                rows.outputCount() + data.meanBasis().size(),
                                backend.backend()))
                .under(restrictions);
        this.problem = options.isRestricted() ? likelihood.restricted() : likelihood;
    }

    /** Rows without any output say nothing, but a given kernel matrix has a row for each. */
    private static MultiOutputData rows(MultiOutputData all, KernelStart kernel) {
        MultiOutputData observed = all.observedRows();
        boolean isDropping = observed.observationCount() < all.observationCount();
        return isDropping && kernel.at(all.inputs(), all.inputNames()).isFunctionOfInputs() ? observed : all;
    }

    GpModel model() {
        return model;
    }

    FitOptions options() {
        return options;
    }

    StandardizedData data() {
        return data;
    }

    Backend backend() {
        return backend.backend();
    }

    /** How many of so many pieces of work on a problem there are threads and room for at once. */
    int sideBySide(FitProblem problem, int pieces) {
        return Math.min(pieces, problem.engines().sideBySide(backend().threads()));
    }

    /** The same with the threads of one among so many pieces of work. */
    Backend backendOfEach(int pieces) {
        int threads = Math.max(1, backend().threads() / pieces);
        return threads == backend().threads()
                ? backend()
                : BackendChoice.of(backend().name(), threads).backend();
    }

    /** Why it is not the backend that was asked for; empty if it is. */
    Optional<String> fallback() {
        return backend.fallback();
    }

    Kernel family() {
        return family;
    }

    FitProblem problem() {
        return problem;
    }

    Restrictions restrictions() {
        return restrictions;
    }

    /** Whether no parameter of the kernel is fitted. */
    boolean isKernelGiven() {
        return model.isKernelFixed() || problem.kernelSpace(family).size() == 0;
    }

    /** What the objective exceeds that in the data's units by. */
    double unitsOffset() {
        return options.isRestricted() ? data.logUnitsOfContrasts() : data.logUnits();
    }

    /** An estimate in the units of the data, with what is free of a constrained mean. */
    GpParameters parameters(Estimate estimate) {
        GpParameters parameters = data.parameters(estimate);
        return restrictions
                .mean()
                .flatMap(mean -> estimate.constrainedMean().map(mean::freedom))
                .map(parameters::withMeanFreedom)
                .orElse(parameters);
    }

    /** The number of free parameters, the mean's coefficients among them. */
    int parameterCount() {
        int kernel = isKernelGiven() ? 0 : problem.kernelSpace(family).size();
        return kernel
                + problem.coregionalization().freedom()
                + problem.noise().freedom()
                + restrictions
                        .mean()
                        .map(ConstrainedMean::count)
                        .orElse(data.meanNames().size());
    }

    /**
     * The parameters that ended at a bound.
     *
     * @param noise Σ in standardised units
     */
    List<ReachedBounds.Reached> reachedBounds(GpParameters parameters, Matrix noise) {
        MultiOutputData rows = data.data();
        ReachedBounds reached = new ReachedBounds();
        if (!isKernelGiven()) {
            List<String> names = family.parameterNames(rows.inputNames());
            reached.addKernel(
                    parameters.kernel(),
                    problem.kernelSpace(family),
                    model.constraints().limits(names),
                    names);
        }
        restrictions
                .mean()
                .ifPresent(
                        mean -> reached.addMean(parameters.meanCoefficients().data(), mean.limits(), data.meanNames()));
        List<String> noiseNames = ParameterNames.noiseVariances(rows.outputNames());
        reached.addVariances(
                parameters.coregionalization().diagonal(),
                restrictions.signal(),
                ParameterNames.signalVariances(rows.outputNames()));
        reached.addVariances(parameters.noise().diagonal(), restrictions.noise(), noiseNames);
        if (problem.noise().parameterCount() > 0) {
            reached.addFloors(
                    noise, data.floor(options.noiseFloor()), options.noiseFloor(), restrictions.noise(), noiseNames);
        }
        return reached.found();
    }

    /** The kernel that the model starts, with lengthscales that come from the inputs, so many times shorter. */
    Kernel shortened(double factor) {
        MultiOutputData rows = data.data();
        return model.kernel().shortened(factor).at(rows.inputs(), rows.inputNames());
    }

    /** Whether the kernel's lengthscales come from the inputs. */
    boolean isStartChosen() {
        return !Arrays.equals(shortened(2).logParameters(), shortened(1).logParameters());
    }

    /** The restricted likelihood is of what no coefficient of the mean changes. */
    private static void requireFreeMean(Restrictions restrictions, FitOptions options) {
        if (options.isRestricted() && restrictions.mean().isPresent()) {
            throw new InvalidInputException(
                    "The restricted likelihood leaves the mean's coefficients out, but some of them are fixed, bounded, "
                            + "tied or have a prior.",
                    "choose the likelihood of all observations, or drop what is demanded of the mean.");
        }
    }

    /** The restricted likelihood needs more rows than basis functions. */
    private static void requireErrorContrasts(Matrix basis) {
        if (basis.rows() == basis.columns()) {
            throw new InvalidInputException(
                    "The restricted likelihood of " + basis.rows() + " observations is empty: the mean has "
                            + basis.columns() + " functions.",
                    "choose fewer functions, or the likelihood of all observations.");
        }
    }
}
