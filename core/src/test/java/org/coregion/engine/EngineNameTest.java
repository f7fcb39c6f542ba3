package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern32;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EngineNameTest {
    @ParameterizedTest
    @EnumSource(EngineName.class)
    void isFoundByItsLabel(EngineName name) {
        assertThat(EngineName.labelled(name.label())).isEqualTo(name);
    }

    /** On a grid of one column everything applies but the grid. */
    @ParameterizedTest
    @EnumSource(
            value = EngineName.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AUTO", "GRID"})
    void isTheNameOfTheEngineThatAPlanMakes(EngineName name) {
        Kernel kernel = new Matern32(1);
        Matrix inputs = Draws.seeded(1).uniform(12, 1, 0, 1);

        Engine engine =
                EnginePlan.of(name, kernel, inputs, 2, BackendChoice.fastest()).engine(kernel);

        assertThat(engine.name()).isEqualTo(name.label());
    }

    @Test
    void refusesAnUnknownLabel() {
        assertRefused(() -> EngineName.labelled("Spectral"), "There is no engine \"Spectral\".");
        assertRefused(() -> EngineName.labelled(""), "There is no engine \"\".");
    }
}
