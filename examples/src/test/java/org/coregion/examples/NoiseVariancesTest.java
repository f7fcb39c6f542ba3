package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class NoiseVariancesTest {
    @Test
    void findsTheLogVariancesWithinTheirErrors() throws IOException {
        Output output = new Output();

        NoiseVariances.Answer answer = NoiseVariances.run(output.stream());

        assertThat(answer.objective()).isCloseTo(73.906299, within(7e-5));
        assertThat(answer.rows())
                .allSatisfy(row -> assertThat(row.errorInStandardErrors()).isBetween(-2.5, 2.5));
        assertThat(output.text())
                .contains(
                        "y1       -3.2189   -3.1377    0.1116     +0.73",
                        "y2       -1.3863   -1.2769    0.1103     +0.99",
                        "y3       -4.6052   -4.5715    0.1122     +0.30",
                        "y4        2.1972    2.2408    0.1104     +0.39");
    }
}
