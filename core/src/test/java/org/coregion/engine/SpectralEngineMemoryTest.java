package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.coregion.InvalidInputException;
import org.coregion.linalg.BackendChoice;
import org.junit.jupiter.api.Test;

class SpectralEngineMemoryTest {
    @Test
    void refusesMoreRowsThanAnArrayHolds() {
        assertThatThrownBy(() -> SpectralEngine.requireMemory(1_000_000, BackendChoice.fastest()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1000000 observations need about 32000.0 GB")
                .hasMessageContaining("Maybe thin the rows to");
    }

    @Test
    void allowsSmallProblems() {
        assertThatNoException().isThrownBy(() -> SpectralEngine.requireMemory(100, BackendChoice.fastest()));
    }

    /** The smallest heaps that did: 80, 160 and 90 MB. */
    @Test
    void aLowRankFitNeedsWhatWasMeasured() {
        assertThat(SpectralEngine.lowRankBytes(20_000, 9, 116)).isCloseTo(80e6, withinPercentage(25));
        assertThat(SpectralEngine.lowRankBytes(20_000, 9, 255)).isCloseTo(160e6, withinPercentage(25));
        assertThat(SpectralEngine.lowRankBytes(50_000, 9, 39)).isCloseTo(90e6, withinPercentage(25));
    }

    /** The smallest heaps that did: 300, 700 and 400 MB. */
    @Test
    void aFitOnAGridNeedsWhatWasMeasured() {
        assertThat(SpectralEngine.gridBytes(1_000_000, 4)).isCloseTo(300e6, withinPercentage(25));
        assertThat(SpectralEngine.gridBytes(1_000_000, 9)).isCloseTo(700e6, withinPercentage(25));
        assertThat(SpectralEngine.gridBytes(2_000_000, 2)).isCloseTo(400e6, withinPercentage(25));
    }
}
