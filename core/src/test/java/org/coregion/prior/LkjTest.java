package org.coregion.prior;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Agreement.assertAgrees;

import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LkjTest {
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 7.5})
    void theGradientIsTheDerivative(double eta) {
        Lkj lkj = new Lkj(eta);
        Matrix covariance = Draws.seeded(3).covariance(4);

        Matrix expected = CentralDifferences.symmetricGradient(lkj::logDensity, covariance, 1e-3);

        assertAgrees(lkj.gradient(covariance).data(), expected.data(), 1e-8, 10);
    }

    @Test
    void theVariancesDoNotMatter() {
        Lkj lkj = new Lkj(3);
        Matrix covariance = Draws.seeded(3).covariance(4);
        double[] units = {1e-3, 2, 50, 1e4};

        assertAgrees(lkj.logDensity(covariance.scaled(units, units)), lkj.logDensity(covariance), 1e-12);
    }

    /** Over the one correlation of two outputs, by the midpoint rule. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 7.5})
    void theDensityOfTwoOutputsIntegratesToOne(double eta) {
        Lkj lkj = new Lkj(eta);
        double sum = 0;
        int steps = 20000;
        for (int i = 0; i < steps; i++) {
            double r = -1 + (2 * i + 1.0) / steps;
            sum += 2.0 / steps * Math.exp(lkj.logDensity(Matrix.wrap(2, 2, new double[] {1, r, r, 1})));
        }
        assertAgrees(sum, 1, 1e-8);
    }

    /** With η = 1 the density is one over the volume of all 3×3 correlation matrices, π²/2. */
    @Test
    void threeOutputsHaveTheVolumeOfTheElliptope() {
        assertAgrees(new Lkj(1).logDensity(Draws.seeded(1).covariance(3)), -Math.log(Math.PI * Math.PI / 2), 1e-13);
    }

    @Test
    void oneOutputHasNoCorrelations() {
        assertAgrees(new double[] {new Lkj(4).logDensity(Matrix.diagonal(3))}, new double[] {0}, 1e-14, 1);
    }

    @Test
    void refusesASingularCovarianceUnlessAllAreAlike() {
        Matrix singular = Matrix.wrap(2, 2, new double[] {1, 1, 1, 1});

        assertAgrees(new Lkj(1).logDensity(singular), -Math.log(2), 1e-14);
        assertAgrees(new Lkj(1).gradient(singular), Matrix.zeros(2, 2), 0);
        assertThatThrownBy(() -> new Lkj(2).logDensity(singular)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Lkj(2).gradient(singular)).isInstanceOf(InvalidInputException.class);
    }
}
