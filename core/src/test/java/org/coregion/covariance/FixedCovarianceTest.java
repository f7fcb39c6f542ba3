package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class FixedCovarianceTest extends OutputCovarianceLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(29);
        return Stream.of(
                new Instance("full rank", new FixedCovariance(draws.covariance(3))),
                new Instance("rank one", new FixedCovariance(draws.covariance(3, 1))),
                new Instance("zero", new FixedCovariance(Matrix.zeros(2, 2))));
    }

    @Test
    void staysAsItWasGiven() {
        Matrix given = Matrix.diagonal(1, 2);
        FixedCovariance fixed = new FixedCovariance(given);

        given.set(0, 0, 7);
        fixed.matrix(new double[0]).set(1, 1, 7);

        assertThat(fixed.matrix(new double[0]).diagonal()).containsExactly(1, 2);
    }
}
