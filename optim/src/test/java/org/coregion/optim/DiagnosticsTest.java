package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Precomputed;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class DiagnosticsTest {
    private static final Matrix LINE =
            Matrix.wrap(50, 1, IntStream.range(0, 50).asDoubleStream().toArray());

    @Test
    void aLengthscaleOfTheSizeOfTheDataIsFine() {
        assertThat(Diagnostics.ofKernel(new Matern32(5), LINE)).isEmpty();
    }

    @Test
    void aLengthscaleBelowTheSpacingIsTold() {
        assertThat(Diagnostics.ofKernel(new Matern32(0.3), LINE))
                .singleElement()
                .asString()
                .contains("neighbouring rows hardly correlate");
    }

    @Test
    void aLengthscaleFarAboveTheRangeIsTold() {
        assertThat(Diagnostics.ofKernel(new Matern32(1e5), LINE))
                .singleElement()
                .asString()
                .contains("hardly changes");
    }

    @Test
    void manyRowsAndGivenMatricesAreServedToo() {
        Matrix many = Matrix.wrap(
                300_000, 1, IntStream.range(0, 300_000).asDoubleStream().toArray());

        assertThat(Diagnostics.ofKernel(new Matern32(0.3), many)).hasSize(1);
        assertThat(Diagnostics.ofKernel(new Matern32(3), many)).isEmpty();
        assertThat(Diagnostics.ofKernel(Precomputed.of(new double[][] {{1, 0}, {0, 1}}), Matrix.zeros(2, 0)))
                .isEmpty();
        assertThat(Diagnostics.ofKernel(new Matern32(3), Matrix.zeros(1, 1))).isEmpty();
    }

    @Test
    void copiedRowsAreTold() {
        Matrix outputs = Draws.seeded(1).gaussian(50, 2);
        Matrix inputs = LINE.copy();
        assertThat(Diagnostics.ofCopies(inputs, outputs)).isEmpty();

        inputs.set(7, 0, 3);
        assertThat(Diagnostics.ofCopies(inputs, outputs)).isEmpty();

        outputs.set(7, 0, outputs.get(3, 0));
        outputs.set(7, 1, outputs.get(3, 1));
        assertThat(Diagnostics.ofCopies(inputs, outputs))
                .hasValueSatisfying(text -> assertThat(text).contains("1 rows", "row 8 is row 4"));
    }

    @Test
    void outputsThatAreCombinationsOfOthersAreNamed() {
        Matrix outputs = Draws.seeded(2).gaussian(60, 4);
        List<String> names = List.of("a", "b", "c", "d");
        assertThat(Diagnostics.ofDependentOutputs(outputs, names)).isEmpty();

        for (int t = 0; t < 60; t++) {
            outputs.set(t, 3, 2 * outputs.get(t, 0) - outputs.get(t, 1));
        }
        assertThat(Diagnostics.ofDependentOutputs(outputs, names))
                .hasValueSatisfying(text -> assertThat(text).contains("among a, b, d:"));
        assertThat(Diagnostics.ofDependentOutputs(outputs.rowsBetween(0, 4), names))
                .isEmpty();
    }

    @Test
    void fewDataForManyParametersAreTold() {
        assertThat(Diagnostics.ofSize(100, 20)).isEmpty();
        assertThat(Diagnostics.ofSize(99, 20))
                .hasValueSatisfying(text -> assertThat(text).contains("99 values", "20 parameters"));
    }

    @Test
    void aFitThatDidNotConvergeSaysWhatToDo() {
        assertThat(Diagnostics.ofStop(StopReason.GRADIENT_TOLERANCE, 1e-7)).isEmpty();
        assertThat(Diagnostics.ofStop(StopReason.MAX_EVALUATIONS, 0.5))
                .contains(
                        "not converged: the allowed evaluations are used up at a gradient of 5.0e-01. Maybe allow more "
                                + "with FitOptions.withMaxEvaluations");
        assertThat(Diagnostics.ofStop(StopReason.NO_PROGRESS, 3))
                .hasValueSatisfying(text -> assertThat(text).contains("withRestarts"));
    }
}
