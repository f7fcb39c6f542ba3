package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortOrderTest {
    @Test
    void valuesInOrderStayWhereTheyAre() {
        assertThat(SortOrder.ascending(new double[] {-1, 0, 0, 3})).containsExactly(0, 1, 2, 3);
        assertThat(SortOrder.ascending(new double[0])).isEmpty();
    }

    @Test
    void zeroHasTwoSigns() {
        assertThat(SortOrder.ascending(new double[] {1, 0.0, -0.0})).containsExactly(2, 1, 0);
    }

    /** Rounded to a few values, so that many are equal. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 17, 1000})
    void sortsAsAStableSortOfObjectsDoes(int count) {
        double[] values = Draws.seeded(count).uniform(count, 1, -4, 4).data();
        for (int i = 0; i < count; i += 2) {
            values[i] = Math.rint(values[i]);
        }

        int[] expected = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
        assertThat(SortOrder.ascending(values)).isEqualTo(expected);
    }
}
