package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern32;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A parametric bootstrap: 95 % intervals hold the truth in 92 to 98 of 100 data sets drawn from it. */
@Tag("slow")
final class CoverageTest {
    private static final int DRAWS = 300;

    private static final GpParameters TRUTH = GpParameters.of(
            new Matern32(1), new double[][] {{2, 0.7}, {0.7, 1.5}}, new double[][] {{0.5, 0}, {0, 0.3}}, new double[] {
                1, -2
            });

    private static final Map<String, Double> VALUES = Map.of(
            "lengthscale", 1.0,
            "mean of y1", 1.0,
            "mean of y2", -2.0,
            "signal variance of y1", 2.0,
            "signal variance of y2", 1.5,
            "signal correlation of y1 and y2", 0.7 / Math.sqrt(3),
            "noise variance of y1", 0.5,
            "noise variance of y2", 0.3);

    @ParameterizedTest
    @EnumSource
    void ofEveryParameterIsThatOfItsLevel(Information information) {
        GpModel model = GpModel.withDefaults().withKernel(Matern32.ard());
        double[][] x = Draws.seeded(1).uniform(150, 1, 0, 60).toArray();
        Map<String, Integer> covered = new LinkedHashMap<>();
        for (int seed = 0; seed < DRAWS; seed++) {
            MultiOutputData data = MultiOutputData.of(x, TRUTH.simulate(x, seed));
            FitResult fit = Fitter.fit(data, model);
            StandardErrors errors = fit.standardErrors(information);
            VALUES.forEach((name, truth) -> {
                ParameterEstimate.Interval interval = errors.of(name).interval(0.95);
                boolean inside = interval.lower() <= truth && truth <= interval.upper();
                covered.merge(name, inside ? 1 : 0, Integer::sum);
            });
        }
        assertThat(covered)
                .allSatisfy((name, count) -> assertThat(count).as(name).isBetween(276, 294));
    }
}
