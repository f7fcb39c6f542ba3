package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kernel that starts from the inputs has m(x, x) = 1 on average over them: the variances are those of K. */
final class UnitVarianceTest {
    private static final List<String> NAMES = List.of("a", "b");

    private final Matrix inputs = Draws.seeded(83).uniform(40, 2, 1, 7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "se",
                "matern12",
                "matern32",
                "matern52(isotropic)",
                "rq",
                "wendland",
                "periodic(a)",
                "cosine(b)",
                "constant",
                "linear",
                "polynomial(degree=3)",
                "linear(a)^2",
                "linear(a) * linear(b)",
                "(linear(a) + se(b))^2",
                "polynomial(a, degree=2)^3 * se(b) * linear",
                "linear(a)^2 * linear(b)",
                "0.3 * linear(a) * linear(b) + 0.2 * linear(a)^2 + se",
                "(linear(a) * linear(b))^2 + linear(a, centre=2)^3",
                "se(a) * matern12(b)",
                "(0.1 * se(a) + 0.2 * matern12(b) + 0.7 * rq)^3"
            })
    void isOneOnAverage(String expression) {
        KernelStart start = KernelExpression.parse(expression);
        for (KernelStart each : List.of(start, start.shortened(3))) {
            Kernel kernel = each.at(inputs, NAMES);
            String written = kernel.expression(NAMES);
            Kernel again = KernelExpression.parse(written).requireComplete().at(Matrix.zeros(1, 2), NAMES);

            assertThat(average(kernel)).isCloseTo(1, within(1e-12));
            assertThat(again.matrix(inputs).data())
                    .containsExactly(kernel.matrix(inputs).data());
            assertThat(again.expression(NAMES)).isEqualTo(written);
        }
    }

    @Test
    void isOneOnAverageForCombinationsOfStarts() {
        List<KernelStart> starts = List.of(
                Linear.centred().power(2),
                Product.ofEach(Linear.centred()),
                Product.of(Linear.centred().on("b"), Polynomial.centred(3)),
                Sum.of(Linear.centred().on(0).power(3), Matern52.ard()));

        for (KernelStart start : starts) {
            assertThat(average(start.at(inputs, NAMES))).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void aKernelOfUnitVarianceIsNotDivided() {
        assertThat(KernelExpression.parse("(0.1 * se(a) + 0.2 * se(b) + 0.7 * se)^3")
                        .at(inputs, NAMES)
                        .name())
                .isEqualTo("power");
        assertThat(KernelExpression.parse("linear(a) * se(b)").at(inputs, NAMES).name())
                .isEqualTo("product");
        assertThat(Linear.centred().power(2).at(Matrix.zeros(3, 1)).name()).isEqualTo("power");
    }

    /** Their numbers say what they are, other inputs or not. */
    @Test
    void givenKernelsAreTakenAsTheyAre() {
        Kernel linear = new Linear(new double[] {0}, new double[] {1}).on(0);
        String text = "linear(a, centre=0, scale=1)^2";

        assertThat(linear.power(2).at(inputs, NAMES)).hasToString("power[" + linear + ", 2]");
        assertThat(Product.of(linear, linear).at(inputs, NAMES).name()).isEqualTo("product");
        assertThat(KernelExpression.parse(text).at(inputs, NAMES).diagonal(inputs)[0])
                .isCloseTo(Math.pow(inputs.get(0, 0), 4), within(1e-12));
    }

    private double average(Kernel kernel) {
        return Arrays.stream(kernel.diagonal(inputs)).average().orElseThrow();
    }
}
