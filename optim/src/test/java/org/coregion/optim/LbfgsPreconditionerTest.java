package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.OptimizationData;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.coregion.optim.MoreGarbowHillstrom.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of the curvature beforehand. */
class LbfgsPreconditionerTest {
    /** ½ Σ c_i (x_i − 1)², c from 1e-3 to 1e5. */
    private static final double[] CURVATURE =
            IntStream.range(0, 9).mapToDouble(i -> Math.pow(10, i - 3)).toArray();

    private static final LbfgsOptimizer.Preconditioner EXACT = x -> v -> {
        double[] product = v.clone();
        Arrays.setAll(product, i -> v[i] / CURVATURE[i]);
        return product;
    };

    @ParameterizedTest
    @EnumSource(GoalType.class)
    void theExactInverseSolvesAnIllConditionedQuadraticAtOnce(GoalType goal) {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-6);

        // The step to the optimum is longer than a first step without curvature.
        PointValuePair optimum = optimizer.optimize(with(quadratic(goal), EXACT, new LbfgsOptimizer.FirstStep(100)));

        assertThat(optimizer.getIterations()).isLessThanOrEqualTo(2);
        assertThat(optimizer.stopReason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
        for (double x : optimum.getPoint()) {
            assertThat(x).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void aShortFirstStepCostsFewIterations() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-6);

        optimizer.optimize(with(quadratic(GoalType.MINIMIZE), EXACT));

        assertThat(optimizer.stopReason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
        assertThat(optimizer.getIterations()).isLessThanOrEqualTo(8);
    }

    @Test
    void savesIterations() {
        LbfgsOptimizer plain = new LbfgsOptimizer(1e-6);
        plain.optimize(quadratic(GoalType.MINIMIZE));
        LbfgsOptimizer rough = new LbfgsOptimizer(1e-6);
        rough.optimize(with(quadratic(GoalType.MINIMIZE), (LbfgsOptimizer.Preconditioner) x -> v -> {
            double[] product = v.clone();
            // Right to a factor of 3 either way.
            Arrays.setAll(product, i -> v[i] / CURVATURE[i] * (i % 2 == 0 ? 3 : 1 / 3.0));
            return product;
        }));

        assertThat(rough.stopReason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
        assertThat(3 * rough.getIterations()).isLessThan(plain.getIterations());
    }

    @Test
    void isAskedForAtTheStartAndAfterPowersOfTwo() {
        Problem rosenbrock = MoreGarbowHillstrom.all().get(0);
        List<Integer> asked = new ArrayList<>();
        List<double[]> at = new ArrayList<>();
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-10);
        LbfgsOptimizer.Preconditioner counting = x -> {
            asked.add(optimizer.getIterations());
            at.add(x.clone());
            return v -> Vectors.times(1e-2, v);
        };

        optimizer.optimize(with(problem(rosenbrock), counting));

        List<Integer> powers = Stream.concat(
                        Stream.of(0), Stream.iterate(1, i -> i < optimizer.getIterations(), i -> 2 * i))
                .toList();
        assertThat(asked.stream().distinct().toList()).isEqualTo(powers);
        assertThat(powers).hasSizeGreaterThan(4);
        assertThat(at.get(0)).isEqualTo(rosenbrock.start());
    }

    @Test
    void oneThatLeadsNowhereGivesWayToSteepestDescent() {
        Problem rosenbrock = MoreGarbowHillstrom.all().get(0);
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);
        LbfgsOptimizer.Preconditioner uphill = x -> v -> Vectors.times(-1, v);
        LbfgsOptimizer.Preconditioner broken = x -> v -> Vectors.times(Double.NaN, v);
        for (LbfgsOptimizer.Preconditioner wrong : List.of(uphill, broken)) {
            PointValuePair minimum = optimizer.optimize(with(problem(rosenbrock), wrong));

            assertThat(optimizer.stopReason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
            assertThat(minimum.getValue()).isLessThan(1e-12);
        }
    }

    @Test
    void isForgottenWithTheProblem() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-6);
        optimizer.optimize(with(quadratic(GoalType.MINIMIZE), EXACT));
        optimizer.optimize(quadratic(GoalType.MINIMIZE));
        LbfgsOptimizer fresh = new LbfgsOptimizer(1e-6);
        fresh.optimize(quadratic(GoalType.MINIMIZE));

        assertThat(optimizer.getIterations()).isEqualTo(fresh.getIterations());
    }

    @Test
    void leavesOtherDataRefused() {
        assertThatThrownBy(() -> new LbfgsOptimizer(1e-6)
                        .optimize(with(quadratic(GoalType.MINIMIZE), EXACT, SimpleBounds.unbounded(9))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SimpleBounds");
    }

    private static OptimizationData[] quadratic(GoalType goal) {
        double sign = goal == GoalType.MINIMIZE ? 1 : -1;
        return new OptimizationData[] {
            new ObjectiveFunction(x -> {
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                    sum += CURVATURE[i] * (x[i] - 1) * (x[i] - 1) / 2;
                }
                return sign * sum;
            }),
            new ObjectiveFunctionGradient(x -> {
                double[] gradient = new double[x.length];
                Arrays.setAll(gradient, i -> sign * CURVATURE[i] * (x[i] - 1));
                return gradient;
            }),
            new InitialGuess(new double[CURVATURE.length]),
            goal
        };
    }

    private static OptimizationData[] problem(Problem problem) {
        return new OptimizationData[] {
            new ObjectiveFunction(problem::value),
            new ObjectiveFunctionGradient(problem::gradient),
            new InitialGuess(problem.start())
        };
    }

    private static OptimizationData[] with(OptimizationData[] data, OptimizationData... more) {
        return Stream.concat(Arrays.stream(data), Arrays.stream(more)).toArray(OptimizationData[]::new);
    }
}
