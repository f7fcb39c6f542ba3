package org.coregion.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StandardizationTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-6, 1, 1e6, 1e150})
    void outputsOfAnyUnitGetMeanZeroAndDeviationOne(double unit) {
        Matrix outputs = Draws.seeded(8).gaussian(40, 2).times(unit);
        Matrix standardized = Standardization.meanAndDeviation(outputs).apply(outputs);

        for (int d = 0; d < 2; d++) {
            double[] column = standardized.transpose().row(d);
            assertThat(Math.abs(Arrays.stream(column).sum())).isLessThan(1e-12);
            assertAgrees(Arrays.stream(column).map(y -> y * y).sum() / 40, 1, 1e-12);
        }
    }

    @Test
    void anOffsetFarLargerThanTheSpreadIsTakenOff() {
        Matrix outputs = Matrix.wrap(2, 1, new double[] {1e8 - 3, 1e8 + 3});
        Standardization standardization = Standardization.meanAndDeviation(outputs);

        assertThat(standardization.location()).containsExactly(1e8);
        assertThat(standardization.scale()).containsExactly(3);
        assertThat(standardization.apply(outputs).data()).containsExactly(-1, 1);
    }

    @Test
    void aConstantOutputIsMeasuredByItsSize() {
        double[] tenths = new double[30];
        Arrays.fill(tenths, 0.1);
        Matrix constant = Matrix.wrap(30, 1, tenths);
        Standardization standardization = Standardization.meanAndDeviation(constant);

        assertThat(standardization.scale()).containsExactly(0.1);
        assertThat(standardization.apply(constant).maxAbs()).isLessThan(1e-13);
    }

    @Test
    void anOutputOfZerosIsMeasuredByOne() {
        Matrix zeros = Matrix.zeros(3, 2);

        assertThat(Standardization.meanAndDeviation(zeros).scale()).containsExactly(1, 1);
        assertThat(Standardization.rootMeanSquare(zeros).scale()).containsExactly(1, 1);
    }

    @Test
    void oneObservationIsConstant() {
        Matrix one = Matrix.wrap(1, 2, new double[] {-4, 1e-6});

        assertThat(Standardization.meanAndDeviation(one).location()).containsExactly(-4, 1e-6);
        assertThat(Standardization.meanAndDeviation(one).scale()).containsExactly(4, 1e-6);
    }

    @Test
    void rootMeanSquareLeavesZeroWhereItIs() {
        Matrix outputs = Matrix.wrap(2, 1, new double[] {3, -4});
        Standardization standardization = Standardization.rootMeanSquare(outputs);

        assertThat(standardization.location()).containsExactly(0);
        assertAgrees(standardization.scale(), new double[] {Math.sqrt(12.5)}, 1e-15);
    }

    @Test
    void noneChangesNothing() {
        Matrix outputs = Draws.seeded(9).gaussian(4, 3);

        assertThat(Standardization.none(3).apply(outputs).data()).containsExactly(outputs.data());
    }

    @Test
    void aCovarianceGoesBackToTheUnitsOfTheOutputs() {
        Standardization standardization = new Standardization(new double[] {7, 7}, new double[] {10, 0.5});
        Matrix covariance = Matrix.wrap(2, 2, new double[] {1, 0.5, 0.5, 4});

        assertThat(standardization.covarianceInUnits(covariance).data()).containsExactly(100, 2.5, 2.5, 1);
    }

    @Test
    void onlyObservedValuesCount() {
        double nan = Double.NaN;
        Matrix outputs = Matrix.wrap(4, 2, new double[] {nan, nan, 1, nan, nan, nan, 5, nan});
        Standardization standardization = Standardization.meanAndDeviation(outputs);

        assertThat(standardization.location()).containsExactly(3, 0);
        assertThat(standardization.scale()).containsExactly(2, 1);
        assertThat(standardization.apply(outputs).data()).containsExactly(nan, nan, -1, nan, nan, nan, 1, nan);
        assertAgrees(Standardization.rootMeanSquare(outputs).scale(), new double[] {Math.sqrt(13), 1}, 1e-15);
    }
}
