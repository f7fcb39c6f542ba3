package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
