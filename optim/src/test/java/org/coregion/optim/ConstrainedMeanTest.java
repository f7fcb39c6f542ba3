package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Matrix;
import org.coregion.prior.Normal;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

class ConstrainedMeanTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Three functions of two outputs in units far apart, and a quadratic. */
    private static final class Problem {
        final ParameterLimits limits;
        final SortedMap<Integer, Normal> priors = new TreeMap<>();
        final double[] unit = {1e-3, 50};
        final Matrix toBasis;
        final Matrix origin;
        final Matrix estimate;
        final Matrix precision;
        final ConstrainedMean mean;

        Problem(int seed, boolean isConstrained) {
            Draws draws = Draws.seeded(seed);
            toBasis = draws.gaussian(3, 3).plus(3, Matrix.identity(3));
            origin = draws.gaussian(3, 2).scaledColumns(unit);
            estimate = draws.gaussian(3, 2);
            precision = draws.covariance(6);
            double[] lower = new double[6];
            double[] upper = new double[6];
            Arrays.fill(lower, -INFINITY);
            Arrays.fill(upper, INFINITY);
            int[] group = IntStream.range(0, 6).toArray();
            if (isConstrained) {
                for (int i = 0; i < 6; i++) {
                    double centre = draws.uniform(-1, 1) * unit[i % 2];
                    switch (draws.integer(0, 4)) {
                        case 0 -> lower[i] = upper[i] = centre;
                        case 1 -> lower[i] = centre;
                        case 2 -> upper[i] = centre;
                        case 3 -> priors.put(i, new Normal(centre, draws.uniform(0.01, 2) * unit[i % 2]));
                        default -> {}
                    }
                }
                // Two of them tied, with the bounds of the first and both priors, unless it is fixed.
                lower[4] = lower[2];
                upper[4] = upper[2];
                group = new int[] {0, 1, 2, 3, 2, 4};
                if (lower[2] == upper[2]) {
                    priors.remove(4);
                }
            }
            limits = new ParameterLimits(lower, upper, group);
            mean = new ConstrainedMean(limits, priors, toBasis, unit, origin);
        }

        /** c at β. */
        Matrix ofBasis(double[] beta) {
            double[] inverse = Arrays.stream(unit).map(u -> 1 / u).toArray();
            Matrix away = Matrix.wrap(3, 2, beta.clone()).plus(-1, origin);
            return Dense.multiply(toBasis, away).scaledColumns(inverse);
        }

        /** Log likelihood and priors of β per unit of the outputs. */
        double height(double[] perUnit) {
            double[] beta = new double[6];
            Arrays.setAll(beta, i -> perUnit[i] * unit[i % 2]);
            Matrix away = Dense.rowsStacked(ofBasis(beta).plus(-1, estimate));
            return -Dense.inner(away, Dense.multiply(precision, away)) / 2 + mean.logPrior(Matrix.wrap(3, 2, beta));
        }
    }

    /** The conditions of Karush, Kuhn and Tucker, which a concave function fulfils at its maximum alone. */
    @Test
    void theBestCoefficientsMeetAllDemandsAndNoneCanImprove() {
        int atBounds = 0;
        for (int seed = 0; seed < 300; seed++) {
            Problem problem = new Problem(seed, true);
            MeanOptimum best = problem.mean.best(problem.estimate, problem.precision);
            double[] beta = best.coefficients().data();
            double[] perUnit = new double[6];
            Arrays.setAll(perUnit, i -> beta[i] / problem.unit[i % 2]);
            double[] slopes = CentralDifferences.gradient(problem::height, perUnit, 1e-3);
            double[] ofGroup = new double[problem.limits.groupCount()];
            for (int i = 0; i < 6; i++) {
                ofGroup[problem.limits.group()[i]] += slopes[i];
            }

            assertAgrees(best.ofBasis(), problem.ofBasis(beta), 1e-11);
            assertThat(beta[4]).isEqualTo(beta[2]);
            for (int i = 0; i < 6; i++) {
                double slope = ofGroup[problem.limits.group()[i]];
                double lower = problem.limits.lower()[i];
                double upper = problem.limits.upper()[i];
                assertThat(beta[i]).isBetween(lower, upper);
                if (lower < upper) {
                    double pull = beta[i] == lower ? Math.max(0, slope) : Math.abs(slope);
                    pull = beta[i] == upper ? Math.max(0, -slope) : pull;
                    assertThat(pull).as("seed %d, coefficient %d", seed, i).isLessThan(1e-5);
                    boolean isHeld = beta[i] == lower || beta[i] == upper;
                    assertThat(best.covariance().get(i, i) == 0).isEqualTo(isHeld);
                    atBounds += isHeld ? 1 : 0;
                } else {
                    assertThat(best.covariance().row(i)).containsOnly(0);
                }
            }
        }
        assertThat(atBounds).isGreaterThan(100);
    }

    @Test
    void withoutDemandsTheyAreThoseOfLeastSquares() {
        Problem problem = new Problem(1, false);

        MeanOptimum best = problem.mean.best(problem.estimate, problem.precision);

        assertAgrees(best.ofBasis(), problem.estimate, 1e-12);
        double[] perUnit = new double[6];
        Arrays.setAll(perUnit, i -> 1 / problem.unit[i % 2]);
        Matrix map = Dense.kron(problem.toBasis, Matrix.identity(2));
        Matrix precision = Dense.multiply(Dense.multiply(map.transpose(), problem.precision), map);
        assertAgrees(best.covariance().scaled(perUnit, perUnit), Dense.inverse(precision), 1e-9);
        assertThat(problem.mean.count()).isEqualTo(6);
    }

    @Test
    void anotherBasisOfTheSameFunctionsGivesTheSameCoefficients() {
        for (int seed = 0; seed < 20; seed++) {
            Problem problem = new Problem(seed, true);
            Matrix change = Draws.seeded(seed + 1000).gaussian(3, 3).plus(4, Matrix.identity(3));
            Matrix whole = Dense.kron(change, Matrix.identity(2));
            // N = WᵀN′W in the other basis, where c′ = Wc.
            Matrix other = Draws.seeded(seed + 2000).covariance(6);
            Matrix precision = Dense.multiply(Dense.multiply(whole.transpose(), other), whole);
            Matrix moved = Dense.multiply(change, problem.estimate);

            MeanOptimum expected = problem.mean.best(problem.estimate, precision);
            MeanOptimum actual = problem.mean.inBasis(change).best(moved, other);

            double[] perUnit = {1 / problem.unit[0], 1 / problem.unit[1]};
            assertAgrees(
                    actual.coefficients().scaledColumns(perUnit),
                    expected.coefficients().scaledColumns(perUnit),
                    1e-8);
        }
    }

    @Test
    void tiedCoefficientsCountOnceAndFixedOnesNot() {
        ParameterLimits limits = new ParameterLimits(
                new double[] {2, -INFINITY, -INFINITY, 0},
                new double[] {2, INFINITY, INFINITY, 1},
                new int[] {0, 1, 1, 2});
        ConstrainedMean mean = new ConstrainedMean(
                limits, new TreeMap<>(), Matrix.identity(2), new double[] {1, 1}, Matrix.zeros(2, 2));

        assertThat(mean.count()).isEqualTo(2);
    }

    @Test
    void allCoefficientsMayBeFixed() {
        double[] values = {2, -1, 0, 5};
        ConstrainedMean mean = new ConstrainedMean(
                new ParameterLimits(values, values, new int[] {0, 1, 2, 3}),
                new TreeMap<>(),
                Matrix.identity(2),
                new double[] {1, 2},
                Matrix.zeros(2, 2));

        MeanOptimum best = mean.best(Matrix.zeros(2, 2), Matrix.identity(4));

        assertThat(best.coefficients().data()).containsExactly(values);
        assertThat(best.ofBasis().data()).containsExactly(2, -0.5, 0, 2.5);
        assertThat(best.covariance().data()).containsOnly(0);
        assertThat(mean.count()).isZero();
    }
}
