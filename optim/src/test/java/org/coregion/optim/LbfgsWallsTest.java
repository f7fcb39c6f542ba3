package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Objectives that are not finite in part of their domain. */
class LbfgsWallsTest {

    private record Walled(
            String name,
            double[] start,
            double[] minimum,
            ToDoubleFunction<double[]> value,
            UnaryOperator<double[]> gradient) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Walled> problems() {
        return List.of(
                new Walled(
                        "log barrier, minimum 1e-6 from the wall, start far away",
                        new double[] {1e3},
                        new double[] {1e-6},
                        x -> x[0] - 1e-6 * Math.log(x[0]),
                        x -> new double[] {1 - 1e-6 / x[0]}),
                new Walled(
                        "log barrier on both sides",
                        new double[] {0.999},
                        new double[] {0.25},
                        x -> -Math.log(x[0]) - 3 * Math.log(1 - x[0]),
                        x -> new double[] {-1 / x[0] + 3 / (1 - x[0])}),
                new Walled(
                        "barrier that turns back to +infinity beyond the wall",
                        new double[] {5},
                        new double[] {0.1},
                        x -> x[0] > 0 ? x[0] + 0.01 / x[0] : Double.POSITIVE_INFINITY,
                        x -> new double[] {1 - 0.01 / (x[0] * x[0])}),
                new Walled(
                        "square roots",
                        new double[] {30, 0.01},
                        new double[] {0.25, 0.25},
                        x -> x[0] - Math.sqrt(x[0]) + x[1] - Math.sqrt(x[1]),
                        x -> new double[] {1 - 0.5 / Math.sqrt(x[0]), 1 - 0.5 / Math.sqrt(x[1])}),
                new Walled(
                        "Rosenbrock where x + y < 2.2, NaN elsewhere",
                        new double[] {-1.2, 1},
                        new double[] {1, 1},
                        x -> x[0] + x[1] < 2.2 ? rosenbrock(x) : Double.NaN,
                        LbfgsWallsTest::rosenbrockGradient),
                new Walled(
                        "steep slope into a half-plane of NaN, minimum just before it",
                        new double[] {-1e4, 7},
                        new double[] {-1, 0},
                        x -> x[0] < 0 ? 50 * (x[0] + 1) * (x[0] + 1) + x[1] * x[1] : Double.NaN,
                        x -> new double[] {100 * (x[0] + 1), 2 * x[1]}),
                new Walled(
                        "finite value but NaN gradient beyond 2",
                        new double[] {-40},
                        new double[] {1},
                        x -> Math.cosh(x[0] - 1),
                        x -> new double[] {x[0] < 2 ? Math.sinh(x[0] - 1) : Double.NaN}),
                new Walled(
                        "exponentials that overflow in every direction",
                        new double[] {300, -300},
                        new double[] {0, 0},
                        x -> Math.cosh(x[0]) + Math.cosh(x[1]),
                        x -> new double[] {Math.sinh(x[0]), Math.sinh(x[1])}));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void minimisesBesideWalls(Walled problem) {
        assertReachesMinimum(problem, GoalType.MINIMIZE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void maximisesBesideWalls(Walled problem) {
        assertReachesMinimum(problem, GoalType.MAXIMIZE);
    }

    @ParameterizedTest
    @EnumSource(GoalType.class)
    void endsAtTheWallWhenTheOptimumLiesBeyond(GoalType goal) {
        double sign = goal == GoalType.MINIMIZE ? 1 : -1;
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);

        PointValuePair reached = optimizer.optimize(
                new ObjectiveFunction(x -> x[0] <= 1 ? -sign * x[0] : Double.NaN),
                new ObjectiveFunctionGradient(x -> new double[] {-sign}),
                new InitialGuess(new double[] {-3}),
                new MaxEval(10_000),
                goal);

        assertThat(optimizer.stopReason().isConverged()).isFalse();
        assertThat(reached.getPoint()[0]).isCloseTo(1, within(1e-9)).isLessThanOrEqualTo(1);
    }

    private static void assertReachesMinimum(Walled problem, GoalType goal) {
        double sign = goal == GoalType.MINIMIZE ? 1 : -1;
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);

        PointValuePair reached = optimizer.optimize(
                new ObjectiveFunction(x -> sign * problem.value.applyAsDouble(x)),
                new ObjectiveFunctionGradient(x -> Vectors.times(sign, problem.gradient.apply(x))),
                new InitialGuess(problem.start),
                new MaxEval(2000),
                goal);

        assertThat(optimizer.stopReason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
        for (int i = 0; i < problem.minimum.length; i++) {
            assertThat(reached.getPoint()[i]).isCloseTo(problem.minimum[i], within(1e-7));
        }
    }

    private static double rosenbrock(double[] x) {
        return 100 * Math.pow(x[1] - x[0] * x[0], 2) + Math.pow(1 - x[0], 2);
    }

    private static double[] rosenbrockGradient(double[] x) {
        double valley = x[1] - x[0] * x[0];
        return new double[] {-400 * x[0] * valley - 2 * (1 - x[0]), 200 * valley};
    }
}
