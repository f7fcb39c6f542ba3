package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FullCovarianceTest extends OutputCovarianceLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(23);
        return Stream.of(
                new Instance("one output", new FullCovariance(0), -0.7),
                new Instance(
                        "any",
                        new FullCovariance(new double[4]),
                        draws.gaussian(1, 10).data()),
                new Instance(
                        "floored",
                        new FullCovariance(0.1, 0.2, 1e-6),
                        draws.gaussian(1, 6).data()),
                new Instance("zero", new FullCovariance(0, 0), 0, 0, 0),
                new Instance("only the floor", new FullCovariance(0.5, 2), 0, 0, 0),
                new Instance("rank one", new FullCovariance(0, 0, 0), 1, -2, 0, 0.3, 0, 0),
                new Instance("rank one, first output without signal", new FullCovariance(0, 0, 0), 0, 1, 0, 2, 0, 0));
    }

    static Stream<Matrix> singular() {
        return IntStream.range(0, 40).mapToObj(seed -> {
            Draws draws = Draws.seeded(seed);
            int size = draws.integer(1, 8);
            return draws.covariance(size, draws.integer(1, size));
        });
    }

    @ParameterizedTest
    @MethodSource("singular")
    void aSingularMatrixHasParameters(Matrix covariance) {
        FullCovariance full = new FullCovariance(new double[covariance.rows()]);

        assertAgrees(full.matrix(full.parametersOf(covariance)), covariance, 1e-12);
    }

    @Test
    void scalesSideBySideKeepTheirAccuracy() {
        double[] units = {1e-6, 1, 1e6};
        double[] inverse = {1e6, 1, 1e-6};
        Matrix covariance = Draws.seeded(4).covariance(3, 2);
        FullCovariance full = new FullCovariance(0, 0, 0);

        Matrix again = full.matrix(full.parametersOf(covariance.scaled(units, units)));

        assertAgrees(again.scaled(inverse, inverse), covariance, 1e-12);
    }

    @Test
    void aCovarianceBelowTheFloorKeepsItsVariances() {
        // Less the floor, [[1e-13, 9e-4], [9e-4, 1]] is indefinite.
        Matrix covariance = Matrix.wrap(2, 2, new double[] {1e-6 + 1e-13, 9e-4, 9e-4, 1});
        FullCovariance full = new FullCovariance(1e-6, 1e-6);

        assertAgrees(full.matrix(full.parametersOf(covariance)).diagonal(), covariance.diagonal(), 1e-12);
    }

    @Test
    void theParametersAreFree() {
        assertThat(new FullCovariance(0.1, 0.1).bounds().lower()).containsOnly(Double.NEGATIVE_INFINITY);
        assertThat(new FullCovariance(0.1, 0.1).bounds().upper()).containsOnly(Double.POSITIVE_INFINITY);
    }

    @Test
    void nothingEscapesWhereEveryDirectionLoses() {
        FullCovariance full = new FullCovariance(0, 0);
        Matrix adjoint = Matrix.diagonal(-5, -7);

        assertThat(full.escape(new double[3], adjoint)).isEmpty();
        assertThat(full.escape(new double[] {1, 0, 0}, adjoint)).isEmpty();
    }

    @Test
    void theEscapeAddsVarianceWhereItGains() {
        FullCovariance full = new FullCovariance(0, 0);

        Matrix escaped =
                full.matrix(full.escape(new double[3], Matrix.diagonal(-5, 7)).orElseThrow());

        assertThat(escaped.get(0, 0)).isZero();
        assertThat(escaped.get(1, 1)).isPositive();
    }
}
