package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coregion.kernel.Kernel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fit of the kernel's parameters through the profile L*(θ) = max over K and Σ of L: an inner {@link CovarianceFit}
 * for every θ, warm-started from the best so far, and outside a quasi-Newton search with the envelope gradient ∂L/∂θ at
 * the inner optimum. Each θ costs one eigendecomposition, and few θ are needed where a search over all parameters at
 * once would take one for every step.
 */
final class ProfileFit {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** No search starts by moving the logarithm of a parameter further than this. */
    private static final double LARGEST_FIRST_MOVE = 1;

    /** Half the distance over which curvature is taken, in the logarithm of a parameter. */
    private static final double CURVATURE_STEP = 0.05;

    private final FitProblem problem;
    private final Kernel family;
    private final BoundTransform transform;
    private final FitRun run;
    private final List<double[]> covariancesStarts;
    private @Nullable Peak best;

    /**
     * The inner optimum at one kernel.
     *
     * @param point the kernel's free vector
     * @param fitted K, Σ and the mean there
     * @param covariances the optimum in the free vector of K and Σ
     * @param kernelGradient ∂L/∂point
     */
    record Peak(double[] point, Fitted fitted, Optimum covariances, double[] kernelGradient) {
        /** The largest absolute element of the whole gradient. */
        double gradientNorm() {
            return Math.max(Vectors.maxNorm(kernelGradient), covariances.gradientNorm());
        }
    }

    /**
     * A search that has not begun.
     *
     * @param family the kernel whose parameters move, where they start
     * @param covariancesStarts free vectors of K and Σ, all of which the first inner fit tries: that costs no further
     *     eigendecomposition, and L may have several optima in K
     */
    ProfileFit(FitProblem problem, Kernel family, List<double[]> covariancesStarts, FitRun run) {
        this.problem = problem;
        this.family = family;
        this.transform = problem.kernelTransform(family);
        this.covariancesStarts = covariancesStarts;
        this.run = run;
    }

    /**
     * Maximises the profile from the family's own parameters. They are measured in their standard errors, u = (point −
     * start)·√curvature, so that the first step is Newton's.
     *
     * @param curvature −∂²L/∂point² per parameter: a positive guess
     * @param tolerance the largest element of the gradient in u at which to stop: the distance left, in standard errors
     */
    StopReason maximise(double[] curvature, double tolerance) {
        double[] start = transform.free(family.logParameters());
        double[] unit = Arrays.stream(curvature).map(c -> 1 / Math.sqrt(c)).toArray();
        double firstStep = LARGEST_FIRST_MOVE / Vectors.maxNorm(unit);
        Optimum optimum = Optimum.maximise(
                u -> {
                    Evaluation at = evaluate(Vectors.plus(start, 1, Vectors.product(unit, u)));
                    return new Evaluation(u, at.value(), Vectors.product(unit, at.gradient()));
                },
                new double[start.length],
                new Optimum.Limits(tolerance, Integer.MAX_VALUE, firstStep),
                (iteration, count, value, norm) -> {});
        if (run.isSpent()) {
            return StopReason.MAX_EVALUATIONS;
        }
        StopReason inner = best().covariances.stopReason();
        return inner == StopReason.GRADIENT_TOLERANCE || !optimum.stopReason().isConverged()
                ? optimum.stopReason()
                : inner;
    }

    /** The profile and its gradient in the kernel's free vector; NaN once the run's evaluations are used up. */
    Evaluation evaluate(double[] point) {
        Peak before = best;
        if (before != null && run.isSpent()) {
            return new Evaluation(point, Double.NaN, new double[point.length]);
        }
        Kernel kernel = family.withLogParameters(transform.bounded(point));
        CovarianceFit fit = new CovarianceFit(problem, kernel, run.tally());
        Optimum covariances =
                fit.maximise(before == null ? covariancesStarts : List.of(before.covariances.point()), run);
        double[] gradient = transform.pullback(point, fit.kernelGradient(covariances.point()));
        LOG.debug("{} on {} rows: objective {} (standardised)", kernel, problem.size(), covariances.objective());
        if (before == null || covariances.objective() > before.covariances.objective()) {
            best = new Peak(point, fit.at(covariances.point()), covariances, gradient);
        }
        return new Evaluation(point, covariances.objective(), gradient);
    }

    /**
     * The best so far.
     *
     * @throws IllegalStateException if nothing was evaluated
     */
    Peak best() {
        if (best == null) {
            throw new IllegalStateException("The profile has not been evaluated yet.");
        }
        return best;
    }

    /** −∂²L/∂point² per parameter about the best point, from differences of the gradient: two evaluations each. */
    double[] curvature() {
        double[] centre = best().point;
        double[] curvature = new double[centre.length];
        for (int i = 0; i < curvature.length; i++) {
            double[] above = centre.clone();
            double[] below = centre.clone();
            above[i] += CURVATURE_STEP;
            below[i] -= CURVATURE_STEP;
            curvature[i] = (evaluate(below).gradient()[i] - evaluate(above).gradient()[i]) / (2 * CURVATURE_STEP);
        }
        return curvature;
    }

    /** The kernel's parameters that the best point has at a bound, in words. */
    List<String> atBounds(List<String> inputNames) {
        Kernel kernel = best().fitted().kernel();
        double[] log = transform.bounded(best().point);
        List<String> names = kernel.parameterNames(inputNames);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < log.length; i++) {
            if (transform.isAtLower(log[i], i)) {
                found.add(names.get(i) + " at its lower bound " + Math.exp(log[i]));
            } else if (transform.isAtUpper(log[i], i)) {
                found.add(names.get(i) + " at its upper bound " + Math.exp(log[i]));
            }
        }
        return found;
    }
}
