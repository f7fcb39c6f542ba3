package org.coregion.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** W diagonalises noise and coregionalization at once, for any rank of K and any units. */
final class OutputSpectrumTest {
    record Pair(Matrix k, Matrix sigma) {
        OutputSpectrum spectrum() {
            return OutputSpectrum.of(k, sigma);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theNoiseBecomesTheIdentity(int seed) {
        Pair pair = draw(seed);
        Matrix w = pair.spectrum().whitening();

        assertAgrees(congruent(pair.sigma, w), Matrix.identity(w.rows()), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theCoregionalizationBecomesDiagonal(int seed) {
        Pair pair = draw(seed);
        OutputSpectrum spectrum = pair.spectrum();

        assertAgrees(congruent(pair.k, spectrum.whitening()), Matrix.diagonal(spectrum.delta()), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unwhiteningUndoesWhitening(int seed) {
        Pair pair = draw(seed);
        OutputSpectrum spectrum = pair.spectrum();
        Matrix y = Draws.seeded(seed).gaussian(4, pair.k.rows());

        assertAgrees(spectrum.unwhiten(Dense.multiply(y, spectrum.whitening())), y, 1e-9);
        assertAgrees(
                congruent(Matrix.identity(pair.k.rows()), spectrum.unwhitening().transpose()), pair.sigma, 1e-12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDeterminantIsThatOfTheNoise(int seed) {
        Pair pair = draw(seed);

        assertThat(pair.spectrum().logDeterminantOfNoise()).isCloseTo(Dense.logDeterminant(pair.sigma), within(1e-10));
    }

    /** R⁻¹KR⁻ᵀ is then the difference of numbers 1e8 times its size. */
    @ParameterizedTest
    @MethodSource("seeds")
    void takesANearlySingularNoise(int seed) {
        Matrix a = Draws.seeded(seed).gaussian(3, 1);
        Matrix aligned = Dense.multiply(a, a.transpose());
        Pair pair = new Pair(aligned.times(0.8), aligned.plus(1e-9, Matrix.identity(3)));

        double[] delta = pair.spectrum().delta();

        assertThat(delta[0]).isCloseTo(0.8, within(1e-5));
        assertThat(delta[1]).isCloseTo(0, within(1e-5));
        assertThat(delta[2]).isCloseTo(0, within(1e-5));
    }

    @Test
    void refusesAnIndefiniteCoregionalization() {
        Matrix k = Matrix.wrap(2, 2, new double[] {1, 2, 2, 1});

        assertThatThrownBy(() -> OutputSpectrum.of(k, Matrix.diagonal(1e-6, 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("relative to the noise is not positive semidefinite");
    }

    private static Pair draw(int seed) {
        Draws draws = Draws.seeded(seed);
        int d = draws.integer(1, 6);
        double[] units = new double[d];
        for (int i = 0; i < d; i++) {
            units[i] = Math.pow(10, draws.integer(-3, 3));
        }
        Matrix k = draws.covariance(d, draws.integer(1, d));
        return new Pair(k.scaled(units, units), draws.covariance(d).scaled(units, units));
    }

    /** WᵀAW. */
    private static Matrix congruent(Matrix a, Matrix w) {
        return Dense.multiply(w.transpose(), Dense.multiply(a, w));
    }
}
