package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitStartTest {
    private static final Kernel KERNEL = new Matern52(1);
    private static final double[] UNIT = {1, 1, 1, 1, 1, 1};

    @Test
    void halvesTheSecondMomentsOfCompleteOutputs() {
        Matrix outputs = Draws.seeded(1).gaussian(40, 6);

        FitStart start = FitStart.halfAndHalf(KERNEL, outputs, UNIT);

        Matrix half = Products.transposeMultiply(outputs, outputs).times(0.5 / 40);
        Matrix unit = Matrix.identity(6).times(0.05);
        assertThat(start.coregionalization().plus(-1, half.plus(1, unit)).maxAbs())
                .isLessThan(1e-14);
        assertThat(start.noise().get(2, 2)).isCloseTo(half.get(2, 2) + 0.05, within(1e-14));
    }

    /** Of few rows for every pair, the moments of the pairs are those of no covariance. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void isACovarianceWhereEachPairHasRowsOfItsOwn(int seed) {
        Draws draws = Draws.seeded(seed);
        Matrix outputs = draws.gaussian(12, 6);
        for (int i = 0; i < outputs.data().length; i++) {
            outputs.data()[i] = draws.uniform(1, 1, 0, 1).get(0, 0) < 0.6 ? Double.NaN : outputs.data()[i];
        }

        FitStart start = FitStart.halfAndHalf(KERNEL, outputs, UNIT);

        Matrix k = start.coregionalization();
        double[] scale = new double[6];
        for (int d = 0; d < 6; d++) {
            scale[d] = 1 / Math.sqrt(k.get(d, d));
        }
        double[] deviations = Cholesky.of(k.scaled(scale, scale), "K").lower().diagonal();
        assertThat(Arrays.stream(deviations).min().orElseThrow()).isGreaterThan(0.05);
        assertThat(start.independent().coregionalization().diagonal()).isEqualTo(k.diagonal());
    }
}
