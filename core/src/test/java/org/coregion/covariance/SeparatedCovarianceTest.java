package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.Stream;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class SeparatedCovarianceTest extends OutputCovarianceLaws {
    private static final double[] ONES = {1, 1, 1};

    private static OutputCovariance form(ParameterLimits limits, double... scale) {
        return CovarianceForm.full().limited(limits).orElseThrow().standardized(scale, new double[scale.length]);
    }

    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(29);
        ParameterLimits tied = new ParameterLimits(
                new double[3],
                new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY},
                new int[] {0, 1, 0});
        return Stream.of(
                new Instance("one output", form(ParameterLimits.none(1), 2), 0.3),
                new Instance(
                        "any",
                        form(ParameterLimits.none(3), ONES),
                        draws.gaussian(1, 6).data()),
                new Instance(
                        "in other units",
                        form(ParameterLimits.none(3), 1e3, 1, 1e-2),
                        draws.gaussian(1, 6).data()),
                new Instance(
                        "two tied", form(tied, 2, 1, 0.5), draws.gaussian(1, 5).data()),
                new Instance("nearly singular", form(ParameterLimits.none(2), 1, 1), 0.1, -0.2, 100));
    }

    @Test
    void aDefiniteMatrixHasParameters() {
        OutputCovariance separated = form(ParameterLimits.none(3), ONES);
        Matrix covariance = Draws.seeded(3).covariance(3);

        assertAgrees(separated.matrix(separated.parametersOf(covariance)), covariance, 1e-12);
    }

    @Test
    void aSingularMatrixComesNear() {
        OutputCovariance separated = form(ParameterLimits.none(2), 1, 1);
        Matrix singular = Matrix.wrap(2, 2, new double[] {1, 2, 2, 4});

        assertAgrees(separated.matrix(separated.parametersOf(singular)), singular, 1e-7);
        assertThat(separated
                        .matrix(separated.parametersOf(Matrix.diagonal(1, 0)))
                        .isFinite())
                .isTrue();
    }

    @Test
    void limitsHoldInTheUsersUnits() {
        ParameterLimits limits = new ParameterLimits(
                new double[] {8, 0, 50}, new double[] {8, 1, Double.POSITIVE_INFINITY}, new int[] {0, 1, 2});
        double[] scale = {2, 1, 5};
        OutputCovariance separated = form(limits, scale);

        Matrix nearest = separated
                .matrix(separated.parametersOf(Draws.seeded(6).covariance(3)))
                .scaled(scale, scale);

        assertThat(nearest.get(0, 0)).isCloseTo(8, within(1e-12));
        assertThat(nearest.get(1, 1)).isLessThanOrEqualTo(1 + 1e-12);
        assertThat(nearest.get(2, 2)).isGreaterThanOrEqualTo(50 - 1e-10);
    }
}
