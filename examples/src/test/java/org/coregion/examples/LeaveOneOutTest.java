package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LeaveOneOutTest {
    @Test
    void theWrongValueIsFoundAndIntervalsHold() throws IOException {
        Output output = new Output();

        LeaveOneOut.Answer answer = LeaveOneOut.run(output.stream());

        assertThat(answer.row()).isEqualTo(100);
        assertThat(answer.residual()).isGreaterThan(6);
        assertThat(answer.logDensity()).isBetween(2.8, 3.0);
        assertThat(Arrays.stream(answer.within())).allMatch(share -> share > 0.91 && share < 0.99);
        assertThat(output.text()).contains("Least expected of cadmium: row 101, ");
    }
}
