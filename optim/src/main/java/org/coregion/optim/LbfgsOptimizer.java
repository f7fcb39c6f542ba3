package org.coregion.optim;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.optim.ConvergenceChecker;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.OptimizationData;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.GradientMultivariateOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.jspecify.annotations.Nullable;

/**
 * Limited-memory BFGS (Nocedal 1980; Liu and Nocedal 1989) in the optimisation framework of commons-math: quasi-Newton
 * directions from the last m steps, a strong-Wolfe line search, O(mn) beside the evaluations.
 *
 * <p>Of one variable, where a function is often evaluated at great cost, the first trial of a search is the minimum of
 * the cubic through the last two points, which knows how the curvature changes.
 *
 * <p>It takes {@link ObjectiveFunction}, {@link ObjectiveFunctionGradient}, {@link InitialGuess}, {@link GoalType} (to
 * minimise by default), {@link MaxEval} and {@link MaxIter} (both unlimited by default), a {@link FirstStep}, a
 * {@link Preconditioner} and an {@link IterationListener}, and refuses every other kind of data: it knows no bounds.
 * The objective may be NaN or infinite in part of its domain, not at the start. Value and gradient are asked for once
 * each per point, value first. When the evaluations or iterations are used up the best point so far is returned (of
 * values that differ by rounding, the one with the smallest gradient), and {@link #stopReason()} says so; nothing is
 * thrown.
 */
public final class LbfgsOptimizer extends GradientMultivariateOptimizer {
    /** The number of remembered steps that suits most problems. */
    public static final int DEFAULT_MEMORY = 10;

    private static final List<Class<?>> REQUIRED =
            List.of(ObjectiveFunction.class, ObjectiveFunctionGradient.class, InitialGuess.class);

    /** What commons-math reads itself. */
    private static final List<Class<?>> SUPPORTED = Stream.concat(
                    REQUIRED.stream(), Stream.of(MaxEval.class, MaxIter.class))
            .toList();

    /** Iterations in a row that move the objective by rounding only before it is called stalled. */
    private static final int STALLED = 12;

    /** A change of the objective below this share of it is no change. */
    private static final double NO_CHANGE = 1e-14;

    /**
     * Iterations in a row that lower neither the value beyond rounding nor the gradient before it is called stalled.
     */
    private static final int IDLE = 60;

    /** A gradient below this share of the value is small: what is left to gain is about its square. */
    private static final double SMALL_GRADIENT = 1e-6;

    /** The most that the minimum of a cubic may change a step by, as a factor. */
    private static final double LARGEST_SHARE = 1.5;

    private final int memorySize;
    private final double gradientTolerance;
    private GoalType goal = GoalType.MINIMIZE;
    private @Nullable IterationListener listener;
    private double firstStep = 1;
    private @Nullable Preconditioner preconditioner;
    private @Nullable StopReason stopReason;
    private double gradientNorm = Double.NaN;
    /** The decrease that the quadratic model promised at the last point: half of −slope·step. */
    private double promisedDecrease;

    /** Hears of every iteration. */
    @FunctionalInterface
    public interface IterationListener extends OptimizationData {
        /**
         * An iteration has ended.
         *
         * @param iteration from 1
         * @param evaluations of the objective so far
         * @param value the objective
         * @param gradientNorm the largest absolute element of its gradient
         */
        void iteration(int iteration, int evaluations, double value, double gradientNorm);
    }

    /**
     * The longest first step, while no curvature is known; 1 by default.
     *
     * @param length of the step as a vector, positive
     */
    public record FirstStep(double length) implements OptimizationData {}

    /** What is known of the curvature beforehand: the start of the inverse Hessian, in place of a multiple of I. */
    @FunctionalInterface
    public interface Preconditioner extends OptimizationData {
        /**
         * The inverse Hessian near a point, of the objective if it is minimised and of its negative if maximised: a
         * symmetric, positive definite linear map. Asked for at the start and after iterations 1, 2, 4, 8, …, and again
         * where the search starts anew from there.
         */
        UnaryOperator<double[]> at(double[] point);
    }

    /**
     * An optimiser with the default memory that stops on the gradient alone.
     *
     * @param gradientTolerance the largest absolute element of the gradient at which to stop
     */
    public LbfgsOptimizer(double gradientTolerance) {
        this(DEFAULT_MEMORY, gradientTolerance, null);
    }

    /**
     * An optimiser.
     *
     * @param memory the number of remembered steps, at least 1
     * @param gradientTolerance the largest absolute element of the gradient at which to stop; 0 for never
     * @param checker a further reason to stop, asked after every iteration, or null
     */
    public LbfgsOptimizer(int memory, double gradientTolerance, @Nullable ConvergenceChecker<PointValuePair> checker) {
        super(checker);
        if (memory < 1) {
            throw new IllegalArgumentException("The memory of L-BFGS must be at least 1 step, not " + memory + ".");
        }
        if (!(gradientTolerance >= 0)) {
            throw new IllegalArgumentException(
                    "The gradient tolerance must be at least 0, not " + gradientTolerance + ".");
        }
        this.memorySize = memory;
        this.gradientTolerance = gradientTolerance;
    }

    /**
     * Why the last optimisation stopped.
     *
     * @throws IllegalStateException if there was none
     */
    public StopReason stopReason() {
        if (stopReason == null) {
            throw new IllegalStateException("Nothing has been optimised yet.");
        }
        return stopReason;
    }

    /** The largest absolute element of the gradient at the last result; NaN before. */
    public double gradientNorm() {
        return gradientNorm;
    }

    /**
     * Optimises.
     *
     * @throws IllegalArgumentException if a kind of data is not supported (bounds, constraints), the objective or its
     *     gradient or the start is missing, or the objective is not finite at the start
     */
    @Override
    public PointValuePair optimize(OptimizationData... data) {
        goal = GoalType.MINIMIZE;
        listener = null;
        preconditioner = null;
        firstStep = 1;
        evaluations.setMaximalCount(Integer.MAX_VALUE);
        iterations.setMaximalCount(Integer.MAX_VALUE);
        for (OptimizationData entry : data) {
            if (entry instanceof GoalType type) {
                goal = type;
            } else if (entry instanceof IterationListener hears) {
                listener = hears;
            } else if (entry instanceof FirstStep step) {
                firstStep = step.length();
            } else if (entry instanceof Preconditioner known) {
                preconditioner = known;
            } else if (entry instanceof SimpleBounds) {
                throw new IllegalArgumentException("L-BFGS is unconstrained and takes no SimpleBounds."
                        + System.lineSeparator()
                        + "Maybe optimise a transformed variable that cannot leave the bounds.");
            } else if (SUPPORTED.stream().noneMatch(kind -> kind.isInstance(entry))) {
                throw new IllegalArgumentException(
                        "L-BFGS does not support " + entry.getClass().getName() + "." + System.lineSeparator()
                                + "Maybe it belongs to another optimiser.");
            }
        }
        for (Class<?> kind : REQUIRED) {
            if (Arrays.stream(data).noneMatch(kind::isInstance)) {
                throw new IllegalArgumentException(
                        "L-BFGS needs an ObjectiveFunction, an ObjectiveFunctionGradient and an InitialGuess.");
            }
        }
        return super.optimize(data);
    }

    @Override
    protected PointValuePair doOptimize() {
        double sign = goal == GoalType.MINIMIZE ? 1 : -1;
        @Nullable Evaluation current = evaluate(getStartPoint(), sign);
        if (current == null) {
            throw new IllegalArgumentException("MaxEval does not allow a single evaluation.");
        }
        if (!current.isFinite()) {
            throw new IllegalArgumentException("The objective or its gradient is not finite at the start: value "
                    + sign * current.value() + "." + System.lineSeparator() + "Maybe start elsewhere.");
        }
        LbfgsMemory memory = new LbfgsMemory(memorySize);
        promisedDecrease = Double.POSITIVE_INFINITY;
        Evaluation best = current;
        Evaluation previous = current;
        double restartedAt = Double.POSITIVE_INFINITY;
        int stalled = 0;
        int idle = 0;
        while (true) {
            if (Vectors.maxNorm(current.gradient()) <= gradientTolerance) {
                return stop(StopReason.GRADIENT_TOLERANCE, current, sign);
            }
            if (stalled >= STALLED || idle >= IDLE) {
                if (!(best.value() < restartedAt - rounding(best))) {
                    return stop(withoutProgress(best), best, sign);
                }
                // Steps of rounding size fill the memory with noise; without it there may be a way on.
                restartedAt = best.value();
                memory.clear();
                stalled = 0;
                idle = 0;
            }
            if (getIterations() >= getMaxIterations()) {
                return stop(StopReason.MAX_ITERATIONS, best, sign);
            }
            // Each asking costs more than an iteration: at 0, 1, 2, 4, 8, …
            boolean isSpent = getEvaluations() >= getMaxEvaluations();
            if (preconditioner != null && !isSpent && Integer.bitCount(getIterations()) <= 1) {
                memory.startFrom(preconditioner.at(current.point()));
            }
            Evaluation next = step(previous, current, memory, sign);
            if (next == null) {
                if (getEvaluations() >= getMaxEvaluations()) {
                    return stop(StopReason.MAX_EVALUATIONS, best, sign);
                }
                if (memory.isEmpty()) {
                    return stop(withoutProgress(best), best, sign);
                }
                memory.clear();
                continue;
            }
            incrementIterationCount();
            memory.update(
                    Vectors.plus(next.point(), -1, current.point()),
                    Vectors.plus(next.gradient(), -1, current.gradient()));
            stalled =
                    Math.abs(next.value() - current.value()) <= NO_CHANGE * Math.abs(current.value()) ? stalled + 1 : 0;
            boolean better = isBetter(next, best);
            idle = better ? 0 : idle + 1;
            best = better ? next : best;
            previous = current;
            current = next;
            if (listener != null) {
                listener.iteration(
                        getIterations(), getEvaluations(), sign * current.value(), Vectors.maxNorm(current.gradient()));
            }
            ConvergenceChecker<PointValuePair> checker = getConvergenceChecker();
            if (checker != null && checker.converged(getIterations(), pair(previous, sign), pair(current, sign))) {
                return stop(StopReason.CONVERGENCE_CHECKER, current, sign);
            }
        }
    }

    /** One line search along the quasi-Newton direction; null if it found nothing better. */
    private @Nullable Evaluation step(Evaluation previous, Evaluation current, LbfgsMemory memory, double sign) {
        double[] direction = memory.direction(current.gradient());
        if (!isDescent(direction, current)) {
            memory.clear();
            direction = memory.direction(current.gradient());
        }
        if (!isDescent(direction, current)) {
            memory.forgetStart();
            direction = memory.direction(current.gradient());
        }
        double slope = Vectors.dot(direction, current.gradient());
        // Without curvature of its own yet, the step is that of the first Hessian, no longer than allowed.
        double firstTrial = memory.isEmpty()
                ? Math.min(1, firstStep / Vectors.norm(direction))
                : stepToMinimum(previous, current, direction);
        // A memory that was just cleared is no reason to expect more.
        double promised = -slope * firstTrial / 2;
        promisedDecrease = memory.isEmpty() ? Math.min(promisedDecrease, promised) : promised;
        double[] along = direction;
        LineSearch.Trial start = new LineSearch.Trial(0, slope, current);
        LineSearch.Trial reached = LineSearch.search(
                step -> {
                    Evaluation at = evaluate(Vectors.plus(current.point(), step, along), sign);
                    return at == null ? null : new LineSearch.Trial(step, Vectors.dot(along, at.gradient()), at);
                },
                start,
                firstTrial);
        return reached.step() == 0 ? null : reached.at();
    }

    /**
     * The share of a direction that leads to the minimum of the cubic through the values and slopes of the last two
     * points, where there is one variable; else, and where the cubic is far from a parabola, all of it.
     */
    private static double stepToMinimum(Evaluation previous, Evaluation current, double[] direction) {
        if (direction.length != 1) {
            return 1;
        }
        double from = current.point()[0];
        double minimum = LineSearch.cubic(
                previous.point()[0],
                previous.value(),
                previous.gradient()[0],
                from,
                current.value(),
                current.gradient()[0]);
        double step = (minimum - from) / direction[0];
        return step > 1 / LARGEST_SHARE && step < LARGEST_SHARE ? step : 1;
    }

    private static boolean isDescent(double[] direction, Evaluation at) {
        return Vectors.dot(direction, at.gradient()) < 0 && Double.isFinite(Vectors.maxNorm(direction));
    }

    private @Nullable Evaluation evaluate(double[] point, double sign) {
        if (getEvaluations() >= getMaxEvaluations()) {
            return null;
        }
        double value = sign * computeObjectiveValue(point);
        return new Evaluation(point, value, Vectors.times(sign, computeObjectiveGradient(point)));
    }

    /** A lower value; or the same to rounding, and a smaller gradient. */
    private static boolean isBetter(Evaluation next, Evaluation best) {
        double difference = next.value() - best.value();
        return difference < -rounding(best)
                || (difference <= rounding(best)
                        && Vectors.maxNorm(next.gradient()) < Vectors.maxNorm(best.gradient()));
    }

    private static double rounding(Evaluation at) {
        return LineSearch.ROUNDING * Math.abs(at.value());
    }

    /**
     * An optimum to rounding if the quadratic model promised no more than that, or the gradient is small for a value of
     * this size; stuck otherwise.
     */
    private StopReason withoutProgress(Evaluation best) {
        double small = SMALL_GRADIENT * Math.max(1, Math.abs(best.value()));
        return promisedDecrease <= rounding(best) || Vectors.maxNorm(best.gradient()) <= small
                ? StopReason.ROUNDING
                : StopReason.NO_PROGRESS;
    }

    private PointValuePair stop(StopReason reason, Evaluation at, double sign) {
        stopReason = reason;
        gradientNorm = Vectors.maxNorm(at.gradient());
        return pair(at, sign);
    }

    private static PointValuePair pair(Evaluation at, double sign) {
        return new PointValuePair(at.point(), sign * at.value());
    }
}
