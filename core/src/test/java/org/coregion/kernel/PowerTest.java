package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class PowerTest extends KernelLaws {
    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(67);
        Kernel sum = Sum.of(new double[] {1, 2}, new Matern12(0.7), new Cosine(8));
        return Stream.of(
                new Instance(new Matern32(0.7, 2).power(2), draws.uniform(9, 2, -2, 2)),
                new Instance(new SquaredExponential(0.7, 2).power(3), draws.uniform(9, 2, -2, 2)),
                new Instance(sum.power(3).power(2), draws.uniform(9, 1, -2, 2)),
                new Instance(Product.of(sum, sum).power(2), draws.uniform(9, 1, -2, 2)),
                new Instance(
                        Sum.of(Precomputed.of(draws.covariance(6).toArray()), new Matern52(1))
                                .power(2),
                        draws.uniform(6, 1, 0, 1)));
    }

    @Test
    void isTheProductOfEqualFactors() {
        Matrix x = Draws.seeded(3).uniform(7, 1, 0, 3);
        Kernel wave = new Cosine(2);

        assertAgrees(wave.power(3).matrix(x), Product.of(wave, wave, wave).matrix(x), 1e-15);
        assertThat(wave.power(1)).isSameAs(wave);
        assertThat(wave.power(3)).hasToString("power[cosine[2.0], 3]");
    }

    @Test
    void aStartIsRaisedWhereItStarts() {
        Matrix inputs = Matrix.wrap(2, 1, new double[] {0, 4});

        assertThat(Matern12.ard().power(2).at(inputs)).hasToString("power[matern12[2.0], 2]");
        assertThat(Matern12.ard().power(2).shortened(4).at(inputs)).hasToString("power[matern12[0.5], 2]");
        assertThat(new Matern12(1).power(2).scaledLengthscales(4)).hasToString("power[matern12[4.0], 2]");
    }

    @Test
    void refusesWhatIsNoPower() {
        assertRefused(() -> new Matern12(1).power(0), "power of 0");
        assertRefused(() -> Matern12.ard().power(-1), "power of -1");
        assertRefused(() -> new Matern12(1, 2).power(2).at(Matrix.zeros(2, 1)), "2 lengthscales");
    }
}
