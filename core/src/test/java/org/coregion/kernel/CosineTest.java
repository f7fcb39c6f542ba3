package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class CosineTest extends KernelLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(89);
        return Stream.of(
                new Instance(new Cosine(3), draws.uniform(12, 1, -2, 2)),
                new Instance(new Cosine(70), draws.uniform(12, 1, -2, 2)),
                new Instance(new Cosine(1), Matrix.zeros(4, 1)));
    }

    @Test
    void isACosine() {
        Matrix quarter = Matrix.wrap(3, 1, new double[] {0.5, 1, 2});

        double[] values = new Cosine(2).crossMatrix(Matrix.zeros(1, 1), quarter).data();

        assertThat(values[0]).isCloseTo(0, within(1e-15));
        assertThat(values[1]).isEqualTo(-1);
        assertThat(values[2]).isEqualTo(1);
    }

    @Test
    void startsAtHalfTheRange() {
        Cosine kernel = (Cosine) Cosine.fromInputs().at(Matrix.wrap(3, 1, new double[] {1, 9, 2}));

        assertThat(kernel.period()).isEqualTo(4);
        assertThat(kernel.name()).isEqualTo("cosine");
        assertThat(kernel.parameterNames(List.of("t"))).containsExactly("period");
    }

    @Test
    void refusesOtherThanOneColumnAndPositiveNumbers() {
        assertRefused(() -> new Cosine(4).at(Matrix.zeros(3, 2)), "cosine[4.0]", "one input column", "2");
        assertRefused(() -> new Cosine(-1), "period", "-1.0");
    }
}
