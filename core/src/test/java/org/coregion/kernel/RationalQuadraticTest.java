package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class RationalQuadraticTest extends StationaryKernelLaws {
    private static final double ALPHA = 1.7;

    RationalQuadraticTest() {
        super(
                lengthscales -> new RationalQuadratic(ALPHA, lengthscales),
                RationalQuadratic.ard(),
                RationalQuadratic.isotropic());
    }

    @Override
    double correlation(double r) {
        return Math.pow(1 + r * r / (2 * ALPHA), -ALPHA);
    }

    @Override
    Stream<Instance> instances() {
        Matrix inputs = Draws.seeded(73).uniform(9, 2, -2, 2);
        return Stream.concat(
                super.instances(),
                DoubleStream.of(0.01, 0.3, 30, 1e3)
                        .mapToObj(a -> new Instance(new RationalQuadratic(a, 1, 2), inputs)));
    }

    @Test
    void ofALargeAlphaIsTheSquaredExponential() {
        Matrix inputs = Draws.seeded(73).uniform(9, 2, -2, 2);

        assertAgrees(
                new RationalQuadratic(1e9, 1, 2).matrix(inputs), new SquaredExponential(1, 2).matrix(inputs), 1e-7);
    }

    @Test
    void alphaIsAParameterBesideTheLengthscales() {
        Matrix inputs = Matrix.wrap(2, 1, new double[] {0, 4});
        RationalQuadratic kernel = new RationalQuadratic(3, 2);

        assertThat(kernel.alpha()).isEqualTo(3);
        assertThat(kernel.parameterNames(List.of("x"))).containsExactly("lengthscale", "alpha");
        assertThat(kernel.logBounds(inputs).upper()[1]).isCloseTo(Math.log(1e5), within(1e-14));
        assertThat(RationalQuadratic.ard().at(inputs)).hasToString("rq[1.0][2.0]");
        assertRefused(() -> new RationalQuadratic(0, 1), "alpha", "0.0");
    }
}
