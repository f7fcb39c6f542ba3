package org.coregion.optim;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fit of kernel, K and Σ at once, where another kernel costs little beside another K, with any engine. L-BFGS,
 * preconditioned by the expected information of K and Σ, bordered by differences of the gradient along the kernel's
 * parameters.
 */
final class JointFit {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** Distance of the differences, in the logarithm of a parameter. */
    private static final double STEP = 0.01;

    private final FitProblem problem;
    private final Kernel family;
    private final KernelSpace space;
    private final FitRun run;
    /** The number of the kernel's free variables, which come first in the free vector. */
    private final int count;

    private @Nullable UnaryOperator<double[]> inverse;

    /** At the kernel that was asked for last. */
    private @Nullable CovarianceFit covariances;

    private double[] pointOfCovariances = {};

    JointFit(FitProblem problem, Kernel family, FitRun run) {
        this.problem = problem;
        this.family = family;
        this.space = problem.kernelSpace(family);
        this.run = run;
        this.count = space.size();
    }

    /**
     * Maximises the objective from the family's own parameters.
     *
     * @param covariances where the free vector of K and Σ starts
     */
    Climb.Summit maximise(double[] covariances) {
        double[] start = Vectors.concat(space.free(family.logParameters()), covariances);
        LbfgsOptimizer.IterationListener listener = run.listener(problem);
        LbfgsOptimizer.IterationListener counted = (iteration, evaluations, value, norm) -> {
            run.tally().addIteration();
            LOG.debug(
                    "Iteration {} on {} rows: objective {} (standardised), gradient {}",
                    iteration,
                    problem.size(),
                    value,
                    norm);
            listener.iteration(iteration, evaluations, value, norm);
        };
        LbfgsOptimizer.Preconditioner preconditioner = this::inverseCurvature;
        Optimum optimum =
                Optimum.maximise(this::evaluate, start, run.jointLimits(problem, count + 1), preconditioner, counted);
        double[] point = Arrays.copyOf(optimum.point(), count);
        double[] z = Arrays.copyOfRange(optimum.point(), count, optimum.point().length);
        Estimate estimate = at(point).estimate(z);
        return new Climb.Summit(
                new Fitted(point, z, optimum.objective(), optimum.gradientNorm(), estimate), optimum.stopReason());
    }

    /** The first of several starts of K and Σ where the objective is finite, at the family's own parameters. */
    double[] firstFinite(List<double[]> starts) {
        return starts.get(at(space.free(family.logParameters())).firstFinite(starts));
    }

    /** The fit of K and Σ for the kernel of a free vector; that of the one before is used no more. */
    CovarianceFit at(double[] point) {
        CovarianceFit known = covariances;
        if (known == null || !Arrays.equals(point, pointOfCovariances)) {
            // Two at once would take twice the memory.
            covariances = null;
            known = new CovarianceFit(problem, family.withLogParameters(space.bounded(point)), run.tally());
            covariances = known;
            pointOfCovariances = point.clone();
        }
        return known;
    }

    Evaluation evaluate(double[] x) {
        double[] point = Arrays.copyOf(x, count);
        CovarianceFit fit = at(point);
        Evaluation inner = fit.evaluate(Arrays.copyOfRange(x, count, x.length));
        if (!inner.isFinite()) {
            return new Evaluation(x, Double.NaN, new double[x.length]);
        }
        double[] gradient = space.pullback(point, fit.kernelGradient());
        return new Evaluation(x, inner.value(), Vectors.concat(gradient, inner.gradient()));
    }

    /** Made once: it costs as much as several evaluations, and L-BFGS learns the rest. */
    UnaryOperator<double[]> inverseCurvature(double[] x) {
        UnaryOperator<double[]> known = inverse;
        if (known == null) {
            double[] z = Arrays.copyOfRange(x, count, x.length);
            Matrix corner = Matrix.zeros(count, count);
            double[][] border = new double[count][];
            double[] here = evaluate(x).gradient();
            UnaryOperator<double[]> ofCovariances =
                    new InverseInformation(at(Arrays.copyOf(x, count)).information(z));
            for (int i = 0; i < count; i++) {
                double[] moved = x.clone();
                moved[i] += STEP;
                double[] change = Vectors.times(
                        1 / STEP, Vectors.plus(here, -1, evaluate(moved).gradient()));
                System.arraycopy(change, 0, corner.data(), i * count, count);
                border[i] = Arrays.copyOfRange(change, count, x.length);
            }
            known = new BorderedInverse(corner, border, ofCovariances);
            inverse = known;
        }
        return known;
    }
}
