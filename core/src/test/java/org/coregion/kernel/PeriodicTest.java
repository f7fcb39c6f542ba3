package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PeriodicTest extends KernelLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(83);
        return Stream.of(
                new Instance(new Periodic(3, 0.8), draws.uniform(12, 1, -2, 2)),
                new Instance(new Periodic(7, 2), draws.uniform(12, 1, -2, 2)),
                new Instance(new Periodic(50, 1e-3), draws.uniform(5, 1, -2, 2)),
                new Instance(new Periodic(3, 200), draws.uniform(5, 1, -2, 2)),
                new Instance(new Periodic(3, 1), Matrix.zeros(4, 1)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 1.2, 2.9})
    void theValueIsThatOfTheLiterature(double d) {
        Kernel kernel = new Periodic(3, 0.8);
        double sine = Math.sin(Math.PI * d / 3);

        assertThat(value(kernel, d)).isCloseTo(Math.exp(-2 * sine * sine / 0.64), within(1e-15));
        assertThat(value(kernel, d + 6)).isCloseTo(value(kernel, d), within(1e-14));
    }

    @Test
    void startsAtHalfTheRange() {
        Periodic kernel = (Periodic) Periodic.fromInputs().at(Matrix.wrap(3, 1, new double[] {1, 9, 2}));

        assertThat(kernel.period()).isEqualTo(4);
        assertThat(kernel.lengthscale()).isEqualTo(1);
        assertThat(kernel.parameterNames(List.of("t"))).containsExactly("period", "lengthscale within a period");
        assertThat(Periodic.fromInputs().at(Matrix.zeros(3, 1))).hasToString("periodic[1.0, 1.0]");
    }

    @Test
    void boundsOfThePeriodFollowTheInputs() {
        Kernel kernel = new Periodic(4, 1);
        Matrix inputs = Matrix.wrap(4, 1, new double[] {1, 9, 2, 3});

        assertThat(Math.exp(kernel.logBounds(inputs).lower()[0])).isCloseTo(0.4, within(1e-14));
        assertThat(Math.exp(new Periodic(90, 1).logBounds(inputs).lower()[0])).isCloseTo(2 * 8 / 4.0, within(1e-14));
        assertThat(Math.exp(kernel.logBounds(inputs).upper()[0])).isCloseTo(80, within(1e-12));
        assertThat(kernel.logBounds(Matrix.zeros(3, 1)).lower()[0]).isEqualTo(Math.log(4));
        assertThat(kernel.logBounds(Matrix.zeros(3, 1)).upper()[0]).isEqualTo(Math.log(4));
    }

    @Test
    void hasNoLengthscaleInTheUnitsOfTheInputs() {
        Kernel kernel = new Periodic(4, 1);

        assertThat(kernel.scaledLengthscales(3)).isSameAs(kernel);
    }

    @Test
    void refusesOtherThanOneColumnAndPositiveNumbers() {
        assertRefused(() -> new Periodic(4, 1).at(Matrix.zeros(3, 2)), "periodic[4.0, 1.0]", "one input column", "2");
        assertRefused(() -> Periodic.fromInputs().at(Matrix.zeros(3, 0)), "one input column", "0");
        assertRefused(() -> new Periodic(0, 1), "period", "0.0");
        assertRefused(() -> new Periodic(1, Double.NaN), "lengthscale", "NaN");
    }

    private static double value(Kernel kernel, double d) {
        return kernel.crossMatrix(Matrix.zeros(1, 1), Matrix.wrap(1, 1, new double[] {d}))
                .get(0, 0);
    }
}
