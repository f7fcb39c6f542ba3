package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoundedVariableTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private record Range(double lower, double upper) {
        BoundedVariable variable() {
            return BoundedVariable.between(lower, upper);
        }

        /** Values more than 0.1 and a tenth of half the width from both bounds. */
        double[] interior() {
            double low = Math.max(lower, -50);
            double high = Math.min(upper, 50);
            return DoubleStream.of(0.15, 0.3, 0.5, 0.8, 0.85)
                    .map(share -> low + share * (high - low))
                    .toArray();
        }
    }

    static List<Range> ranges() {
        return List.of(
                new Range(-INFINITY, INFINITY),
                new Range(-18.4, INFINITY),
                new Range(-INFINITY, 3),
                new Range(-2, 9),
                new Range(0.5, 0.50001));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void returnsFromFreeToBounded(Range range) {
        BoundedVariable variable = range.variable();
        for (double x : range.interior()) {
            assertThat(variable.bounded(variable.free(x))).isCloseTo(x, within(1e-13 * (1 + Math.abs(x))));
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void slopeEqualsCentralDifferences(Range range) {
        BoundedVariable variable = range.variable();
        for (double x : range.interior()) {
            double z = variable.free(x);
            double step = 1e-4 * Math.min(1, range.upper - range.lower);
            double difference = (variable.bounded(z + step) - variable.bounded(z - step)) / (2 * step);
            assertThat(variable.slope(z)).isCloseTo(difference, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void neverLeavesTheBounds(Range range) {
        for (double z : new double[] {-1e300, -1e8, -7.3, -1e-9, 0, 1e-9, 1, 7.3, 1e8, 1e300}) {
            assertThat(range.variable().bounded(z)).isBetween(range.lower, range.upper);
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void startsWhereTheSlopeIsNotZero(Range range) {
        BoundedVariable variable = range.variable();
        for (double x : new double[] {range.lower, range.upper, range.lower - 5, range.upper + 5}) {
            if (Double.isFinite(x)) {
                double z = variable.free(x);
                assertThat(Math.abs(variable.slope(z))).isGreaterThan(0.1);
                assertThat(variable.bounded(z)).isStrictlyBetween(range.lower, range.upper);
            }
        }
    }

    @Test
    void keepsAStartThatIsFarFromItsBounds() {
        assertThat(BoundedVariable.between(-18, INFINITY)
                        .bounded(BoundedVariable.between(-18, INFINITY).free(-17.5)))
                .isCloseTo(-17.5, within(1e-14));
    }

    @Test
    void movesAStartOffItsBoundByATenth() {
        BoundedVariable above = BoundedVariable.between(2, INFINITY);
        BoundedVariable below = BoundedVariable.between(-INFINITY, 2);
        BoundedVariable between = BoundedVariable.between(2, 12);

        assertThat(above.bounded(above.free(2))).isCloseTo(2.1, within(1e-14));
        assertThat(below.bounded(below.free(2))).isCloseTo(1.9, within(1e-14));
        assertThat(between.bounded(between.free(2))).isCloseTo(2.1, within(1e-14));
        assertThat(between.bounded(between.free(12))).isCloseTo(11.9, within(1e-14));
    }

    @Test
    void staysWhereThereIsNoRoom() {
        BoundedVariable fixed = BoundedVariable.between(4, 4);

        assertThat(fixed.bounded(-1e9)).isEqualTo(4);
        assertThat(fixed.slope(3)).isZero();
        assertThat(fixed.free(17)).isZero();
    }
}
