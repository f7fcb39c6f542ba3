package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class LowRankPlusDiagonalTest extends OutputCovarianceLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(37);
        return Stream.of(
                new Instance("one column", new LowRankPlusDiagonal(1, 0, 0, 0), 0.5, -2, 1, 0.3, 1, 0.5),
                new Instance(
                        "two columns",
                        new LowRankPlusDiagonal(2, new double[6]),
                        draws.gaussian(1, 17).data()),
                new Instance("floored", new LowRankPlusDiagonal(1, 0.1, 0.2, 1e-6), 1, 1, 1, 0.3, 0, 0.5),
                new Instance(
                        "an output without a part of its own", new LowRankPlusDiagonal(1, 0, 0, 0), 1, 2, 3, 1, 0, 1),
                new Instance("only the diagonal", new LowRankPlusDiagonal(1, 0, 0, 0), 0, 0, 0, 1, 2, 3),
                new Instance("only the floor", new LowRankPlusDiagonal(1, 0.5, 2), new double[4]),
                new Instance("zero", new LowRankPlusDiagonal(1, 0, 0), new double[4]));
    }

    @Test
    void theNearestKeepsTheVariances() {
        Matrix covariance = Draws.seeded(3).covariance(5);
        LowRankPlusDiagonal form = new LowRankPlusDiagonal(1, new double[5]);

        assertAgrees(form.matrix(form.parametersOf(covariance)).diagonal(), covariance.diagonal(), 1e-9);
    }

    /** A root of 0 and an empty column are stationary, whatever the adjoint. */
    @Test
    void theEscapeLeavesWhatGainsNothing() {
        LowRankPlusDiagonal form = new LowRankPlusDiagonal(1, 0, 0);
        double[] saddle = {0, 0, 1, 0};

        double[] escaped = form.escape(saddle, Matrix.diagonal(-1, 4)).orElseThrow();

        assertThat(form.pullback(saddle, Matrix.diagonal(0, 4))).containsOnly(0);
        assertThat(escaped[2]).isEqualTo(1);
        assertThat(escaped[3]).isPositive();
        assertThat(form.matrix(escaped).get(0, 0)).isEqualTo(1);
        assertThat(form.escape(saddle, Matrix.diagonal(0, -4))).isEmpty();
    }
}
