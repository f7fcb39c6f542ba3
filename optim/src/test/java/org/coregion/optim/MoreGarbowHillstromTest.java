package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.coregion.optim.MoreGarbowHillstrom.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MoreGarbowHillstromTest {

    static List<Problem> problems() {
        return MoreGarbowHillstrom.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void gradientEqualsCentralDifferencesAtTheStart(Problem problem) {
        double[] gradient = problem.gradient(problem.start());
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();

        for (int i = 0; i < gradient.length; i++) {
            assertThat(centralDifference(problem, i))
                    .as("derivative by variable %d", i)
                    .isCloseTo(gradient[i], within(1e-6 * largest));
        }
    }

    private static double centralDifference(Problem problem, int i) {
        // Wide steps, for the rounding of values near 1e12; the fourth-order formula makes up for them.
        double step = 3e-4 * Math.max(1, Math.abs(problem.start()[i]));
        return (8 * difference(problem, i, step) - difference(problem, i, 2 * step)) / (12 * step);
    }

    private static double difference(Problem problem, int i, double step) {
        double[] above = problem.start().clone();
        double[] below = problem.start().clone();
        above[i] += step;
        below[i] -= step;
        return problem.value(above) - problem.value(below);
    }
}
