package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
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

    /** A difference of the objective below this share of it is rounding. */
    private static final double ROUNDING = 1e-12;

    /** The distance over which curvature is taken, in the logarithm of a parameter. */
    private static final double CURVATURE_STEP = 0.05;

    /** The same where the curvature is so much that of all rows that its change over a distance counts. */
    private static final double SHORT_STEP = 0.01;

    /** Between this and the short step, a cubic through two points shows the curvature at one. */
    private static final double LONG_STEP = 0.1;

    private final FitProblem problem;
    private final Kernel family;
    private final KernelSpace space;
    private final FitRun run;
    private final List<double[]> covariancesStarts;
    /** All that was evaluated. */
    private final List<Evaluation> seen = new ArrayList<>();

    private @Nullable Fitted best;
    /** The profile's gradient at the best point. */
    private double[] bestGradient = {};

    private StopReason innerStopReason = StopReason.MAX_EVALUATIONS;

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
        this.space = problem.kernelSpace(family);
        this.covariancesStarts = covariancesStarts;
        this.run = run;
    }

    /**
     * Maximises the profile from the best point so far, at first the family's own parameters. They are measured in
     * their standard errors, u = (point − start)·√curvature, so that the first step is Newton's.
     *
     * @param curvature −∂²L/∂point² per parameter: a positive guess
     * @param correlation the off-diagonal elements of −∂²L in u, with ones on the diagonal: positive definite
     * @param tolerance the largest element of the gradient in u at which to stop: the distance left, in standard errors
     */
    StopReason maximise(double[] curvature, Matrix correlation, double tolerance) {
        double[] start = best == null ? space.free(family.logParameters()) : best.point();
        double[] unit = Arrays.stream(curvature).map(c -> 1 / Math.sqrt(c)).toArray();
        double firstStep = LARGEST_FIRST_MOVE / Vectors.maxNorm(unit);
        UnaryOperator<double[]> inverse = new InverseInformation(correlation);
        LbfgsOptimizer.Preconditioner preconditioner = u -> inverse;
        Optimum optimum = Optimum.maximise(
                u -> {
                    Evaluation at = evaluate(Vectors.plus(start, 1, Vectors.product(unit, u)));
                    return new Evaluation(u, at.value(), Vectors.product(unit, at.gradient()));
                },
                new double[start.length],
                new Optimum.Limits(tolerance, run.mostKernels(problem, start.length), firstStep),
                preconditioner);
        if (run.isSpent()) {
            return StopReason.MAX_EVALUATIONS;
        }
        return innerStopReason == StopReason.GRADIENT_TOLERANCE
                        || !optimum.stopReason().isConverged()
                ? optimum.stopReason()
                : innerStopReason;
    }

    /** The profile and its gradient in the kernel's free vector; NaN once the run's evaluations are used up. */
    Evaluation evaluate(double[] point) {
        Fitted before = best;
        if (before != null && Arrays.equals(point, before.point())) {
            return new Evaluation(point, before.objective(), bestGradient);
        }
        if (before != null && run.isSpent()) {
            return new Evaluation(point, Double.NaN, new double[point.length]);
        }
        Kernel kernel = family.withLogParameters(space.bounded(point));
        CovarianceFit fit = new CovarianceFit(problem, kernel, run.tally());
        Optimum covariances = fit.maximise(before == null ? covariancesStarts : List.of(before.covariances()), run);
        Estimate estimate = fit.estimate(covariances.point());
        double[] gradient = space.pullback(point, fit.kernelGradient());
        LOG.debug("{} on {} rows: objective {} (standardised)", kernel, problem.size(), covariances.objective());
        if (before == null || isBetter(covariances.objective(), gradient, before)) {
            double norm = Math.max(Vectors.maxNorm(gradient), covariances.gradientNorm());
            best = new Fitted(point.clone(), covariances.point(), covariances.objective(), norm, estimate);
            bestGradient = gradient;
            innerStopReason = covariances.stopReason();
        }
        Evaluation evaluation = new Evaluation(point.clone(), covariances.objective(), gradient);
        seen.add(evaluation);
        return evaluation;
    }

    /** Higher; or the same to rounding, and flatter. */
    private boolean isBetter(double objective, double[] gradient, Fitted before) {
        double rise = objective - before.objective();
        double rounding = ROUNDING * Math.abs(before.objective());
        return rise > rounding || (rise >= -rounding && Vectors.maxNorm(gradient) < Vectors.maxNorm(bestGradient));
    }

    /**
     * The best so far.
     *
     * @throws IllegalStateException if nothing was evaluated
     */
    Fitted best() {
        if (best == null) {
            throw new IllegalStateException("The profile has not been evaluated yet.");
        }
        return best;
    }

    /**
     * How far the best point is from the maximum: the largest element of the gradient in standard errors.
     *
     * @param curvature −∂²L/∂point² per parameter, positive
     */
    double distance(double[] curvature) {
        double largest = 0;
        for (int i = 0; i < curvature.length; i++) {
            largest = Math.max(largest, Math.abs(bestGradient[i]) / Math.sqrt(curvature[i]));
        }
        return largest;
    }

    /**
     * −∂²L/∂point² about the best point, symmetric, from differences of the gradient to one side: an evaluation per
     * parameter. A larger problem's curvature differs by more than what the other side would tell. For one parameter
     * the search itself may have shown it.
     */
    Matrix curvature() {
        // A step to the side may become the best.
        double[] centre = best().point();
        double[] atCentre = bestGradient;
        double step = CURVATURE_STEP;
        if (problem.detail() == Detail.REDUCED) {
            OptionalDouble shown = centre.length == 1 ? shownCurvature() : OptionalDouble.empty();
            if (shown.isPresent()) {
                return Matrix.diagonal(shown.getAsDouble());
            }
            step = SHORT_STEP;
        }
        int n = centre.length;
        Matrix curvature = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            double[] moved = centre.clone();
            moved[i] += step;
            double[] fall = Vectors.plus(atCentre, -1, evaluate(moved).gradient());
            for (int j = 0; j < n; j++) {
                double half = fall[j] / (2 * step);
                curvature.set(i, j, curvature.get(i, j) + half);
                curvature.set(j, i, curvature.get(j, i) + half);
            }
        }
        return curvature;
    }

    /** −∂²L/∂point² at the best point of one parameter, by the cubic through it and the nearest one some way off. */
    private OptionalDouble shownCurvature() {
        Fitted at = best();
        double b = at.point()[0];
        return seen.stream()
                .filter(other ->
                        Math.abs(other.point()[0] - b) >= SHORT_STEP && Math.abs(other.point()[0] - b) <= LONG_STEP)
                .min(Comparator.comparingDouble(other -> Math.abs(other.point()[0] - b)))
                .map(other -> {
                    double width = b - other.point()[0];
                    double rise = (at.objective() - other.value()) / width;
                    return OptionalDouble.of(2 * (3 * rise - other.gradient()[0] - 2 * bestGradient[0]) / width);
                })
                .orElse(OptionalDouble.empty());
    }
}
