package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Linear;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.Product;
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

    /** At its centre a linear kernel's function is known to be 0. */
    @Test
    void aRowWithoutVarianceHidesNoOther() {
        Kernel linear = new Linear(new double[] {0}, new double[] {1});

        assertThat(Diagnostics.ofKernel(linear, LINE)).isEmpty();
        assertThat(Diagnostics.ofKernel(Product.of(linear, new Matern32(0.1)), LINE))
                .singleElement()
                .asString()
                .contains("neighbouring rows hardly correlate");
    }

    @Test
    void completeRowsOfZerosSayNothing() {
        Matrix outputs = Draws.seeded(2).gaussian(12, 2);
        for (int t = 0; t < 12; t++) {
            outputs.set(t, 0, t < 6 ? 0 : outputs.get(t, 0));
            outputs.set(t, 1, t < 6 ? 0 : t == 6 ? 1 : Double.NaN);
        }
        outputs.set(6, 0, Double.NaN);

        assertThat(Diagnostics.ofDependentOutputs(outputs, List.of("a", "b"))).isEmpty();
    }

    @Test
    void aLengthscaleOfManyRangesIsTold() {
        Matrix inputs = LINE.beside(Draws.seeded(1).uniform(50, 1, 0, 2)).beside(Matrix.zeros(50, 1));
        List<String> names = List.of("t", "x", "z");

        assertThat(Diagnostics.ofLengthscales(new Matern32(400, 15, 1e6), inputs, names))
                .isEmpty();
        assertThat(Diagnostics.ofLengthscales(new Matern32(400, 30, 1), inputs, names))
                .singleElement()
                .asString()
                .startsWith("lengthscale of x is 16 times the range");
        assertThat(Diagnostics.ofLengthscales(new Matern32(1529), LINE, List.of("t")))
                .singleElement()
                .asString()
                .startsWith("lengthscale is 31 times the range")
                .contains("Maybe take a linear kernel");
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
                .singleElement()
                .asString()
                .contains("is a linear combination", "among a, b, d:");
        assertThat(Diagnostics.ofDependentOutputs(outputs.rowsBetween(0, 4), names))
                .isEmpty();
    }

    /** Percentages that add to 100, rounded to two decimals, are nearly dependent; a correlation of 0.999 is not. */
    @Test
    void outputsThatNearlyAreAreTold() {
        Matrix outputs = Draws.seeded(2).gaussian(60, 4);
        List<String> names = List.of("a", "b", "c", "d");
        for (int t = 0; t < 60; t++) {
            double rest = -10 * outputs.get(t, 0) - 10 * outputs.get(t, 1);
            outputs.set(t, 3, Math.round(100 * rest) / 1000.0);
        }
        outputs.set(7, 2, Double.NaN);
        assertThat(Diagnostics.ofDependentOutputs(outputs, names))
                .singleElement()
                .asString()
                .contains("nearly a linear combination of others, among a, b, d: only ", "e-0", "variance of d");

        for (int t = 0; t < 60; t++) {
            outputs.set(t, 3, outputs.get(t, 0) + 0.04 * outputs.get(t, 1));
        }
        Matrix strong = outputs.columns(0, 1).beside(outputs.columns(3, 4));
        assertThat(Diagnostics.ofDependentOutputs(strong, List.of("a", "d"))).isEmpty();
    }

    @Test
    void aConstantOutputIsCalledThat() {
        Matrix outputs = Draws.seeded(2).gaussian(60, 3);
        for (int t = 0; t < 60; t++) {
            outputs.set(t, 1, t == 4 ? Double.NaN : 0);
        }

        assertThat(Diagnostics.ofDependentOutputs(outputs, List.of("a", "b", "c")))
                .singleElement()
                .asString()
                .contains("constant: b,");
    }

    @Test
    void outputsWithoutSignalAreNamed() {
        assertThat(Diagnostics.ofSignal(new int[0], List.of("a", "b"))).isEmpty();
        assertThat(Diagnostics.ofSignal(new int[] {1}, List.of("a", "b")))
                .hasValueSatisfying(text -> assertThat(text).contains("explains b by noise alone"));
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
