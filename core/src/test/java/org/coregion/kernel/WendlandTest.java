package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class WendlandTest extends StationaryKernelLaws {
    WendlandTest() {
        super(lengthscales -> new Wendland(2, 3, lengthscales), Wendland.ard(2), Wendland.isotropic(2));
    }

    /** q = 2 and D = 3, so j = 4. */
    @Override
    double correlation(double r) {
        return r < 1 ? Math.pow(1 - r, 6) * (35 * r * r + 18 * r + 3) / 3 : 0;
    }

    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(79);
        return Stream.concat(
                super.instances(),
                IntStream.rangeClosed(0, 3)
                        .boxed()
                        .flatMap(q -> IntStream.rangeClosed(1, 4)
                                .mapToObj(d -> new Instance(
                                        new Wendland(q, d, 3.5), draws.uniform(12, Math.min(d, 3), -2, 2)))));
    }

    @Test
    void isMadeForTheDimensionOfTheInputs() {
        Wendland kernel = (Wendland) Wendland.isotropic(1).at(Matrix.zeros(3, 5));

        assertThat(kernel.dimension()).isEqualTo(5);
        assertThat(kernel.expression(List.of("a", "b"))).isEqualTo("wendland(a, b, lengthscale=1.0, q=1, dimension=5)");
    }

    @Test
    void refusesWhatIsNoWendlandKernel() {
        assertRefused(() -> new Wendland(4, 1, 1), "q = 4");
        assertRefused(() -> Wendland.ard(-1), "q = -1");
        assertRefused(() -> Wendland.isotropic(-1), "q = -1");
        assertRefused(() -> new Wendland(1, 0, 1), "0 dimensions");
        assertRefused(() -> new Wendland(1, 2, 1).matrix(Matrix.zeros(2, 3)), "up to 2", "not 3");
    }
}
