package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InputBlocksTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "7, 1, 2", "100, 1, 30", "100, 2, 25", "333, 3, 40", "64, 2, 64"})
    void everyRowIsInOneBlockAndTheBlocksAreOfAboutOneSize(int size, int columns, int most) {
        int[][] blocks = InputBlocks.of(Draws.seeded(size).gaussian(size, columns), most);

        assertThat(Arrays.stream(blocks).flatMapToInt(Arrays::stream).sorted())
                .containsExactlyElementsOf(IntStream.range(0, size).boxed().toList());
        for (int[] block : blocks) {
            assertThat(block).hasSizeBetween(Math.min(size, most / 2), most).isSorted();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void blocksOfOneInputAreIntervals(int most) {
        Matrix inputs = Draws.seeded(most).gaussian(77, 1);
        int[][] blocks = InputBlocks.of(inputs, most);

        double before = Double.NEGATIVE_INFINITY;
        for (int[] block : blocks) {
            assertThat(Arrays.stream(block)
                            .mapToDouble(t -> inputs.get(t, 0))
                            .min()
                            .orElseThrow())
                    .isGreaterThan(before);
            before = Arrays.stream(block)
                    .mapToDouble(t -> inputs.get(t, 0))
                    .max()
                    .orElseThrow();
        }
    }

    /** Four blocks of a square are its quarters, in whatever units the columns are. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1, 1e6})
    void halvesTheColumnInWhichTheRowsAreSpreadTheMost(double unit) {
        Matrix inputs = Draws.seeded(4).uniform(400, 2, 0, 1).scaledColumns(new double[] {1, unit});

        for (int[] block : InputBlocks.of(inputs, 100)) {
            for (int column = 0; column < 2; column++) {
                double scale = column == 0 ? 1 : unit;
                double[] values = inputs.rows(block).columns(column, column + 1).data();
                double range = Arrays.stream(values).max().orElseThrow()
                        - Arrays.stream(values).min().orElseThrow();
                assertThat(range / scale).isBetween(0.3, 0.7);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void rowsThatAreAlikeAreSplitAsWell(int columns) {
        assertThat(InputBlocks.of(Matrix.zeros(10, columns), 3)).hasNumberOfRows(4);
    }
}
