package org.coregion.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import org.coregion.linalg.BackendChoice;
import org.junit.jupiter.api.Test;

final class OpenBlasProviderTest {
    @Test
    void onTheClassPathItIsTheFastest() {
        BackendChoice choice = BackendChoice.of(BackendChoice.AUTO, 0);

        assertThat(choice.backend().name()).isEqualTo("openblas");
        assertThat(choice.fallback()).isEmpty();
    }
}
