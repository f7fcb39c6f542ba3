package org.coregion.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
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
