package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

final class LogDiagonalTest extends OutputCovarianceLaws {
    @Override
    Stream<Instance> instances() {
        return Stream.of(
                new Instance("one output", new LogDiagonal(0), 0.3),
                new Instance("three outputs", new LogDiagonal(0, 0, 0), -1, 0, 2),
                new Instance("floored", new LogDiagonal(1e-6, 1e-6), Math.log(1e-6), 0.5),
                new Instance("scales side by side", new LogDiagonal(0, 0), Math.log(1e-12), 0));
    }

    @Test
    void theParametersAreLogarithmsOfVariances() {
        assertAgrees(
                new LogDiagonal(0, 0).matrix(new double[] {Math.log(4), Math.log(0.25)}),
                Matrix.diagonal(4, 0.25),
                1e-15);
    }

    @Test
    void aVarianceBelowTheFloorStartsAtTheFloor() {
        Matrix covariance = Matrix.wrap(2, 2, new double[] {0, 0.5, 0.5, 2});

        assertThat(new LogDiagonal(0.01, 0.01).parametersOf(covariance)).containsExactly(Math.log(0.01), Math.log(2));
    }

    @Test
    void theFloorIsTheLowerBound() {
        LogDiagonal covariance = new LogDiagonal(0.01, 0);

        assertThat(covariance.bounds().lower()).containsExactly(Math.log(0.01), Double.NEGATIVE_INFINITY);
        assertThat(covariance.bounds().upper()).containsOnly(Double.POSITIVE_INFINITY);
    }
}
