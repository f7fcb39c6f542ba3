package org.coregion.optim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fit of K and Σ for one kernel: the kernel matrix is decomposed once, when this is made, and an evaluation costs
 * O(TD² + D³). The free vector z holds the parameters of K, then those of Σ, through the maps that keep their bounds.
 * What is maximised is L plus the logarithms of the priors, those of the kernel included.
 */
final class CovarianceFit {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** A covariance element beyond this, in standardised units, means nothing: it is treated as a wall. */
    private static final double LARGEST = 1e100;

    /** Objectives that differ by less belong to the same optimum. */
    static final double SAME = 1e-6;

    private final FitProblem problem;
    private final Objective objective;
    private final BoundTransform transform;
    private final Tally tally;

    /** What the objective is solved for. */
    private @Nullable Solved solved;

    /** The value at a z. */
    private record Solved(double[] z, Objective.Value value) {}

    /** K and Σ at a z, in standardised units, with the parameters they are made of. */
    private record Point(double[] ofK, double[] ofNoise, Matrix coregionalization, Matrix noise) {}

    CovarianceFit(FitProblem problem, Kernel kernel, Tally tally) {
        this(problem, new Objective(problem, kernel), tally);
        tally.addKernel(problem);
    }

    /** @param objective that of the problem at a kernel */
    CovarianceFit(FitProblem problem, Objective objective, Tally tally) {
        this.problem = problem;
        this.objective = objective;
        this.transform = problem.covarianceTransform();
        this.tally = tally;
    }

    /**
     * The first of several starts where the objective is finite; 0 if there is none. One handed over from another
     * kernel may be singular to rounding, and a prior of correlations asks for a definite K.
     */
    int firstFinite(List<double[]> starts) {
        int first = 0;
        while (first < starts.size() && !evaluate(starts.get(first)).isFinite()) {
            first++;
        }
        return first < starts.size() ? first : 0;
    }

    /**
     * The best z from several starts: the first is followed to its optimum, and so is another that is seen, roughly, to
     * lead higher.
     */
    Optimum maximise(List<double[]> starts, FitRun run) {
        int first = firstFinite(starts);
        Optimum best = maximise(starts.get(first), run);
        for (double[] start : starts.subList(first + 1, starts.size())) {
            if (!run.isSpent() && evaluate(start).isFinite()) {
                Optimum rough = climb(start, run, run.roughLimits(problem));
                if (rough.objective() > best.objective() + SAME) {
                    Optimum other = maximise(rough.point(), run);
                    best = other.objective() > best.objective() ? other : best;
                }
            }
        }
        return best;
    }

    /** The best z from a start; a stationary point that is not an optimum is left again. */
    private Optimum maximise(double[] start, FitRun run) {
        Optimum best = climb(start, run, run.limits(problem));
        for (int d = 0; d < problem.outputs().columns() && !run.isSpent(); d++) {
            double[] escape = escape(best.point());
            if (escape == null || !evaluate(escape).isFinite()) {
                break;
            }
            Optimum other = climb(escape, run, run.limits(problem));
            if (other.objective() <= best.objective()) {
                break;
            }
            best = other;
        }
        return best;
    }

    private Optimum climb(double[] start, FitRun run, Optimum.Limits limits) {
        LbfgsOptimizer.IterationListener listener = run.listener(problem);
        LbfgsOptimizer.IterationListener counted = (iteration, count, value, norm) -> {
            tally.addIteration();
            LOG.trace("Iteration {}: objective {} (standardised), gradient {}", iteration, value, norm);
            listener.iteration(iteration, count, value, norm);
        };
        int before = tally.evaluations();
        Optimum optimum = Optimum.maximise(this::evaluate, start, limits, preconditioner(), counted);
        LOG.trace("{} evaluations: {}", tally.evaluations() - before, optimum.stopReason());
        return optimum;
    }

    /** The inverse of the expected information, which the curvature of −L tends to. */
    LbfgsOptimizer.Preconditioner preconditioner() {
        return z -> new InverseInformation(information(z));
    }

    /** The expected information of z. */
    Matrix information(double[] z) {
        Point at = point(z);
        double[] slopes = transform.slopes(z);
        if (solved != null && !Arrays.equals(z, solved.z)) {
            solved = null;
        }
        return objective
                .likelihood()
                .information(problem.coregionalization(), at.ofK, problem.noise(), at.ofNoise)
                .scaled(slopes, slopes);
    }

    /** The objective and its gradient in z; NaN where the covariances have overflowed, or Σ is singular to rounding. */
    Evaluation evaluate(double[] z) {
        Point at = point(z);
        if (!(at.coregionalization.maxAbs() < LARGEST) || !(at.noise.maxAbs() < LARGEST)) {
            return wall(z);
        }
        try {
            Objective.Value value = value(z, at);
            double[] gradient = Vectors.concat(
                    problem.coregionalization().pullback(at.ofK, value.coregionalization()),
                    problem.noise().pullback(at.ofNoise, value.noise()));
            return new Evaluation(z, value.objective(), transform.pullback(z, gradient));
        } catch (InvalidInputException e) {
            // By construction K is semidefinite and Σ definite, but a trial step far out may lose the floor in
            // rounding; and a prior of its correlations may need a definite K.
            LOG.trace("A step too far: {}", e.getMessage());
            return wall(z);
        }
    }

    /** The value at a z, computed unless it was the last. */
    private Objective.Value value(double[] z, Point at) {
        Solved last = solved;
        if (last == null || !Arrays.equals(z, last.z)) {
            solved = null;
            tally.addEvaluation(problem);
            last = new Solved(z.clone(), objective.evaluate(at.coregionalization, at.noise));
            solved = last;
        }
        return last.value;
    }

    private static Evaluation wall(double[] z) {
        return new Evaluation(z, Double.NaN, new double[z.length]);
    }

    /** A point near a stationary one from which the objective rises again, or null. */
    private double @Nullable [] escape(double[] z) {
        Point at = point(z);
        Objective.Value value = value(z, at);
        Optional<double[]> ofK = problem.coregionalization().escape(at.ofK, value.coregionalization());
        Optional<double[]> ofNoise = problem.noise().escape(at.ofNoise, value.noise());
        if (ofK.isEmpty() && ofNoise.isEmpty()) {
            return null;
        }
        return transform.free(Vectors.concat(ofK.orElse(at.ofK), ofNoise.orElse(at.ofNoise)));
    }

    /** Everything at z. */
    Estimate estimate(double[] z) {
        Point at = point(z);
        Objective.Value value = value(z, at);
        return new Estimate(
                objective.kernel(),
                at.coregionalization,
                at.noise,
                value.meanCoefficients(),
                objective.likelihood().meanCovariance(),
                value.constrainedMean(),
                problem.isRestricted() ? objective.likelihood().restriction() : 0,
                objective.engine().name(),
                objective.engine().rank(),
                objective.engine().adjustment().stream().toList());
    }

    /** The gradient of the objective in the log parameters of the kernel, at the z last evaluated. */
    double[] kernelGradient() {
        return objective.kernelGradient();
    }

    private Point point(double[] z) {
        double[] x = transform.bounded(z);
        int k = problem.coregionalization().parameterCount();
        double[] ofK = Arrays.copyOf(x, k);
        double[] ofNoise = Arrays.copyOfRange(x, k, x.length);
        return new Point(
                ofK,
                ofNoise,
                problem.coregionalization().matrix(ofK),
                problem.noise().matrix(ofNoise));
    }
}
