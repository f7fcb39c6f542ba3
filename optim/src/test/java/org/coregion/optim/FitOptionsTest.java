package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coregion.InvalidInputException;
import org.coregion.engine.EngineName;
import org.junit.jupiter.api.Test;

class FitOptionsTest {
    private final FitOptions defaults = FitOptions.withDefaults();

    @Test
    void theToleranceGrowsWithTheValuesOfTheGradientsSum() {
        FitOptions options = FitOptions.withDefaults().withGradientTolerance(1e-4);

        assertThat(options.gradientTolerance(1)).isEqualTo(1e-4);
        assertThat(options.gradientTolerance(5000)).isEqualTo(5e-4);
    }

    @Test
    void keepsEveryOption() {
        FitListener listener = progress -> {};

        FitOptions options = defaults.withRestarts(3)
                .withSeed(17)
                .withStandardization(false)
                .withNoiseFloor(1e-4)
                .withGradientTolerance(1e-3)
                .withMaxEvaluations(99)
                .withListener(listener)
                .withEngine(EngineName.GRID)
                .withBackend("ejml")
                .withThreads(2);

        assertThat(options.restarts()).isEqualTo(3);
        assertThat(options.seed()).isEqualTo(17);
        assertThat(options.isStandardized()).isFalse();
        assertThat(options.noiseFloor()).isEqualTo(1e-4);
        assertThat(options.gradientTolerance()).isEqualTo(1e-3);
        assertThat(options.maxEvaluations()).isEqualTo(99);
        assertThat(options.listener()).isSameAs(listener);
        assertThat(options.engine()).isEqualTo(EngineName.GRID);
        assertThat(options.backend()).isEqualTo("ejml");
        assertThat(options.threads()).isEqualTo(2);
    }

    @Test
    void leavesTheDefaultsAsTheyAre() {
        defaults.withRestarts(3).withNoiseFloor(0.1);

        assertThat(defaults.restarts()).isZero();
        assertThat(defaults.noiseFloor()).isEqualTo(FitOptions.withDefaults().noiseFloor());
        assertThat(defaults.isStandardized()).isTrue();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(() -> defaults.withRestarts(-1), "The number of restarts is -1.", "at least 0");
        assertRefused(() -> defaults.withNoiseFloor(0), "The noise floor is 0.0.", "between 0 and 1");
        assertRefused(() -> defaults.withNoiseFloor(1), "The noise floor is 1.0.", "between 0 and 1");
        assertRefused(() -> defaults.withNoiseFloor(Double.NaN), "The noise floor is NaN.", "between 0 and 1");
        assertRefused(() -> defaults.withGradientTolerance(-1e-9), "The gradient tolerance is -1.0E-9.", "at least 0");
        assertRefused(() -> defaults.withGradientTolerance(Double.NaN), "The gradient tolerance is NaN.", "at least 0");
        assertRefused(() -> defaults.withMaxEvaluations(0), "The number of evaluations is 0.", "at least 1");
        assertRefused(
                () -> defaults.withThreads(-1), "The number of threads is -1.", "at least 1 and at most 1024, or 0");
        assertRefused(() -> defaults.withThreads(1025), "The number of threads is 1025.", "at most 1024");
    }

    private static void assertRefused(ThrowingCallable call, String problem, String rule) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(problem)
                .hasMessageContaining("Maybe choose one")
                .hasMessageContaining(rule);
    }
}
