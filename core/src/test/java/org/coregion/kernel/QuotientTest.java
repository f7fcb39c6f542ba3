package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class QuotientTest extends KernelLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(29);
        Matrix line = draws.uniform(9, 1, -2, 2);
        Matrix plane = draws.uniform(9, 2, -2, 2);
        Kernel se = new SquaredExponential(1.3);
        Kernel both = Product.of(new Matern52(1).on(0), new Matern12(3).on(1));
        return Stream.of(
                new Instance(Quotient.of(se, 0.7), line),
                new Instance(Quotient.of(Quotient.of(se, 3), 0.1), line),
                new Instance(Quotient.of(both, 2), plane),
                new Instance(Quotient.of(Sum.of(both, se), 2), plane),
                new Instance(Quotient.of(Sum.of(both, se).power(2), 2), plane),
                new Instance(Quotient.of(both, 2).power(3), plane),
                new Instance(Product.of(Quotient.of(se, 5), se), line),
                new Instance(Sum.of(Quotient.of(both, 5), se), plane),
                new Instance(Linear.centred().power(3).at(plane), plane),
                new Instance(Product.ofEach(Linear.centred()).at(plane), plane),
                new Instance(Quotient.of(Precomputed.of(draws.covariance(6).toArray()), 3), draws.uniform(6, 1, 0, 1)));
    }

    @Test
    void isTheKernelDividedByTheNumber() {
        Kernel kernel = Quotient.of(new Constant(), 4);

        assertThat(kernel.diagonal(Matrix.zeros(2, 1))).containsExactly(0.25, 0.25);
        assertThat(kernel).hasToString("quotient[constant, 4.0]");
        assertThat(kernel.name()).isEqualTo("quotient");
    }

    @Test
    void refusesADivisorThatIsNotPositive() {
        assertRefused(() -> Quotient.of(new Constant(), 0), "divisor of a kernel");
        assertRefused(() -> KernelExpression.parse("se / 0"), "position 6", "a positive divisor");
        assertRefused(() -> KernelExpression.parse("se / linear"), "position 6", "a divisor");
    }
}
