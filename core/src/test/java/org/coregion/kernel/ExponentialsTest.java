package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExponentialsTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.3, 1, 30, 708})
    void theyAreThoseOfTheLibraryToAUnitInTheLastPlace(double largest) {
        double[] z = Draws.seeded(7).uniform(1000, 1, 0, largest).data();

        double[] actual = of(z);

        for (int j = 0; j < z.length; j++) {
            double expected = StrictMath.exp(-z[j]);
            assertThat(Math.abs(actual[j] - expected)).isLessThanOrEqualTo(Math.ulp(expected));
        }
    }

    @Test
    void theyVanishFarAwayAndAreOneAtZero() {
        assertThat(of(0, 746, 1e9, 1e300)).containsExactly(1, 0, 0, 0);
    }

    @Test
    void belowTheNormalNumbersTheyLoseDigitsAsThoseDo() {
        double[] z = {710, 725, 740};

        double[] actual = of(z);

        for (int j = 0; j < z.length; j++) {
            assertThat(actual[j]).isCloseTo(StrictMath.exp(-z[j]), within(2 * Double.MIN_VALUE));
        }
    }

    @Test
    void oneRowAfterAnotherIsServedAndWhatIsBehindItsCountStaysAsItIs() {
        Exponentials exponentials = new Exponentials(3);
        double[] values = {1, 4, 16};
        double[] result = new double[3];
        exponentials.ofMultiples(0.5, values, 3, result);

        double[] z = exponentials.ofRoots(9, values, 2, result);

        assertThat(values).containsExactly(1, 4, 16);
        assertThat(Arrays.copyOf(z, 2)).containsExactly(3, 6);
        assertThat(result).containsExactly(of(3, 6, 8));
    }

    private static double[] of(double... z) {
        double[] result = new double[z.length];
        new Exponentials(z.length).ofMultiples(1, z, z.length, result);
        return result;
    }
}
