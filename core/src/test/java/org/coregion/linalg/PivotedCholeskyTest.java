package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PivotedCholeskyTest {
    private static final int SIZE = 9;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void theFactorGivesTheMatrixAtItsRank(int rank) {
        Matrix a = Draws.seeded(rank).covariance(SIZE, rank);
        PivotedCholesky factor = of(a, SIZE).orElseThrow();

        assertThat(factor.pivots()).hasSize(rank).doesNotHaveDuplicates();
        assertAgrees(Dense.multiply(factor.upper().transpose(), factor.upper()), a, 1e-14);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void theFactorIsLowerTriangularAtThePivots(int rank) {
        PivotedCholesky factor =
                of(Draws.seeded(rank).covariance(SIZE, rank), SIZE).orElseThrow();

        for (int i = 0; i < rank; i++) {
            int pivot = factor.pivots()[i];
            assertThat(factor.upper().get(i, pivot)).isPositive();
            for (int k = i + 1; k < rank; k++) {
                assertThat(factor.upper().get(k, pivot)).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void atThePivotsItIsTheFactorOfTheMatrixThere(int rank) {
        Matrix a = Draws.seeded(rank).covariance(SIZE, rank);
        PivotedCholesky factor = of(a, SIZE).orElseThrow();

        Matrix lower = factor.atPivots().lower();

        Matrix expected = a.rows(factor.pivots()).transpose().rows(factor.pivots());
        assertAgrees(Dense.multiply(lower, lower.transpose()), expected, 1e-14);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void pivotsDescend(int rank) {
        PivotedCholesky factor =
                of(Draws.seeded(rank).covariance(SIZE, rank), SIZE).orElseThrow();

        for (int i = 1; i < rank; i++) {
            assertThat(factor.upper().get(i, factor.pivots()[i]))
                    .isLessThanOrEqualTo(factor.upper().get(i - 1, factor.pivots()[i - 1]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void aLargerRankThanAllowedIsNoFactor(int rank) {
        Matrix a = Draws.seeded(rank).covariance(SIZE, rank);

        assertThat(of(a, rank)).isPresent();
        assertThat(of(a, rank - 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-1, 1e-3, 1e-6})
    void noElementOfWhatIsLeftExceedsTheShareThatMayBe(double share) {
        double[] scales = new double[SIZE];
        Arrays.setAll(scales, i -> Math.pow(10, -i));
        Matrix a = Draws.seeded(5).covariance(SIZE, SIZE).scaled(scales, scales);

        PivotedCholesky factor =
                PivotedCholesky.of(a.diagonal(), a::row, SIZE, share).orElseThrow();

        Matrix rest = a.plus(-1, Dense.multiply(factor.upper().transpose(), factor.upper()));
        assertThat(factor.pivots().length).isBetween(1, SIZE - 1);
        assertThat(rest.maxAbs()).isLessThanOrEqualTo(share * a.maxAbs());
    }

    private static Optional<PivotedCholesky> of(Matrix a, int largestRank) {
        return PivotedCholesky.of(a.diagonal(), a::row, largestRank);
    }
}
