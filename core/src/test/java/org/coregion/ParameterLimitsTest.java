package org.coregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import org.junit.jupiter.api.Test;

final class ParameterLimitsTest {
    private static final double FREE = Double.POSITIVE_INFINITY;

    @Test
    void noneDemandsNothing() {
        ParameterLimits none = ParameterLimits.none(2);

        assertThat(none.isNone()).isTrue();
        assertThat(none.groupCount()).isEqualTo(2);
        assertThat(none.isFixed(1)).isFalse();
        assertThat(ParameterLimits.none(0).groupCount()).isZero();
    }

    @Test
    void aBoundOrATieIsADemand() {
        assertThat(new ParameterLimits(new double[] {0, 1}, new double[] {FREE, FREE}, new int[] {0, 1}).isNone())
                .isFalse();
        assertThat(new ParameterLimits(new double[2], new double[] {FREE, 4}, new int[] {0, 1}).isNone())
                .isFalse();
        assertThat(new ParameterLimits(new double[2], new double[] {FREE, FREE}, new int[2]).isNone())
                .isFalse();
    }

    @Test
    void tiedParametersKeepTheBoundsOfAll() {
        ParameterLimits tied =
                new ParameterLimits(new double[] {0, 2}, new double[] {2, FREE}, new int[] {0, 1}).tied();

        assertThat(tied.groupCount()).isOne();
        assertThat(tied.lower()).containsExactly(2, 2);
        assertThat(tied.isFixed(0)).isTrue();
    }

    @Test
    void refusesTiesWithoutACommonValue() {
        ParameterLimits apart = new ParameterLimits(new double[] {0, 2}, new double[] {1, FREE}, new int[] {0, 1});

        assertRefused(apart::tied, "at least 2.0", "at most 1.0");
    }
}
