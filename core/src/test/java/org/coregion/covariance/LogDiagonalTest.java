package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.Stream;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

final class LogDiagonalTest extends OutputCovarianceLaws {
    @Override
    Stream<Instance> instances() {
        return Stream.of(
                new Instance("one output", new LogDiagonal(0), 0.3),
                new Instance("three outputs", new LogDiagonal(0, 0, 0), -1, 0, 2),
                new Instance("floored", new LogDiagonal(1e-6, 1e-6), Math.log(1e-6), 0.5),
                new Instance("scales side by side", new LogDiagonal(0, 0), Math.log(1e-12), 0),
                new Instance("equal in the user's units", tied(new double[] {1e-3, 7, 2e5}, 0, 0, 0), 0.4),
                new Instance("two of three equal", tied(new double[] {3, 1, 0.2}, 0, 1, 0), 0.4, -1));
    }

    private static LogDiagonal tied(double[] scale, int... group) {
        ParameterLimits none = ParameterLimits.none(scale.length);
        return new LogDiagonal(scale, new double[scale.length], new ParameterLimits(none.lower(), none.upper(), group));
    }

    @Test
    void aSharedVarianceIsEqualInTheUnitsOfTheOutputs() {
        double[] scale = {10, 0.5};

        Matrix inUnits = tied(scale, 0, 0).matrix(new double[] {0.3}).scaled(scale, scale);

        assertAgrees(inUnits.get(0, 0), inUnits.get(1, 1), 1e-14);
    }

    @Test
    void aSharedVarianceIsTheMeanOfThoseGiven() {
        double[] scale = {10, 0.5};
        LogDiagonal shared = tied(scale, 0, 0);

        Matrix covariance = shared.matrix(shared.parametersOf(Matrix.diagonal(0.04, 8)));

        assertAgrees(covariance.scaled(scale, scale).diagonal(), new double[] {3, 3}, 1e-14);
    }

    @Test
    void limitsAreInTheUnitsOfTheOutputsAndReplaceTheFloor() {
        LogDiagonal limited = new LogDiagonal(
                new double[] {10, 0.5},
                new double[] {0.01, 0.01},
                new ParameterLimits(new double[] {0.2, 0}, new double[] {50, 0.25}, new int[] {0, 1}));

        Matrix lowest = limited.matrix(limited.bounds().lower());
        Matrix highest = limited.matrix(limited.bounds().upper());

        assertAgrees(lowest.diagonal(), new double[] {0.002, 0.01}, 1e-14);
        assertAgrees(highest.diagonal(), new double[] {0.5, 1}, 1e-14);
    }

    @Test
    void refusesAnUpperBoundBelowTheFloor() {
        ParameterLimits limits = new ParameterLimits(new double[] {0}, new double[] {0.9}, new int[] {0});

        assertRefused(
                () -> new LogDiagonal(new double[] {10}, new double[] {0.01}, limits), "output 1", "0.9", "floor");
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
