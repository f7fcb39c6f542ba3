package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LbfgsOptimizerTest {
    static List<MoreGarbowHillstrom.Problem> problems() {
        return MoreGarbowHillstrom.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void solves(MoreGarbowHillstrom.Problem problem) {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(problem.name().equals("Watson 9") ? 40 : 10, 1e-8, null);
        PointValuePair r = optimizer.optimize(
                new ObjectiveFunction(problem::value),
                new ObjectiveFunctionGradient(problem::gradient),
                new InitialGuess(problem.start()),
                new MaxEval(20000));
        System.out.println(problem + " " + optimizer.stopReason() + " g=" + optimizer.gradientNorm() + " f="
                + r.getValue() + " evals=" + optimizer.getEvaluations() + " it=" + optimizer.getIterations());
        assertThat(problem.minima()).isNotEmpty();
    }
}
