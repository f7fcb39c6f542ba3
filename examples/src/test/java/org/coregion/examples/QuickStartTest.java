package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.coregion.kernel.StationaryKernel;
import org.coregion.optim.FitResult;
import org.junit.jupiter.api.Test;

class QuickStartTest {
    @Test
    void fitsAndPredicts() throws IOException {
        Output output = new Output();

        FitResult fit = QuickStart.run(output.stream());

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.objective()).isCloseTo(80.382564, within(8e-5));
        assertThat(fit.logMarginalLikelihood()).isCloseTo(-654.768263, within(6e-4));
        assertThat(((StationaryKernel) fit.parameters().kernel()).lengthscales()[0])
                .isCloseTo(2.9647, within(1e-3));
        assertThat(output.text())
                .contains(
                        "log marginal likelihood -654.768",
                        "y1          0.12170      0.91778      0.20830",
                        "Signal correlation of y1 with y2: 0.863, with y3: -0.566",
                        "y1     1.080  [   0.451,    1.709]",
                        "y4   104.973  [  96.311,  113.636]",
                        "from the others: 93.9 % of the values");
    }
}
