package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SparseOutputTest {
    @Test
    void theOthersHelp() throws IOException {
        Output output = new Output();

        SparseOutput.Answer answer = SparseOutput.run(output.stream());

        assertThat(answer.fit().isConverged()).isTrue();
        assertThat(answer.fit().data().missingCount()).isEqualTo(101);
        assertThat(answer.joint()).isCloseTo(1.60, within(0.01)).isLessThan(answer.alone());
        assertThat(answer.alone()).isCloseTo(1.82, within(0.01));
        assertThat(output.text())
                .contains(
                        "101 of 122 months of construction held out: error 1.60 percentage points jointly, 1.82 alone;"
                                + " 88 % within the joint 95 % intervals.");
    }
}
