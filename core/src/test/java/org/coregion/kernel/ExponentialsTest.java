package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExponentialsTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.3, 1, 30, 708})
    void theyAreThoseOfTheLibraryToAUnitInTheLastPlace(double largest) {
        double[] z = Draws.seeded(7).uniform(1000, 1, 0, largest).data();

        double[] actual = Exponentials.ofNegative(z, z.length);

        for (int j = 0; j < z.length; j++) {
            double expected = StrictMath.exp(-z[j]);
            assertThat(Math.abs(actual[j] - expected)).isLessThanOrEqualTo(Math.ulp(expected));
        }
    }

    @Test
    void theyVanishFarAwayAndAreOneAtZero() {
        assertThat(Exponentials.ofNegative(new double[] {0, 746, 1e9, 1e300, 3}, 4))
                .containsExactly(1, 0, 0, 0);
    }

    @Test
    void belowTheNormalNumbersTheyLoseDigitsAsThoseDo() {
        double[] z = {710, 725, 740};

        double[] actual = Exponentials.ofNegative(z, z.length);

        for (int j = 0; j < z.length; j++) {
            assertThat(actual[j]).isCloseTo(StrictMath.exp(-z[j]), within(2 * Double.MIN_VALUE));
        }
    }

    @Test
    void theArgumentsStayAsTheyAre() {
        double[] z = {1, 800};

        Exponentials.ofNegative(z, 2);

        assertThat(z).containsExactly(1, 800);
    }
}
