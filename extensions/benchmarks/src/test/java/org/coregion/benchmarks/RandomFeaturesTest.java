package org.coregion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

class RandomFeaturesTest {
    @Test
    void haveTheKernelAsTheirCovariance() {
        double[] lengthscales = {0.2, 0.4};
        Matrix inputs = Simulation.uniform(6, 2);
        int count = 10_000;

        Matrix draws = RandomFeatures.sample(inputs, lengthscales, Simulation.random(), count);

        Matrix m = new Matern52(lengthscales).matrix(inputs);
        for (int t = 0; t < inputs.rows(); t++) {
            for (int u = 0; u < inputs.rows(); u++) {
                double sum = 0;
                for (int j = 0; j < count; j++) {
                    sum += draws.get(t, j) * draws.get(u, j);
                }
                assertThat(sum / count).isCloseTo(m.get(t, u), within(0.1));
            }
        }
    }
}
