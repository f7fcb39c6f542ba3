package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimeEstimateTest {
    @Test
    void decompositionsGrowWithTheThirdPower() {
        assertThat(TimeEstimate.seconds(2, 500, 1000, "spectral")).isEqualTo(16);
        assertThat(TimeEstimate.seconds(2, 500, 1000, "dense")).isEqualTo(16);
    }

    @Test
    void otherEnginesAreLinear() {
        assertThat(TimeEstimate.seconds(2, 500, 1000, "state-space")).isEqualTo(4);
        assertThat(TimeEstimate.seconds(2, 500, 1000, "low-rank")).isEqualTo(4);
        assertThat(TimeEstimate.seconds(2, 500, 1000, "grid")).isEqualTo(4);
    }

    @Test
    void onlyLongTimesAreAnnounced() {
        assertThat(TimeEstimate.announcement(1, 500, 1000, "spectral")).isEmpty();
        assertThat(TimeEstimate.announcement(2, 500, 1000, "spectral"))
                .contains("500 of 1000 rows took 2.0 s; all of them will take about 16 s");
    }
}
