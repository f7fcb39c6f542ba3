package org.coregion.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.coregion.testing.CentralDifferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PriorTest {
    private record Case(Prior prior, double mode) {}

    static List<Case> priors() {
        return List.of(
                new Case(Prior.logNormal(0, 1), Math.exp(-1)),
                new Case(Prior.logNormal(2, 0.3), Math.exp(1.91)),
                new Case(Prior.gamma(3, 0.5), 4),
                new Case(Prior.gamma(1, 2), 0),
                new Case(Prior.inverseGamma(2, 1), 1.0 / 3),
                new Case(Prior.inverseGamma(0.5, 6), 4));
    }

    @ParameterizedTest
    @MethodSource("priors")
    void theSlopeIsTheDerivative(Case of) {
        for (double value : new double[] {0.2, 1, 7}) {
            double[] expected = CentralDifferences.gradient(x -> of.prior.logDensity(x[0]), new double[] {value}, 1e-3);

            assertAgrees(new double[] {of.prior.slope(value)}, expected, 1e-8);
        }
    }

    @Test
    void theNormalPriorIsThatOfAnySign() {
        Prior prior = Prior.normal(-2, 0.5);
        double sum = 0;
        for (double value = -8; value < 4; value += 0.01) {
            sum += 0.01 * Math.exp(prior.logDensity(value));
            double[] expected = CentralDifferences.gradient(x -> prior.logDensity(x[0]), new double[] {value}, 1e-3);
            assertAgrees(new double[] {prior.slope(value)}, expected, 1e-8, 1);
        }

        assertAgrees(sum, 1, 1e-9);
        assertAgrees(prior.slope(-2), 0, 0);
    }

    /** In u = log θ, by the trapezoidal rule: ∫ p(e^u) e^u du = 1. */
    @ParameterizedTest
    @MethodSource("priors")
    void theDensityIntegratesToOne(Case of) {
        double sum = 0;
        double step = 0.01;
        for (double u = -40; u < 90; u += step) {
            sum += step * Math.exp(of.prior.logDensity(Math.exp(u)) + u);
        }
        assertAgrees(sum, 1, 1e-9);
    }

    @ParameterizedTest
    @MethodSource("priors")
    void theModeIsThatOfTheNaturalParameter(Case of) {
        double beyond = Math.max(1e-9, of.mode * (1 + 1e-6));
        assertThat(of.prior.slope(beyond)).isNegative();
        if (of.mode > 0) {
            assertThat(of.prior.slope(of.mode * (1 - 1e-6))).isPositive();
        }
    }

    @Test
    void zeroIsImpossibleOrAnEdge() {
        assertThat(Prior.logNormal(0, 1).logDensity(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Prior.inverseGamma(2, 1).logDensity(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Prior.gamma(2, 1).logDensity(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertAgrees(Prior.gamma(1, 2).logDensity(0), Math.log(2), 1e-14);
    }

    @Test
    void refusesWhatIsNoDensityOrHasNoMaximum() {
        assertRefused(() -> Prior.logNormal(Double.NaN, 1), "mean", "NaN");
        assertRefused(() -> Prior.logNormal(0, -1), "standard deviation", "-1.0");
        assertRefused(() -> Prior.gamma(0.9, 1), "shape", "0.9", "at least 1");
        assertRefused(() -> Prior.gamma(2, 0), "rate", "0.0");
        assertRefused(() -> Prior.inverseGamma(0, 1), "shape", "0.0");
        assertRefused(() -> Prior.inverseGamma(1, Double.POSITIVE_INFINITY), "scale", "Infinity");
        assertRefused(() -> Prior.normal(Double.NaN, 1), "mean", "NaN");
        assertRefused(() -> Prior.normal(-3, 0), "standard deviation", "0.0");
        assertRefused(() -> new Lkj(0.5), "concentration", "0.5");
    }

    @Test
    void theLogarithmOfTheGammaFunctionIsExact() {
        double factorial = 1;
        for (int n = 1; n < 30; n++) {
            assertThat(Math.abs(LogGamma.of(n) - Math.log(factorial))).isLessThan(1e-13 * Math.max(1, LogGamma.of(n)));
            factorial *= n;
        }
        assertAgrees(LogGamma.of(0.5), Math.log(Math.PI) / 2, 1e-14);
    }
}
