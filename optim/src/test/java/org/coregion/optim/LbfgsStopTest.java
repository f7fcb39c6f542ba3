package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.ConvergenceChecker;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.OptimizationData;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.coregion.optim.MoreGarbowHillstrom.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When L-BFGS stops, and what it returns then. */
class LbfgsStopTest {
    private final Problem rosenbrock = MoreGarbowHillstrom.all().get(0);
    private final List<Double> values = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20})
    void returnsTheBestPointWhenEvaluationsAreUsedUp(int limit) {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);

        PointValuePair reached = minimise(optimizer, new MaxEval(limit));

        assertThat(optimizer.stopReason()).isEqualTo(StopReason.MAX_EVALUATIONS);
        assertThat(optimizer.stopReason().isConverged()).isFalse();
        assertThat(optimizer.getEvaluations()).isEqualTo(limit);
        assertThat(values).hasSize(limit);
        assertThat(reached.getValue())
                .isEqualTo(values.stream().mapToDouble(x -> x).min().orElseThrow());
        assertThat(optimizer.gradientNorm()).isEqualTo(Vectors.maxNorm(rosenbrock.gradient(reached.getPoint())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void returnsTheBestPointWhenIterationsAreUsedUp(int limit) {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);

        PointValuePair reached = minimise(optimizer, new MaxIter(limit));

        assertThat(optimizer.stopReason()).isEqualTo(StopReason.MAX_ITERATIONS);
        assertThat(optimizer.stopReason().isConverged()).isFalse();
        assertThat(optimizer.getIterations()).isEqualTo(limit);
        assertThat(reached.getValue()).isLessThan(rosenbrock.value(rosenbrock.start()));
    }

    @Test
    void isUnlimitedWhenNoLimitIsGiven() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);

        minimise(optimizer);

        assertThat(optimizer.getMaxEvaluations()).isEqualTo(Integer.MAX_VALUE);
        assertThat(optimizer.getMaxIterations()).isEqualTo(Integer.MAX_VALUE);
        assertThat(optimizer.stopReason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
    }

    @Test
    void asksTheConvergenceCheckerAfterEveryIteration() {
        List<Double> differences = new ArrayList<>();
        ConvergenceChecker<PointValuePair> checker = (iteration, previous, current) -> {
            differences.add(previous.getValue() - current.getValue());
            return iteration == 4;
        };
        LbfgsOptimizer optimizer = new LbfgsOptimizer(10, 1e-8, checker);

        PointValuePair reached = minimise(optimizer);

        assertThat(optimizer.stopReason()).isEqualTo(StopReason.CONVERGENCE_CHECKER);
        assertThat(optimizer.stopReason().isConverged()).isTrue();
        assertThat(optimizer.getIterations()).isEqualTo(4);
        assertThat(differences).hasSize(4).allMatch(difference -> difference > 0);
        assertThat(optimizer.gradientNorm()).isEqualTo(Vectors.maxNorm(rosenbrock.gradient(reached.getPoint())));
    }

    @Test
    void stopsAtRoundingWhenTheToleranceIsZero() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(0);

        PointValuePair reached = optimizer.optimize(
                new ObjectiveFunction(x -> 1 + Math.cosh(x[0] - 1 / 3.0)),
                new ObjectiveFunctionGradient(x -> new double[] {Math.sinh(x[0] - 1 / 3.0) + 1e-17}),
                new InitialGuess(new double[] {2}));

        assertThat(optimizer.stopReason()).isEqualTo(StopReason.ROUNDING);
        assertThat(optimizer.stopReason().isConverged()).isTrue();
        assertThat(reached.getValue()).isEqualTo(2);
    }

    @Test
    void admitsThatNoStepImproves() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);

        PointValuePair reached = optimizer.optimize(
                new ObjectiveFunction(x -> Math.abs(x[0])),
                new ObjectiveFunctionGradient(x -> new double[] {1}),
                new InitialGuess(new double[] {0}));

        assertThat(optimizer.stopReason()).isEqualTo(StopReason.NO_PROGRESS);
        assertThat(optimizer.stopReason().isConverged()).isFalse();
        assertThat(reached.getPoint()).containsExactly(0);
    }

    @Test
    void stopsWithoutAnIterationAtAnOptimum() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);

        PointValuePair reached = optimizer.optimize(
                new ObjectiveFunction(rosenbrock::value),
                new ObjectiveFunctionGradient(rosenbrock::gradient),
                new InitialGuess(new double[] {1, 1}));

        assertThat(optimizer.getIterations()).isZero();
        assertThat(optimizer.getEvaluations()).isEqualTo(1);
        assertThat(reached.getPoint()).containsExactly(1, 1);
    }

    @Test
    void hasNoStopReasonBeforeARun() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);

        assertThat(optimizer.gradientNorm()).isNaN();
        assertThatThrownBy(optimizer::stopReason)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nothing has been optimised");
    }

    private PointValuePair minimise(LbfgsOptimizer optimizer, OptimizationData... limits) {
        List<OptimizationData> data = new ArrayList<>(List.of(limits));
        data.add(new ObjectiveFunction(x -> {
            double value = rosenbrock.value(x);
            values.add(value);
            return value;
        }));
        data.add(new ObjectiveFunctionGradient(rosenbrock::gradient));
        data.add(new InitialGuess(rosenbrock.start()));
        return optimizer.optimize(data.toArray(OptimizationData[]::new));
    }
}
