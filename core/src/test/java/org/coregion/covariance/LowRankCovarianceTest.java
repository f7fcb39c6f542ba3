package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.Test;

final class LowRankCovarianceTest extends OutputCovarianceLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(31);
        return Stream.of(
                new Instance("one column", new LowRankCovariance(3, 1), 0.5, -2, 1),
                new Instance(
                        "two columns",
                        new LowRankCovariance(4, 2),
                        draws.gaussian(1, 7).data()),
                new Instance(
                        "four columns",
                        new LowRankCovariance(6, 4),
                        draws.gaussian(1, 18).data()),
                new Instance("rank below its columns", new LowRankCovariance(3, 2), 1, 2, 0, -1, 0),
                new Instance("first output without signal", new LowRankCovariance(3, 2), 0, 1, 0, 2, 3),
                new Instance("zero", new LowRankCovariance(3, 2), new double[5]));
    }

    /** By a brute-force search: no other W of the same rank is nearer, all variances counting alike. */
    @Test
    void theNearestKeepsTheLeadingEigenpairs() {
        Draws draws = Draws.seeded(5);
        double[] deviations = {0.1, 3, 40, 1};
        Matrix correlations = unitDiagonal(draws.covariance(4));
        LowRankCovariance lowRank = new LowRankCovariance(4, 2);

        Matrix nearest = lowRank.matrix(lowRank.parametersOf(correlations.scaled(deviations, deviations)));

        double[] inverse = Arrays.stream(deviations).map(v -> 1 / v).toArray();
        double[] kept = Jacobi.eigenvalues(nearest.scaled(inverse, inverse));
        double[] all = Jacobi.eigenvalues(correlations);
        assertAgrees(kept, new double[] {0, 0, all[2], all[3]}, 1e-12);
    }

    @Test
    void theEscapeFillsAnEmptyColumnInTheDirectionThatGains() {
        LowRankCovariance lowRank = new LowRankCovariance(3, 2);
        Matrix adjoint = Matrix.diagonal(-5, -7, 2);

        Matrix escaped = lowRank.matrix(
                lowRank.escape(new double[] {1, 1, 0, 0, 0}, adjoint).orElseThrow());

        assertThat(escaped.get(2, 2)).isPositive();
        assertThat(escaped.get(0, 1)).isGreaterThan(0.9);
        assertThat(lowRank.escape(new double[] {1, 1, 0, 0, 0}, Matrix.diagonal(-5, -7, -2)))
                .isEmpty();
    }

    @Test
    void nothingEscapesWhereEveryColumnIsUsed() {
        LowRankCovariance lowRank = new LowRankCovariance(3, 1);

        assertThat(lowRank.escape(new double[] {1, 0, 0}, Matrix.diagonal(0, 5, 5)))
                .isEmpty();
    }

    private static Matrix unitDiagonal(Matrix covariance) {
        double[] inverse =
                Arrays.stream(covariance.diagonal()).map(v -> 1 / Math.sqrt(v)).toArray();
        return covariance.scaled(inverse, inverse);
    }
}
