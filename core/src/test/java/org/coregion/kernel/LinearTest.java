package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LinearTest extends KernelLaws {
    @Override
    Stream<Instance> instances() {
        return Stream.concat(
                centred(),
                Stream.of(new Instance(new Linear(new double[] {1, -2}, new double[] {0.3, 7}), Matrix.zeros(4, 2))));
    }

    static Stream<Instance> centred() {
        Draws draws = Draws.seeded(101);
        return Stream.of(draws.uniform(12, 1, 1999, 2026), draws.uniform(9, 3, -2, 2), draws.uniform(2, 2, 1e6, 2e6))
                .map(inputs -> new Instance(Linear.centred().at(inputs), inputs));
    }

    @ParameterizedTest
    @MethodSource("centred")
    void theMeanOfTheDiagonalIsOneOverItsOwnInputs(Instance instance) {
        assertThat(Arrays.stream(instance.kernel().diagonal(instance.inputs()))
                        .average()
                        .orElseThrow())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void newInputsGoByTheSameNumbers() {
        Matrix inputs = Matrix.wrap(2, 1, new double[] {1, 3});
        Matrix others = Matrix.wrap(2, 1, new double[] {5, 2});

        // Centre 2, scale 1.
        assertThat(Linear.centred().at(inputs).crossMatrix(inputs, others).data())
                .containsExactly(-3, 0, 3, 0);
    }

    @Test
    void aColumnThatDoesNotVaryCountsForNothing() {
        Matrix inputs = Matrix.wrap(2, 2, new double[] {1, 5, 3, 5});

        assertThat(Linear.centred().at(inputs).matrix(inputs).data()).containsExactly(1, -1, -1, 1);
        assertThat(Linear.centred()
                        .at(Matrix.zeros(2, 1))
                        .matrix(Matrix.zeros(2, 1))
                        .maxAbs())
                .isZero();
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        Kernel kernel = new Linear(new double[] {1}, new double[] {2});

        assertThat(kernel).hasToString("linear[centre [1.0], scale [2.0]]");
        assertRefused(() -> kernel.matrix(Matrix.zeros(3, 2)), "centre [1.0]", "2 input columns");
        assertRefused(() -> new Linear(new double[] {1}, new double[] {2, 3}), "[1.0]", "[2.0, 3.0]");
        assertRefused(() -> new Linear(new double[] {1}, new double[] {0}), "scale", "0.0");
        assertRefused(() -> Linear.centred().at(Matrix.zeros(3, 0)), "centre []");
    }
}
