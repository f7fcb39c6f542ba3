package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.coregion.optim.ModelComparison;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {
    @Test
    void prefersTheTrueKernelAndCorrelatedMetals() throws IOException {
        Output output = new Output();

        ModelChoice.Answer answer = ModelChoice.run(output.stream());

        assertThat(answer.comparison().entries().stream().map(ModelComparison.Entry::name))
                .containsExactly(
                        "Matérn 5/2, K of rank 1 + diagonal",
                        "Matérn 5/2, full K",
                        "Matérn 3/2, full K",
                        "squared exponential, full K",
                        "Matérn 5/2, K of rank 2",
                        "Matérn 5/2, independent",
                        "Matérn 5/2, K of rank 1");
        assertThat(answer.independence().degreesOfFreedom()).isEqualTo(6);
        assertThat(answer.independence().pValue()).isBetween(1e-30, 1e-20);
        assertThat(output.text()).contains("Are the metals independent? χ² = 123.9 on 6 df, p = ");
    }
}
