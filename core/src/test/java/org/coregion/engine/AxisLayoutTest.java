package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class AxisLayoutTest {
    @Test
    void aMatrixForEveryAxisIsTheirKroneckerProduct() {
        Draws draws = Draws.seeded(1);
        Matrix[] byAxis = {draws.gaussian(3, 3), draws.gaussian(1, 1), draws.gaussian(4, 4), draws.gaussian(2, 2)};
        Matrix x = draws.gaussian(5, 24);
        Matrix kronecker = Matrix.identity(1);
        for (Matrix a : byAxis) {
            kronecker = Dense.kron(kronecker, a);
        }

        assertAgrees(AxisLayout.multiplyEach(x, byAxis, BackendChoice.fastest()), Dense.multiply(x, kronecker), 1e-14);
    }

    /** Too many to be taken at once. */
    @Test
    void longRowsAreTakenOneByOne() {
        Draws draws = Draws.seeded(3);
        Matrix[] byAxis = new Matrix[20];
        Arrays.setAll(byAxis, axis -> draws.gaussian(2, 2));
        Matrix x = draws.gaussian(2, 1 << 20);

        Matrix both = AxisLayout.multiplyEach(x, byAxis, BackendChoice.fastest());

        for (int i = 0; i < 2; i++) {
            Matrix alone = AxisLayout.multiplyEach(x.rowsBetween(i, i + 1), byAxis, BackendChoice.fastest());
            assertThat(both.row(i)).isEqualTo(alone.data());
        }
    }

    @Test
    void everyRowIsInOneBlock() {
        Matrix x = Draws.seeded(4).gaussian(5, 400_000);
        List<Integer> starts = new ArrayList<>();
        List<Matrix> blocks = new ArrayList<>();

        AxisLayout.forEachBlock(x, (from, block) -> {
            starts.add(from);
            blocks.add(block);
        });

        assertThat(starts).containsExactly(0, 2, 4);
        assertThat(blocks.stream()
                        .flatMapToDouble(block -> Arrays.stream(block.data()))
                        .toArray())
                .isEqualTo(x.data());
    }

    /** Large enough for several threads, and no multiple of a tile. */
    @Test
    void aRotationMakesTheFastestAxisTheSlowest() {
        int others = 1234;
        int n = 37;
        Matrix x = Draws.seeded(2).gaussian(2, others * n);
        Matrix rotated = AxisLayout.rotate(x, n, 2);

        for (int k = 0; k < 2; k++) {
            Matrix series = Matrix.wrap(others, n, x.row(k));
            assertThat(rotated.row(k)).containsExactly(series.transpose().data());
        }
    }

    @Test
    void theOuterProductRunsFastestOverTheLastList() {
        assertThat(AxisLayout.outer(new double[] {2, 3}, new double[] {5, 7, 11}))
                .containsExactly(10, 14, 22, 15, 21, 33);
        assertThat(AxisLayout.outer()).containsExactly(1);
    }
}
