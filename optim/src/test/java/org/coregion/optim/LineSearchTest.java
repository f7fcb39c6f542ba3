package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.coregion.optim.LineSearch.Trial;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSearchTest {
    private final List<Double> steps = new ArrayList<>();

    /** A function of the step, with its derivative. */
    private record Line(String name, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        Trial at(double step) {
            return trial(step, value.applyAsDouble(step), slope.applyAsDouble(step));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The first two functions of Moré and Thuente 1994, section 5, and two with their minimum far off. */
    static List<Line> lines() {
        double beta = 0.004;
        return List.of(
                new Line("one minimum, at 1.4", t -> -t / (t * t + 2), t -> (t * t - 2) / Math.pow(t * t + 2, 2)),
                new Line(
                        "steep beyond the minimum at 1.6",
                        t -> Math.pow(t + beta, 5) - 2 * Math.pow(t + beta, 4),
                        t -> 5 * Math.pow(t + beta, 4) - 8 * Math.pow(t + beta, 3)),
                new Line("minimum at 3e5", t -> Math.pow(t / 3e5 - 1, 2), t -> 2 * (t / 3e5 - 1) / 3e5),
                new Line("minimum at 1e-7", t -> Math.pow(t * 1e7 - 1, 2), t -> 2e7 * (t * 1e7 - 1)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void findsAStepWithBothWolfeConditions(Line line) {
        Trial start = line.at(0);
        for (double first : new double[] {1e-3, 1e-1, 1, 10, 1e3}) {
            Trial reached = LineSearch.search(line::at, start, first);

            assertThat(reached.step()).isPositive();
            assertThat(reached.value()).isLessThanOrEqualTo(start.value() + 1e-4 * reached.step() * start.slope());
            assertThat(Math.abs(reached.slope())).isLessThanOrEqualTo(0.9 * Math.abs(start.slope()));
        }
    }

    @Test
    void acceptsAGoodFirstStepAtOnce() {
        Line parabola = new Line("parabola", t -> (t - 1) * (t - 1), t -> 2 * (t - 1));

        Trial reached = LineSearch.search(recorded(parabola), parabola.at(0), 1);

        assertThat(steps).containsExactly(1.0);
        assertThat(reached.step()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.02, 0.5, 0.99})
    void drawsBackFromAWall(double wall) {
        Line barrier = new Line(
                "barrier",
                t -> t < wall ? -t - 0.01 * wall * Math.log(wall - t) : Double.NaN,
                t -> t < wall ? -1 + 0.01 * wall / (wall - t) : Double.NaN);

        Trial reached = LineSearch.search(recorded(barrier), barrier.at(0), 1);

        assertThat(reached.step()).isStrictlyBetween(0.0, wall);
        assertThat(reached.value()).isLessThan(barrier.at(0).value());
        assertThat(Math.abs(reached.slope())).isLessThan(0.9);
        assertThat(steps).allMatch(step -> step <= 1).hasSizeLessThan(60);
    }

    @Test
    void doesNotGoTwiceBeyondAWall() {
        Line slopeToWall = new Line("wall at 1", t -> t < 1 ? -t : Double.POSITIVE_INFINITY, t -> -1);

        Trial reached = LineSearch.search(recorded(slopeToWall), slopeToWall.at(0), 5);

        List<Double> beyond = steps.stream().filter(step -> step >= 1).toList();
        assertThat(beyond).isNotEmpty().isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(reached.step()).isCloseTo(1, within(1e-6)).isLessThan(1);
    }

    @Test
    void returnsTheStartWhereNothingIsFinite() {
        Trial start = trial(0, 3, -1);

        Trial reached = LineSearch.search(step -> trial(step, Double.NaN, Double.NaN), start, 1);

        assertThat(reached).isSameAs(start);
    }

    @Test
    void returnsTheBestStepWhenEvaluationsRunOut() {
        Line far = new Line("minimum at 1e6", t -> Math.pow(t / 1e6 - 1, 2), t -> 2 * (t / 1e6 - 1) / 1e6);

        Trial reached = LineSearch.search(
                step -> steps.size() == 3 ? null : recorded(far).apply(step), far.at(0), 1);

        assertThat(steps).hasSize(3);
        assertThat(reached.step()).isEqualTo(steps.get(2));
    }

    @Test
    void goesOnByTheSlopeWhereTheValueIsRounded() {
        Line rounded = new Line("1e9 + tiny parabola", t -> 1e9 + 1e-9 * (t - 1) * (t - 1), t -> 2e-9 * (t - 1));

        Trial reached = LineSearch.search(rounded::at, rounded.at(0), 0.8);

        assertThat(reached.value()).isEqualTo(rounded.at(0).value());
        assertThat(reached.step()).isEqualTo(0.8);
    }

    private DoubleFunction<@Nullable Trial> recorded(Line line) {
        return step -> {
            steps.add(step);
            return line.at(step);
        };
    }

    private static Trial trial(double step, double value, double slope) {
        return new Trial(step, slope, new Evaluation(new double[] {step}, value, new double[] {slope}));
    }
}
