package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class OnColumnsTest extends KernelLaws {
    private static final List<String> NAMES = List.of("depth", "time", "soil type");

    private final Matrix inputs = Matrix.wrap(2, 3, new double[] {0, 1, 2, 10, 4, 8});

    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(71);
        return Stream.of(
                new Instance(new Matern32(0.7).on(1), draws.uniform(9, 2, -2, 2)),
                new Instance(new SquaredExponential(0.7, 2).on(2, 0), draws.uniform(9, 3, -2, 2)),
                new Instance(new SquaredExponential(2).on(2, 0), draws.uniform(9, 3, -2, 2)),
                new Instance(new Matern12(0.7, 2).on(1, 0), draws.uniform(9, 2, -2, 2)),
                new Instance(Precomputed.of(draws.covariance(6).toArray()).on(0), draws.uniform(6, 2, 0, 1)));
    }

    @Test
    void columnsAreFoundByName() {
        KernelStart start = Matern32.ard().on("soil type", "depth");

        assertThat(start.at(inputs, NAMES)).hasToString("matern32[3.0, 5.0] on columns 3, 1");
        assertThat(new Matern12(2).on("time").at(inputs, NAMES)).hasToString("matern12[2.0] on column 2");
        assertThat(start.shortened(2).at(inputs, NAMES)).hasToString("matern32[1.5, 2.5] on columns 3, 1");
        assertThat(Matern32.ard().on("x2").at(inputs)).hasToString("matern32[1.5] on column 2");
    }

    @Test
    void onAllColumnsIsTheKernelItself() {
        Kernel kernel = new Matern12(2);

        assertThat(kernel.on("depth", "time", "soil type").at(inputs, NAMES)).isSameAs(kernel);
    }

    @Test
    void columnsOfColumnsAreThoseOfTheOuterOnes() {
        KernelStart start = new Matern12(2).on("time").on("soil type", "time");
        Kernel kernel = new Matern12(2).on(1).on(2, 0);

        assertThat(start.at(inputs, NAMES)).hasToString("matern12[2.0] on column 2");
        assertThat(kernel).hasToString("matern12[2.0] on column 1");
    }

    @Test
    void namesItsParametersAfterItsColumns() {
        assertThat(new Matern32(1, 2).on(2, 0).parameterNames(NAMES))
                .containsExactly("lengthscale of soil type", "lengthscale of depth");
        assertThat(new Matern32(1).on(2, 0).parameterNames(NAMES)).containsExactly("lengthscale of soil type, depth");
        assertThat(new RationalQuadratic(1, 2).on(1).parameterNames(NAMES))
                .containsExactly("lengthscale of time", "alpha of time");
    }

    @Test
    void ofOneColumnItHasTheStateSpaceFormOfTheKernel() {
        assertThat(new Matern32(1).on(0).stateSpaceForm()).isPresent();
        assertThat(new Matern32(1).on(0, 1).stateSpaceForm()).isEmpty();
        assertThat(Sum.of(new Matern32(1).on(0), new Matern12(2)).stateSpaceForm())
                .isPresent();
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        assertRefused(() -> Matern12.ard().on("deep").at(inputs, NAMES), "\"deep\"", "[depth, time, soil type]");
        assertRefused(() -> new Matern12(1).on(3).matrix(inputs), "column 4", "3 input columns");
        assertRefused(() -> new Matern12(1).on(3).on(0, 1), "column 4", "2 input columns");
        assertRefused(() -> new Matern12(1).on(1, 1), "[1, 1]");
        assertRefused(() -> new Matern12(1).on(-1), "[-1]");
        assertRefused(() -> new Matern12(1).on(new int[0]), "[]");
        assertRefused(() -> new Matern12(1).on("time", "time").at(inputs, NAMES), "[time, time]");
        assertRefused(() -> new Matern12(1).on(new String[0]).at(inputs, NAMES), "[]");
        assertRefused(() -> new Matern12(1, 2).on(0).at(inputs), "2 lengthscales", "1 input columns");
    }
}
