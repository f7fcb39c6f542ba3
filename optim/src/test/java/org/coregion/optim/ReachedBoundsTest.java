package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coregion.ParameterLimits;
import org.coregion.kernel.Matern32;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.junit.jupiter.api.Test;

final class ReachedBoundsTest {
    @Test
    void eachKindOfBoundHasItsAdviceOnce() {
        ReachedBounds reached = new ReachedBounds();
        ParameterLimits limits = new ParameterLimits(new double[] {0, 0}, new double[] {2, 3}, new int[] {0, 1});
        reached.addVariances(new double[] {2, 3}, limits, List.of("signal variance of a", "signal variance of b"));
        reached.addFloors(
                Matrix.diagonal(1e-8, 1),
                new double[] {1e-8, 1e-8},
                1e-8,
                ParameterLimits.none(2),
                List.of("noise variance of a", "noise variance of b"));

        List<String> sentences = ReachedBounds.sentences(reached.found());

        assertThat(sentences).hasSize(2);
        assertThat(sentences.get(0))
                .startsWith(
                        "signal variance of a at its upper bound 2.0; signal variance of b at its upper bound 3.0. ")
                .contains("Maybe the data want more than the bound allows: widen it");
        assertThat(sentences.get(1))
                .startsWith(
                        "noise variance of a at its lower bound, 1.0E-8 of the output's variance. Maybe the output");
    }

    @Test
    void theReportOfAFitGivesTheAdvice() {
        FitResult fit = Fitter.fit(
                new Samples(1).data(30, 1, 1, new Matern32(2), 0.1),
                GpModel.withDefaults().withBounds("noise variance of y1", 100, 200));

        assertThat(fit.toString()).contains("at a bound: noise variance of y1 at its lower bound 100.0. Maybe ");
        assertThat(fit.atBounds()).containsExactly("noise variance of y1 at its lower bound 100.0");
    }
}
