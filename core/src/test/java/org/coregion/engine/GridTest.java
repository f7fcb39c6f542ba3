package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class GridTest {
    private static final Matrix INPUTS = EngineProblems.grid(Draws.seeded(2), 4, 1, 3);

    @Test
    void findsTheAxesInAscendingOrder() {
        Matrix[] axes = Grid.of(shuffled(INPUTS)).orElseThrow().axes();

        assertThat(axes).extracting(Matrix::rows).containsExactly(4, 1, 3);
        for (Matrix axis : axes) {
            assertThat(axis.data()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void cellsAreTheRowsInOrderOfTheAxes() {
        Matrix inputs = shuffled(INPUTS);
        Grid grid = Grid.of(inputs).orElseThrow();
        Matrix cells = grid.toCells(inputs);

        for (int cell = 0; cell < 12; cell++) {
            assertThat(cells.get(0, cell)).isEqualTo(grid.axes()[0].get(cell / 3, 0));
            assertThat(cells.get(1, cell)).isEqualTo(grid.axes()[1].get(0, 0));
            assertThat(cells.get(2, cell)).isEqualTo(grid.axes()[2].get(cell % 3, 0));
        }
        assertThat(grid.toRows(cells).data()).containsExactly(inputs.data());
    }

    @Test
    void zeroHasOneSign() {
        Matrix inputs = Matrix.wrap(4, 2, new double[] {0.0, 1, -0.0, 2, 3, 1, 3, 2});

        assertThat(Grid.of(inputs)).isPresent();
    }

    @Test
    void aMissingRowIsNoGrid() {
        assertThat(Grid.of(rows(INPUTS, IntStream.range(1, 12).toArray()))).isEmpty();
    }

    @Test
    void aRowTwiceIsNoGrid() {
        int[] repeated = IntStream.range(0, 12).map(t -> t == 5 ? 4 : t).toArray();

        assertThat(Grid.of(rows(INPUTS, repeated))).isEmpty();
        assertThat(Grid.of(rows(INPUTS, IntStream.range(0, 13).map(t -> t % 12).toArray())))
                .isEmpty();
    }

    @Test
    void aLineIsNoGrid() {
        assertThat(Grid.of(EngineProblems.grid(Draws.seeded(2), 7))).isEmpty();
        assertThat(Grid.of(EngineProblems.grid(Draws.seeded(2), 1, 7, 1))).isEmpty();
        assertThat(Grid.of(Matrix.zeros(1, 2))).isEmpty();
        assertThat(Grid.of(Matrix.zeros(3, 0))).isEmpty();
    }

    @Test
    void scatteredInputsAreNoGrid() {
        assertThat(Grid.of(Draws.seeded(3).uniform(12, 2, 0, 1))).isEmpty();
    }

    private static Matrix shuffled(Matrix inputs) {
        return rows(inputs, Draws.seeded(5).permutation(inputs.rows()));
    }

    private static Matrix rows(Matrix inputs, int[] rows) {
        int[] columns = new int[inputs.columns()];
        Arrays.setAll(columns, q -> q);
        return Dense.reordered(inputs, rows, columns);
    }
}
