package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.coregion.testing.Refusal.assertRefused;

import org.coregion.kernel.Matern12;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class HeterotopicNeedTest {
    @Test
    void allowsAsManyValuesAsItNames() {
        long most = HeterotopicNeed.observed(1).most();

        assertThatNoException().isThrownBy(HeterotopicNeed.observed(most)::require);
        assertRefused(HeterotopicNeed.observed(most + 1)::require, (most + 1) + " observed values need", "for " + most);
    }

    @Test
    void theMostFillTheHeap() {
        HeterotopicNeed need = HeterotopicNeed.missing(1, 4000);
        double heap = Runtime.getRuntime().maxMemory();

        assertThat(HeterotopicNeed.missing(need.most(), 4000).bytes()).isLessThanOrEqualTo(heap);
        assertThat(HeterotopicNeed.missing(need.most() + 1, 4000).fits()).isFalse();
    }

    @Test
    void noArrayIsTooLarge() {
        assertThat(HeterotopicNeed.missing(1, Integer.MAX_VALUE).most()).isZero();
        assertThat(HeterotopicNeed.observed(1).most()).isLessThanOrEqualTo(46340);
    }

    @Test
    void aPlanForWhatCannotFitIsRefusedBeforeAnyWork() {
        MissingPattern half = new MissingPattern(2_000_000, 1_000_000);
        Matrix inputs = Draws.seeded(1).uniform(1000, 2, 0, 1);

        for (EngineName request : new EngineName[] {EngineName.AUTO, EngineName.SPECTRAL, EngineName.LOW_RANK}) {
            assertRefused(() -> plan(request, inputs, half), "1000000 missing values need about", "GB");
        }
        assertRefused(() -> plan(EngineName.DENSE, inputs, half), "1000000 observed values need about", "GB");
    }

    @Test
    void aFilterOfTooManyOutputsIsRefusedBeforeAnyWork() {
        Matrix inputs = Draws.seeded(1).uniform(1000, 1, 0, 1);

        assertRefused(
                () -> plan(EngineName.STATE_SPACE, inputs, new MissingPattern(100_000_000, 1)),
                "1000 observations need about",
                "GB for the filter of all outputs");
    }

    private static EnginePlan plan(EngineName request, Matrix inputs, MissingPattern missing) {
        return EnginePlan.of(request, new Matern12(1), Rows.of(inputs).with(missing), 4, BackendChoice.fastest());
    }
}
