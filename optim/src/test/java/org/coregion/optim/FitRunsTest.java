package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.model.GpModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FitRunsTest {
    private static final MultiOutputData DATA = new Samples(3).data(60, 2, 2, new Matern52(3), 0.5);

    private static FitResult fit(GpModel model, int threads) {
        return Fitter.fit(
                DATA,
                model,
                FitOptions.withDefaults().withRestarts(3).withSeed(5).withThreads(threads));
    }

    @Test
    void everyRunIsHandedOutAndTheBestWins() {
        FitResult fit = fit(GpModel.withDefaults(), 2);

        assertThat(fit.runs()).hasSize(4);
        double best =
                fit.runs().stream().mapToDouble(FitResult.Run::objective).max().orElseThrow();
        assertThat(fit.objective()).isEqualTo(best);
        assertThat(fit.runs().stream().mapToInt(FitResult.Run::evaluations).sum())
                .isLessThanOrEqualTo(fit.evaluations());
        assertThat(fit.runs())
                .allSatisfy(run -> assertThat(run.stopReason().isConverged()).isTrue());
    }

    @Test
    void theFirstRunIsThatWithoutRestarts() {
        FitResult alone = Fitter.fit(DATA);

        FitResult fit = fit(GpModel.withDefaults(), 2);

        assertThat(alone.runs()).hasSize(1);
        assertThat(fit.runs().get(0).objective()).isEqualTo(alone.objective());
        assertThat(fit.runs().get(0).parameters().toString())
                .isEqualTo(alone.parameters().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theNumberOfThreadsDoesNotMatter(int threads) {
        List<FitResult.Run> expected = fit(GpModel.withDefaults(), 3).runs();

        List<FitResult.Run> actual = fit(GpModel.withDefaults(), threads).runs();

        for (int i = 0; i < 4; i++) {
            assertThat(actual.get(i).objective()).isEqualTo(expected.get(i).objective());
            assertThat(actual.get(i).parameters().toString())
                    .isEqualTo(expected.get(i).parameters().toString());
        }
    }

    @Test
    void aGivenKernelIsDecomposedOnceForAllRuns() {
        FitResult fit = fit(GpModel.withDefaults().withFixedKernel(new Matern32(3)), 2);

        assertThat(fit.runs()).hasSize(4);
        assertThat(fit.eigendecompositions()).isEqualTo(1);
    }
}
