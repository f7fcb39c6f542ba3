package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.coregion.optim.MoreGarbowHillstrom.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LbfgsOptimizerTest {
    private static final double TOLERANCE = 1e-8;

    static List<Problem> problems() {
        return MoreGarbowHillstrom.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void reachesPublishedMinimum(Problem problem) {
        LbfgsOptimizer optimizer = optimizer(problem);

        PointValuePair minimum = optimizer.optimize(
                new ObjectiveFunction(problem::value),
                new ObjectiveFunctionGradient(problem::gradient),
                new InitialGuess(problem.start()));

        assertThat(optimizer.stopReason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
        assertThat(Vectors.maxNorm(problem.gradient(minimum.getPoint())))
                .isEqualTo(optimizer.gradientNorm())
                .isLessThanOrEqualTo(TOLERANCE);
        assertThat(minimum.getValue()).isEqualTo(problem.value(minimum.getPoint()));
        double nearest = Arrays.stream(problem.minima())
                .boxed()
                .min((a, b) -> Double.compare(Math.abs(a - minimum.getValue()), Math.abs(b - minimum.getValue())))
                .orElseThrow();
        assertThat(minimum.getValue()).isCloseTo(nearest, within(1e-9 * Math.max(nearest, 1e-3)));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void maximisesTheNegativeToTheSamePoint(Problem problem) {
        PointValuePair minimum = optimizer(problem)
                .optimize(
                        new ObjectiveFunction(problem::value),
                        new ObjectiveFunctionGradient(problem::gradient),
                        new InitialGuess(problem.start()));

        PointValuePair maximum = optimizer(problem)
                .optimize(
                        new ObjectiveFunction(x -> -problem.value(x)),
                        new ObjectiveFunctionGradient(x -> Vectors.times(-1, problem.gradient(x))),
                        new InitialGuess(problem.start()),
                        GoalType.MAXIMIZE);

        assertThat(maximum.getPoint()).isEqualTo(minimum.getPoint());
        assertThat(maximum.getValue()).isEqualTo(-minimum.getValue());
    }

    /** A cubic is known from two points with values and slopes: the third is its minimum. */
    @Test
    void aCubicOfOneVariableTakesThreeEvaluations() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(TOLERANCE);

        PointValuePair minimum = optimizer.optimize(
                new ObjectiveFunction(x -> x[0] * x[0] * x[0] / 3 - x[0]),
                new ObjectiveFunctionGradient(x -> new double[] {x[0] * x[0] - 1}),
                new LbfgsOptimizer.FirstStep(0.3),
                new InitialGuess(new double[] {1.5}));

        assertThat(minimum.getPoint()[0]).isCloseTo(1, within(TOLERANCE));
        assertThat(optimizer.getEvaluations()).isEqualTo(3);
    }

    @Test
    void forgetsTheLimitsAndTheGoalOfThePreviousProblem() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(TOLERANCE);
        List<Integer> heard = new ArrayList<>();
        LbfgsOptimizer.IterationListener listener =
                (iteration, evaluations, value, gradientNorm) -> heard.add(iteration);
        optimizer.optimize(
                new ObjectiveFunction(x -> -x[0] * x[0]),
                new ObjectiveFunctionGradient(x -> new double[] {-2 * x[0]}),
                new InitialGuess(new double[] {3}),
                GoalType.MAXIMIZE,
                new MaxEval(1),
                new MaxIter(1),
                listener);
        int heardBefore = heard.size();

        Problem rosenbrock = problems().get(0);
        PointValuePair minimum = optimizer.optimize(
                new ObjectiveFunction(rosenbrock::value),
                new ObjectiveFunctionGradient(rosenbrock::gradient),
                new InitialGuess(rosenbrock.start()));

        assertThat(optimizer.stopReason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
        assertThat(minimum.getValue()).isLessThan(1e-15);
        assertThat(heard).hasSize(heardBefore);
    }

    @Test
    void tellsTheListenerOfEveryIterationOnce() {
        record Heard(int iteration, int evaluations, double value, double gradientNorm) {}
        List<Heard> heard = new ArrayList<>();
        Problem rosenbrock = problems().get(0);
        LbfgsOptimizer optimizer = new LbfgsOptimizer(TOLERANCE);
        LbfgsOptimizer.IterationListener listener = (iteration, evaluations, value, gradientNorm) ->
                heard.add(new Heard(iteration, evaluations, value, gradientNorm));

        PointValuePair minimum = optimizer.optimize(
                new ObjectiveFunction(rosenbrock::value),
                new ObjectiveFunctionGradient(rosenbrock::gradient),
                new InitialGuess(rosenbrock.start()),
                listener);

        assertThat(heard).hasSize(optimizer.getIterations());
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i).iteration()).isEqualTo(i + 1);
            assertThat(heard.get(i).evaluations())
                    .isGreaterThan(i == 0 ? 1 : heard.get(i - 1).evaluations());
        }
        Heard last = heard.get(heard.size() - 1);
        assertThat(last.evaluations()).isEqualTo(optimizer.getEvaluations());
        assertThat(last.value()).isEqualTo(minimum.getValue());
        assertThat(last.gradientNorm()).isEqualTo(optimizer.gradientNorm());
    }

    /** Watson 9 has a Hessian with condition number 1e11 at its minimum: ten steps do not hold it. */
    private static LbfgsOptimizer optimizer(Problem problem) {
        return new LbfgsOptimizer(problem.name().equals("Watson 9") ? 40 : 10, TOLERANCE, null);
    }
}
