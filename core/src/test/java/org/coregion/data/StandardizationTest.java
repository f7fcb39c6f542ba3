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
    void deviationsInAnyUnitGetSizeOne(double unit) {
        Matrix deviations = Draws.seeded(8).gaussian(40, 2).times(unit);
        Matrix standardized = Standardization.of(deviations, deviations).apply(deviations);

        for (int d = 0; d < 2; d++) {
            double[] column = standardized.transpose().row(d);
            assertAgrees(Arrays.stream(column).map(y -> y * y).sum() / 40, 1, 1e-12);
        }
    }

    @Test
    void anOffsetFarLargerThanTheDeviationsDoesNotCount() {
        Matrix outputs = Matrix.wrap(2, 1, new double[] {1e8 - 3, 1e8 + 3});
        Matrix deviations = Matrix.wrap(2, 1, new double[] {-3, 3});
        Standardization standardization = Standardization.of(outputs, deviations);

        assertThat(standardization.scale()).containsExactly(3);
        assertThat(standardization.apply(deviations).data()).containsExactly(-1, 1);
    }

    @Test
    void anOutputThatTheMeanExplainsIsMeasuredByItsSize() {
        Matrix outputs = Matrix.wrap(2, 2, new double[] {-4, 0.1, -4, 0.1});
        Matrix rounding = Matrix.wrap(2, 2, new double[] {0, 1e-17, 0, -1e-17});

        assertThat(Standardization.of(outputs, rounding).scale()).containsExactly(4, 0.1);
    }

    @Test
    void anOutputOfZerosIsMeasuredByOne() {
        Matrix zeros = Matrix.zeros(3, 2);

        assertThat(Standardization.of(zeros, zeros).scale()).containsExactly(1, 1);
    }

    @Test
    void noneChangesNothing() {
        Matrix outputs = Draws.seeded(9).gaussian(4, 3);

        assertThat(Standardization.none(3).apply(outputs).data()).containsExactly(outputs.data());
    }

    @Test
    void aCovarianceGoesBackToTheUnitsOfTheOutputs() {
        Standardization standardization = new Standardization(new double[] {10, 0.5});
        Matrix covariance = Matrix.wrap(2, 2, new double[] {1, 0.5, 0.5, 4});

        assertThat(standardization.covarianceInUnits(covariance).data()).containsExactly(100, 2.5, 2.5, 1);
    }

    @Test
    void onlyObservedValuesCount() {
        double nan = Double.NaN;
        Matrix outputs = Matrix.wrap(4, 2, new double[] {nan, nan, 1, nan, nan, nan, 5, nan});
        Matrix deviations = Matrix.wrap(4, 2, new double[] {nan, nan, -2, nan, nan, nan, 2, nan});
        Standardization standardization = Standardization.of(outputs, deviations);

        assertThat(standardization.scale()).containsExactly(2, 1);
        assertThat(standardization.apply(deviations).data()).containsExactly(nan, nan, -1, nan, nan, nan, 1, nan);
    }
}
