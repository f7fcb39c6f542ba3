package org.coregion.optim;

import java.util.Optional;
import org.coregion.engine.Engine;
import org.coregion.engine.MeanRule;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.Matrix;

/**
 * What is maximised, at one kernel: L, or the restricted likelihood, plus the logarithms of the priors, those of the
 * kernel included. The kernel matrix is decomposed when this is made. Mutable workspace: one per thread.
 */
final class Objective {
    private final FitProblem problem;
    private final Kernel kernel;
    private final Engine engine;
    private final LogMarginalLikelihood likelihood;
    /** Present where the mean is constrained. */
    private final Optional<MeanSearch> mean;

    /**
     * Its value with the gradients in K and Σ.
     *
     * @param meanCoefficients P×D
     * @param constrainedMean where the mean is constrained
     */
    record Value(
            double objective,
            Matrix coregionalization,
            Matrix noise,
            Matrix meanCoefficients,
            Optional<MeanOptimum> constrainedMean) {}

    Objective(FitProblem problem, Kernel kernel) {
        this(problem, kernel, problem.engines().engine(kernel));
    }

    Objective(FitProblem problem, Kernel kernel, Engine engine) {
        this.problem = problem;
        this.kernel = kernel;
        this.engine = engine;
        this.mean = problem.restrictions().mean().map(MeanSearch::new);
        MeanRule rule = mean.isPresent() ? mean.get() : MeanRule.LEAST_SQUARES;
        this.likelihood = problem.isRestricted()
                ? LogMarginalLikelihood.ofErrorContrasts(engine, problem.outputs(), problem.basis())
                : LogMarginalLikelihood.ofObservations(engine, problem.outputs(), problem.basis(), rule);
    }

    /**
     * Evaluates.
     *
     * @throws org.coregion.InvalidInputException if Σ is not definite, or K not where its correlations have a prior
     */
    Value evaluate(Matrix coregionalization, Matrix noise) {
        LikelihoodValue value = likelihood.evaluate(coregionalization, noise);
        Optional<MeanOptimum> constrainedMean = mean.map(MeanSearch::last);
        Restrictions restrictions = problem.restrictions();
        CovariancePrior ofSignal = restrictions.signalPrior();
        CovariancePrior ofNoise = restrictions.noisePrior();
        return new Value(
                value.objective()
                        + restrictions.kernelPrior().logDensity(kernel)
                        + ofSignal.logDensity(coregionalization)
                        + ofNoise.logDensity(noise)
                        + restrictions.logMeanPrior(constrainedMean),
                ofSignal.plusGradient(value.coregionalizationGradient(), coregionalization),
                ofNoise.plusGradient(value.noiseGradient(), noise),
                value.meanCoefficients(),
                constrainedMean);
    }

    /** The gradient in the log parameters of the kernel, at the K and Σ last evaluated. */
    double[] kernelGradient() {
        return Vectors.plus(
                likelihood.kernelGradient(),
                1,
                problem.restrictions().kernelPrior().gradient(kernel));
    }

    Kernel kernel() {
        return kernel;
    }

    Engine engine() {
        return engine;
    }

    /** The likelihood alone. */
    LogMarginalLikelihood likelihood() {
        return likelihood;
    }
}
