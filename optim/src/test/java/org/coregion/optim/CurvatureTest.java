package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurvatureTest {
    @Test
    void growsWithTheValuesBeforeAnythingIsMeasured() {
        assertThat(Curvature.typical(2).at(100)).containsExactly(10, 10);
        assertThat(Curvature.typical(2).at(1000)).containsExactly(100, 100);
        assertThat(Curvature.typical(0).at(1000)).isEmpty();
    }

    @Test
    void growsFromAGuess() {
        assertThat(Curvature.of(new boolean[] {true, false}, 0.3).at(1000)).containsExactly(300, 100);
    }

    @Test
    void isWhatWasMeasuredAtItsOwnLevel() {
        Curvature measured = Curvature.typical(2).measured(new double[] {7, 90}, 200);

        assertThat(measured.at(200)).containsExactly(7, 90);
        assertThat(measured.at(400)).containsExactly(14, 180);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 1})
    void growsByThePowerThatTwoLevelsShow(double power) {
        Curvature measured = Curvature.typical(1)
                .measured(new double[] {40}, 500)
                .measured(new double[] {40 * Math.pow(4, power)}, 2000);

        assertThat(measured.at(8000)[0]).isCloseTo(40 * Math.pow(16, power), within(1e-9));
    }

    @Test
    void neverFallsNorGrowsFasterThanTheValues() {
        Curvature first = Curvature.typical(2).measured(new double[] {40, 40}, 500);
        Curvature measured = first.measured(new double[] {10, 4000}, 1000);

        assertThat(measured.at(1000)).containsExactly(10, 4000);
        assertThat(measured.at(4000)).containsExactly(10, 16_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-50, 0, 1e-9})
    void keepsAPositiveOneWhereTheMeasuredIsNot(double found) {
        assertThat(Curvature.typical(1).measured(new double[] {found}, 500).at(500)[0])
                .isCloseTo(0.05, within(1e-12));
    }
}
