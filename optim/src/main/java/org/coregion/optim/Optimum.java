package org.coregion.optim;

import java.util.Arrays;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.OptimizationData;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Where a maximisation by L-BFGS ended.
 *
 * @param point the free vector
 * @param objective the largest value
 * @param gradientNorm the largest absolute element of the gradient
 * @param stopReason why it stopped
 */
record Optimum(double[] point, double objective, double gradientNorm, StopReason stopReason) {
    /** Enough remembered steps for the curvature of all but the largest coregionalizations. */
    private static final int MEMORY = 40;

    /** What a maximisation needs to know beside its function. */
    record Limits(double gradientTolerance, int maxEvaluations, double firstStep) {}

    /** Maximises; the function may be NaN away from the start. */
    static Optimum maximise(
            SharedObjective.ValueAndGradient function, double[] start, Limits limits, OptimizationData... hints) {
        SharedObjective shared = new SharedObjective(function);
        LbfgsOptimizer optimizer = new LbfgsOptimizer(MEMORY, limits.gradientTolerance, null);
        OptimizationData[] data = {
            shared.value(),
            shared.gradient(),
            GoalType.MAXIMIZE,
            new InitialGuess(start),
            new MaxEval(limits.maxEvaluations),
            new LbfgsOptimizer.FirstStep(limits.firstStep)
        };
        OptimizationData[] all = Arrays.copyOf(data, data.length + hints.length);
        System.arraycopy(hints, 0, all, data.length, hints.length);
        PointValuePair best = optimizer.optimize(all);
        return new Optimum(best.getPoint(), best.getValue(), optimizer.gradientNorm(), optimizer.stopReason());
    }
}
