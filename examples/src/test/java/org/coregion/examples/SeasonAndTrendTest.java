package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.coregion.optim.FitResult;
import org.junit.jupiter.api.Test;

class SeasonAndTrendTest {
    @Test
    void dividesTheSignal() throws IOException {
        Output output = new Output();

        FitResult fit = SeasonAndTrend.run(output.stream());

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.restrictedLogLikelihood()).isPresent();
        assertThat(fit.parameters().kernel().expression(fit.data().inputNames()))
                .contains("periodic(month, period=12.0,");
        assertThat(output.text())
                .contains("construction  trend +1.15 ± 0.36 percentage points a year")
                .contains("agriculture   trend +0.43 ± 0.42 percentage points a year")
                .contains("construction  in 5 years 25.5 ± 4.83 %, ± 3.08 if the trend were known");
    }
}
