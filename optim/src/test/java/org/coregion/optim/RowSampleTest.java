package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowSampleTest {
    private record Case(int size, int columns, int most) {
        Matrix inputs() {
            return Draws.seeded(size).uniform(size, columns, 0, 1);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(1, 2)
                .flatMap(columns -> Stream.of(
                        new Case(2, columns, 1),
                        new Case(21, columns, 11),
                        new Case(100, columns, 1),
                        new Case(100, columns, 2),
                        new Case(100, columns, 3),
                        new Case(100, columns, 50),
                        new Case(100, columns, 99),
                        new Case(1025, columns, 256),
                        new Case(5000, columns, 256),
                        new Case(20_000, columns, 4096)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void takesDistinctRowsAndNoMoreThanAsked(Case of) {
        int[] rows = RowSample.of(of.inputs(), of.most);

        assertThat(rows).isNotEmpty().hasSizeLessThanOrEqualTo(of.most).doesNotHaveDuplicates();
        assertThat(Arrays.stream(rows)).allMatch(row -> row >= 0 && row < of.size);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void takesHalfOfWhatWasAskedAtLeast(Case of) {
        assertThat(RowSample.of(of.inputs(), of.most)).hasSizeGreaterThanOrEqualTo((of.most + 1) / 2);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void takesTheSameRowsEachTime(Case of) {
        assertThat(RowSample.of(of.inputs(), of.most)).isEqualTo(RowSample.of(of.inputs(), of.most));
    }

    /** A fixed stride of 16 through rows of 64 would see 4 columns of the grid only. */
    @Test
    void seesEveryColumnOfAGrid() {
        Matrix grid = Matrix.zeros(64 * 64, 2);
        for (int t = 0; t < grid.rows(); t++) {
            grid.set(t, 0, Math.floorDiv(t, 64));
            grid.set(t, 1, t % 64);
        }

        int[] rows = RowSample.of(grid, 256);

        assertThat(Arrays.stream(rows).map(t -> t % 64).distinct().count()).isGreaterThan(55);
        assertThat(Arrays.stream(rows).map(t -> t / 64).distinct().count()).isEqualTo(64);
    }

    /** However the rows are ordered: neighbours for short distances, and the whole range for long ones. */
    @Test
    void takesRunsOfNeighboursOverTheRangeOfOneInput() {
        int size = 10_000;
        Matrix line = Matrix.zeros(size, 1);
        Arrays.setAll(line.data(), t -> t);
        int[] order = Draws.seeded(5).permutation(size);
        Matrix shuffled = Dense.reordered(line, order, new int[] {0});

        int[] places = Arrays.stream(RowSample.of(shuffled, 256))
                .map(row -> (int) shuffled.get(row, 0))
                .sorted()
                .toArray();

        assertThat(places).hasSize(256).startsWith(0).endsWith(size - 1);
        long neighbours = IntStream.range(1, 256)
                .filter(i -> places[i] == places[i - 1] + 1)
                .count();
        assertThat(neighbours).isEqualTo(240);
        int widest = IntStream.range(1, 256)
                .map(i -> places[i] - places[i - 1])
                .max()
                .orElseThrow();
        assertThat(widest).isLessThan(size / 10);
    }

    @Test
    void thinsOneInputALittleAtRandom() {
        int[] rows = RowSample.of(Draws.seeded(6).uniform(1000, 1, 0, 1), 256);

        assertThat(rows).hasSize(250).isSorted();
        assertThat(Arrays.stream(rows).map(row -> row % 4).distinct().count()).isEqualTo(4);
        assertThat(IntStream.range(0, 250)).allMatch(i -> rows[i] / 4 == i);
    }
}
