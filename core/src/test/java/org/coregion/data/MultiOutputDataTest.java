package org.coregion.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MultiOutputDataTest {
    private static final double[][] X = {{0, 1}, {2, 3}, {4, 5}};
    private static final double[][] Y = {{10}, {20}, {30}};

    private final MultiOutputData data = MultiOutputData.of(X, Y);

    @Test
    void hasTheShapeAndNumberedNames() {
        assertThat(data.observationCount()).isEqualTo(3);
        assertThat(data.inputCount()).isEqualTo(2);
        assertThat(data.outputCount()).isEqualTo(1);
        assertThat(data.inputNames()).containsExactly("x1", "x2");
        assertThat(data.outputNames()).containsExactly("y1");
        assertThat(data).hasToString("3 observations of [y1] at [x1, x2]");
    }

    @Test
    void isImmutable() {
        double[][] outputs = {{10}, {20}, {30}};
        MultiOutputData copied = MultiOutputData.of(X, outputs);

        outputs[0][0] = 7;
        copied.outputs().set(1, 0, 7);
        copied.inputs().set(0, 0, 7);

        assertThat(copied.outputs().toArray()).isDeepEqualTo(Y);
        assertThat(copied.inputs().toArray()).isDeepEqualTo(X);
    }

    @Test
    void mayHaveNoInputs() {
        MultiOutputData outputsOnly = MultiOutputData.ofOutputs(Y);

        assertThat(outputsOnly.inputCount()).isZero();
        assertThat(outputsOnly.inputs().rows()).isEqualTo(3);
    }

    @Test
    void takesNames() {
        MultiOutputData named = data.withNames(List.of("depth", "time"), List.of("zinc"));

        assertThat(named.inputNames()).containsExactly("depth", "time");
        assertThat(named.outputNames()).containsExactly("zinc");
        assertThat(named.outputs().toArray()).isDeepEqualTo(Y);
    }

    @Test
    void refusesNamesOfAnotherNumberOrTwice() {
        assertRefused(() -> data.withNames(List.of("depth"), List.of("zinc")), "1 input names", "[depth]", "2 columns");
        assertRefused(() -> data.withNames(List.of("a", "b"), List.of("c", "d")), "2 output names", "1 columns");
        assertRefused(() -> data.withNames(List.of("a", "a"), List.of("zinc")), "input name \"a\"", "twice");
    }

    @Test
    void refusesToHaveNoObservationsOrNoOutputs() {
        assertRefused(() -> MultiOutputData.ofOutputs(new double[0][]), "no observations", "T = 0");
        assertRefused(() -> MultiOutputData.of(X, new double[3][0]), "no outputs", "D = 0");
    }

    @Test
    void refusesRowsThatDoNotFit() {
        assertRefused(() -> MultiOutputData.of(X, new double[2][1]), "3 rows of inputs", "2 rows of outputs");
        assertRefused(() -> MultiOutputData.of(new double[][] {{1}, {1, 2}}, Y), "Row 2", "inputs", "2 values");
    }

    @Test
    void refusesAnInputThatIsNotFiniteByItsNameAndPlace() {
        double[][] inputs = {{0, 1}, {2, Double.NaN}, {4, 5}};

        assertRefused(
                () -> MultiOutputData.of(inputs, Y),
                "input column \"x2\"",
                "column 2",
                "non-finite value NaN",
                "row 2");
    }

    @Test
    void refusesAnOutputThatIsNotFiniteByItsNameAndPlace() {
        double[][] outputs = {{10}, {20}, {Double.NEGATIVE_INFINITY}};

        assertRefused(() -> MultiOutputData.of(X, outputs), "output column \"y1\"", "column 1", "-Infinity", "row 3");
    }

    @Test
    void checksNewInputs() {
        MultiOutputData named = data.withNames(List.of("depth", "time"), List.of("zinc"));
        double[][] broken = {{1, 2}, {Double.NaN, 3}};

        assertThat(data.checkedInputs(new double[][] {{1, 2}}).toArray()).isDeepEqualTo(new double[][] {{1, 2}});
        assertRefused(() -> named.checkedInputs(new double[][] {{1}}), "new inputs", "1 columns", "2 [depth, time]");
        assertRefused(() -> named.checkedInputs(broken), "new input column \"depth\"", "NaN", "row 2");
    }

    @Test
    void noNewInputsKeepTheWidth() {
        assertThat(data.checkedInputs(new double[0][]).rows()).isZero();
        assertThat(data.checkedInputs(new double[0][]).columns()).isEqualTo(2);
    }

    @Test
    void rowsMayHaveNoiseOfTheirOwn() {
        MultiOutputData data = MultiOutputData.of(new double[][] {{1}, {2}}, new double[][] {{3}, {4}});
        double[] variances = {0.5, 2};
        MultiOutputData uneven = data.withRelativeNoise(variances);
        variances[0] = 7;
        uneven.relativeNoise()[1] = 7;

        assertThat(data.relativeNoise()).containsExactly(1, 1);
        assertThat(uneven.relativeNoise()).containsExactly(0.5, 2);
        assertThat(uneven.withNames(List.of("a"), List.of("b")).relativeNoise()).containsExactly(0.5, 2);
    }

    @Test
    void refusesNoiseThatIsNoVariance() {
        MultiOutputData data = MultiOutputData.of(new double[][] {{1}, {2}}, new double[][] {{3}, {4}});

        assertRefused(() -> data.withRelativeNoise(new double[] {1}), "1 relative noise variances for 2 rows");
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-120}) {
            assertRefused(
                    () -> data.withRelativeNoise(new double[] {1, bad}), "relative noise variance at row 2 is " + bad);
        }
    }

    @Test
    void mayMissOutputs() {
        double nan = Double.NaN;
        MultiOutputData some = MultiOutputData.of(X, new double[][] {{1, nan}, {nan, nan}, {3, 4}});

        assertThat(some.isComplete()).isFalse();
        assertThat(some.missingCount()).isEqualTo(3);
        assertThat(some.valueCount()).isEqualTo(3);
        assertThat(some.observationCount()).isEqualTo(3);
        assertThat(some.isObserved(0, 0)).isTrue();
        assertThat(some.isObserved(0, 1)).isFalse();
        assertThat(some.outputs().row(1)).containsExactly(nan, nan);
        assertThat(some).hasToString("3 observations of [y1, y2] at [x1, x2], 3 of 6 outputs missing");
        assertThat(data.isComplete()).isTrue();
        assertThat(data.valueCount()).isEqualTo(3);
    }

    @Test
    void namesWhatIsNull() {
        double[][][] none = new double[1][][];

        assertThatThrownBy(() -> MultiOutputData.of(X, none[0]))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("outputs");
        assertThatThrownBy(() -> MultiOutputData.of(none[0], X))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("inputs");
    }

    @Test
    void rowsWithoutAnyOutputMayBeLeftOut() {
        double nan = Double.NaN;
        MultiOutputData some = MultiOutputData.of(X, new double[][] {{1, nan}, {nan, nan}, {3, 4}})
                .withNames(List.of("a", "b"), List.of("c", "d"));
        MultiOutputData left = some.observedRows();

        assertThat(left.inputs().toArray()).isDeepEqualTo(new double[][] {{0, 1}, {4, 5}});
        assertThat(left.outputs().data()).containsExactly(1, nan, 3, 4);
        assertThat(left.outputNames()).containsExactly("c", "d");
        assertThat(left.observedRows()).isSameAs(left);
    }

    @Test
    void refusesToMissEveryOutputOrARowThatIsNotThere() {
        double[][] none = {{Double.NaN}, {Double.NaN}, {Double.NaN}};

        assertRefused(() -> MultiOutputData.of(X, none), "All 3 outputs are missing");
        assertThatThrownBy(() -> data.isObserved(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> data.isObserved(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
