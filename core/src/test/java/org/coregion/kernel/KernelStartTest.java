package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of a start is read back to one that starts at the same kernel, to the last bit. */
final class KernelStartTest {
    private static final List<String> NAMES = List.of("x", "y, \"z\"", "isotropic");

    private final Matrix inputs = Matrix.wrap(3, 3, new double[] {0, 1, 2, 10, 4.3, 8, 0.1, -1, 1e-3});

    static Stream<KernelStart> starts() {
        return Stream.of(
                SquaredExponential.ard(),
                Matern12.isotropic(),
                Matern32.ard().on("isotropic", "x"),
                Matern52.isotropic().on(1),
                RationalQuadratic.ard(),
                RationalQuadratic.isotropic().on(0, 2),
                Wendland.ard(2).on(2),
                Wendland.isotropic(0),
                Periodic.fromInputs().on("x"),
                Cosine.fromInputs().on("y, \"z\""),
                Linear.centred(),
                Polynomial.centred(3).on("x"),
                new Constant(),
                new Matern52(0.1, 1 / 3.0, 7),
                new RationalQuadratic(0.3, 2).on(1),
                Matern32.ard().power(2),
                Matern32.isotropic().on("x").power(2).power(3),
                Sum.of(Matern32.ard(), SquaredExponential.isotropic(), Linear.centred()),
                Sum.of(new double[] {0.1, 3}, Matern32.ard(), Sum.of(Matern12.ard(), new Constant())),
                Sum.of(new double[] {7}, Matern32.ard()),
                Product.of(Matern32.ard().on("x"), Periodic.fromInputs().on("isotropic")),
                Product.of(Product.of(Matern12.ard(), Matern32.ard()), Sum.of(Matern12.ard(), Matern32.ard()))
                        .power(2),
                Sum.of(Matern12.ard(), Matern32.ard()).on("x", "isotropic"),
                Linear.centred().power(2),
                Product.of(Linear.centred(), Linear.centred().on("x").power(2)),
                KernelExpression.parse("linear^2 / 3"),
                KernelExpression.parse("linear(x) * linear / 0.3 + (se + linear) / 2"),
                Product.ofEach(Matern52.ard()),
                Product.ofEach(Sum.of(Matern52.ard(), Matern12.ard())),
                KernelExpression.parse(
                        "matern32(x) * periodic(\"isotropic\", period=12) + 0.5 * linear(centre=[1, 2, 3])"),
                KernelExpression.parse("polynomial(degree=2, scale=[1, 2, 3], moments=[1, 2])"),
                KernelExpression.parse("wendland(x, lengthscale=2, q=0)^2 + wendland(isotropic)"),
                Product.of(KernelExpression.parse("se + matern12"), KernelExpression.parse("rq(\"x\", alpha=0.3)"))
                        .on("y, \"z\"", "x"));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void isReadBackFromItsText(KernelStart start) {
        Kernel kernel = start.at(inputs, NAMES);
        String text = start.expression(NAMES);

        KernelStart back = KernelExpression.parse(text);

        assertThat(back.at(inputs, NAMES)).as(text).hasToString(kernel.toString());
        assertThat(back.at(inputs, NAMES).logParameters()).isEqualTo(kernel.logParameters());
        assertThat(back.shortened(3).at(inputs, NAMES).logParameters())
                .isEqualTo(start.shortened(3).at(inputs, NAMES).logParameters());
        assertThat(back.expression(NAMES)).isEqualTo(text);
    }

    @Test
    void whatNoExpressionCanNameHasNoText() {
        KernelStart own = (inputs, names) -> new Matern52(1);

        assertRefused(() -> own.expression(NAMES), "Java of its own");
        assertRefused(() -> Sum.of(Matern52.ard(), own).expression(NAMES), "Java of its own");
        assertRefused(() -> Matern52.ard().shortened(2).expression(NAMES), "Java of its own");
        assertRefused(() -> Precomputed.of(new double[][] {{1}}).power(2).expression(NAMES), "precomputed[1×1]");
        assertRefused(() -> new Own(1).expression(NAMES), "own[1.0]");
        assertRefused(() -> StationaryKernel.ardStart(Own::new).expression(NAMES), "own[1.0]");
    }

    /** A family of an application's own. */
    private static final class Own extends StationaryKernel {
        Own(double... lengthscales) {
            super(lengthscales);
        }

        @Override
        public String name() {
            return "own";
        }

        @Override
        protected double profile(double r2) {
            return Math.exp(-r2);
        }

        @Override
        protected double profileDerivative(double r2) {
            return -Math.exp(-r2);
        }

        @Override
        protected Own withLengthscales(double... lengthscales) {
            return new Own(lengthscales);
        }
    }
}
