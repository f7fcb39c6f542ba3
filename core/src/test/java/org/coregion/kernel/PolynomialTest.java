package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PolynomialTest extends KernelLaws {
    private static final double[] ONE = {1};

    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(103);
        return IntStream.of(1, 2, 3, 5)
                .boxed()
                .flatMap(degree -> Stream.of(1, 3)
                        .map(q -> draws.uniform(9, q, 10, 14))
                        .map(inputs -> new Instance(Polynomial.centred(degree).at(inputs), inputs)));
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theMeanOfTheDiagonalIsOneOverItsOwnInputsAtEveryOffset(Instance instance) {
        for (double offset : new double[] {1e-3, 1, 20}) {
            Kernel kernel = instance.kernel().withLogParameters(new double[] {Math.log(offset)});

            assertThat(Arrays.stream(kernel.diagonal(instance.inputs()))
                            .average()
                            .orElseThrow())
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void theValueIsThatOfTheLiterature() {
        Polynomial kernel = new Polynomial(3, 0.5, new double[] {1}, new double[] {2}, new double[] {1, 2, 7});
        Matrix x = Matrix.wrap(1, 1, new double[] {2});
        Matrix y = Matrix.wrap(1, 1, new double[] {7});
        double scale = Math.pow(0.5, 3) + 3 * 0.25 * 1 + 3 * 0.5 * 2 + 7;

        assertThat(kernel.crossMatrix(x, y).get(0, 0)).isCloseTo(Math.pow(0.5 + 0.5 * 3, 3) / scale, within(1e-15));
        assertThat(kernel.degree()).isEqualTo(3);
        assertThat(kernel.offset()).isEqualTo(0.5);
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        assertRefused(() -> Polynomial.centred(0), "degree", "0");
        assertRefused(() -> Polynomial.centred(21), "degree", "21");
        assertRefused(() -> new Polynomial(1, -1, ONE, ONE, ONE), "offset", "-1.0");
        assertRefused(() -> new Polynomial(2, 1, ONE, ONE, ONE), "moments [1.0]", "2 numbers");
        assertRefused(() -> new Polynomial(1, 1, ONE, ONE, new double[] {-1}), "moments [-1.0]");
    }
}
