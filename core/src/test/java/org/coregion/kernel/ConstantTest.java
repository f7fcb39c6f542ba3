package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class ConstantTest extends KernelLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(97);
        return Stream.of(
                new Instance(new Constant(), draws.uniform(7, 2, -2, 2)),
                new Instance(new Constant(), Matrix.zeros(3, 0)));
    }

    @Test
    void isOneEverywhere() {
        assertThat(new Constant()
                        .crossMatrix(Matrix.zeros(1, 1), Matrix.wrap(2, 1, new double[] {0, 1e9}))
                        .data())
                .containsExactly(1, 1);
    }
}
