package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
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

    /** A[:, S]·A[S, S]⁻¹·A[S, :]. */
    @Test
    void throughGivenRowsItIsWhatTheyDetermine() {
        Matrix a = Draws.seeded(3).covariance(SIZE, SIZE);
        int[] rows = {7, 1, 4};

        PivotedCholesky factor = PivotedCholesky.through(rows, a.rows(rows), new EjmlBackend(1));

        Matrix among = a.rows(rows).transpose().rows(rows);
        Matrix expected = Dense.multiply(
                a.rows(rows).transpose(),
                Cholesky.of(among, "matrix of the rows").solve(a.rows(rows)));
        assertThat(factor.pivots()).containsExactlyInAnyOrder(rows);
        assertAgrees(Dense.multiply(factor.upper().transpose(), factor.upper()), expected, 1e-13);
        assertAgrees(
                Dense.multiply(
                        factor.atPivots().lower(), factor.atPivots().lower().transpose()),
                a.rows(factor.pivots()).transpose().rows(factor.pivots()),
                1e-13);
    }

    @Test
    void ofRowsThatDependOnOthersOnlySomeArePivots() {
        Matrix a = Draws.seeded(3).covariance(SIZE, 2);
        int[] rows = {0, 3, 5, 8};

        PivotedCholesky factor = PivotedCholesky.through(rows, a.rows(rows), new EjmlBackend(1));

        assertThat(Arrays.stream(factor.pivots()).boxed()).hasSize(2).isSubsetOf(0, 3, 5, 8);
        assertAgrees(Dense.multiply(factor.upper().transpose(), factor.upper()), a, 1e-12);
    }

    private static Optional<PivotedCholesky> of(Matrix a, int largestRank) {
        return PivotedCholesky.of(a.diagonal(), a::row, largestRank);
    }
}
