package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PossibleCurvesTest {
    @Test
    void wholeCurvesTellMoreThanPoints() throws IOException {
        Output output = new Output();

        PossibleCurves.Answer answer = PossibleCurves.run(output.stream());

        // Standard errors of the shares are below 0.01.
        assertThat(answer.somewhere()).isGreaterThan(answer.atOnePoint() + 0.1);
        assertThat(answer.bothIfOne()).isBetween(0.3, 1.0);
        assertThat(output.text()).contains("y1 rises 1.5 standard deviations above its mean", "y2 does so too");
    }
}
