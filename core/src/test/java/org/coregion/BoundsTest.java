package org.coregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BoundsTest {
    @Test
    void noneLeavesBothSidesFree() {
        Bounds bounds = Bounds.none(2);

        assertThat(bounds.size()).isEqualTo(2);
        assertThat(bounds.lower()).containsExactly(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(bounds.upper()).containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Test
    void atLeastLeavesTheUpperSideFree() {
        Bounds bounds = Bounds.atLeast(new double[] {-1, 2});

        assertThat(bounds.lower()).containsExactly(-1, 2);
        assertThat(bounds.upper()).containsOnly(Double.POSITIVE_INFINITY);
    }

    @Test
    void aParameterMayBeHeldInPlace() {
        assertThat(new Bounds(new double[] {3}, new double[] {3}).size()).isEqualTo(1);
    }

    @Test
    void refusesSidesOfDifferentLength() {
        assertThatThrownBy(() -> new Bounds(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("2 lower bounds", "3 upper bounds");
    }

    @Test
    void refusesALowerBoundAboveTheUpper() {
        assertThatThrownBy(() -> new Bounds(new double[] {0, 2}, new double[] {1, 1.5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("lower bound 2.0", "parameter 1", "upper bound 1.5");
        assertThatThrownBy(() -> Bounds.atLeast(new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("NaN", "parameter 0");
    }

    @Test
    void theBoundsOfOthersFollow() {
        Bounds both = new Bounds(new double[] {1}, new double[] {2}).and(Bounds.none(1));

        assertThat(both.lower()).containsExactly(1, Double.NEGATIVE_INFINITY);
        assertThat(both.upper()).containsExactly(2, Double.POSITIVE_INFINITY);
    }
}
