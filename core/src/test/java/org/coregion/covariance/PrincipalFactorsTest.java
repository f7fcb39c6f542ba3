package org.coregion.covariance;

import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.testing.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PrincipalFactorsTest {
    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /** Outputs that hardly share, or hardly have a part of their own, are among them. */
    @ParameterizedTest
    @MethodSource("seeds")
    void findsTheFactorsThatThereAre(int seed) {
        Draws draws = Draws.seeded(seed);
        int rank = draws.integer(1, 2);
        int size = 3 * rank + draws.integer(1, 4);
        UnitRows form = UnitRows.plusDiagonal(size, rank);
        Matrix walks = draws.gaussian(1, form.parameterCount()).times(0.8 / Math.sqrt(rank));
        Matrix correlations = form.matrix(walks.data());

        PrincipalFactors found = PrincipalFactors.of(correlations, new TrapezoidalFactor(size, rank), new double[size]);

        assertAgrees(
                Products.multiplyTranspose(found.w(), found.w()).plus(1, Matrix.diagonal(found.own())),
                correlations,
                1e-12);
    }
}
