package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HowCertainTest {
    @Test
    void saysHowFarTheParametersAreKnown() throws IOException {
        Output output = new Output();

        HowCertain.Answer answer = HowCertain.run(output.stream());

        assertThat(answer.errors().of("lengthscale").standardError()).isCloseTo(0.256, within(2e-3));
        assertThat(answer.covered()).isEqualTo(10);
        assertThat(answer.withPrior().logPrior()).isNotZero();
        assertThat(output.text())
                .contains(
                        "10 of 10 true values lie in their 95 % intervals",
                        "by the observed information: 0.256, by the expected one: 0.258",
                        "With a log-normal prior about 6 the lengthscale is lengthscale 5.30");
    }
}
