package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointNormalTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** A box, of which some sides are missing, about the origin; the mean lies anywhere. */
    private record Problem(JointNormal density, double[] lower, double[] upper) {
        static Problem of(int seed) {
            Draws draws = Draws.seeded(seed);
            int k = draws.integer(1, 5);
            double[] lower = draws.uniform(1, k, -1, 0).data();
            double[] upper = draws.uniform(1, k, 0, 1).data();
            for (int i = 0; i < k; i++) {
                lower[i] = draws.uniform(0, 1) < 0.2 ? -INFINITY : lower[i];
                upper[i] = draws.uniform(0, 1) < 0.2 ? INFINITY : upper[i];
            }
            double[] mean = draws.gaussian(1, k).times(2).data();
            // Units side by side.
            double[] unit = IntStream.range(0, k)
                    .mapToDouble(i -> seed % 2 == 0 ? 1 : Math.pow(10, draws.uniform(-6, 6)))
                    .toArray();
            for (int i = 0; i < k; i++) {
                lower[i] *= unit[i];
                upper[i] *= unit[i];
                mean[i] *= unit[i];
            }
            return new Problem(new JointNormal(mean, draws.covariance(k).scaled(unit, unit)), lower, upper);
        }

        /** ½(x − mean)ᵀC⁻¹(x − mean). */
        double distance(double[] x) {
            Matrix away = Matrix.wrap(x.length, 1, x.clone()).plus(-1, column(density.mean()));
            return Dense.inner(away, Dense.multiply(Dense.inverse(density.covariance()), away)) / 2;
        }

        /** The nearest of the points that each choice of bounds leads to and that lie in the box. */
        double[] nearest() {
            int k = lower.length;
            double[] best = new double[0];
            for (int choice = 0; choice < Math.pow(3, k); choice++) {
                double[] x = given(choice);
                boolean isInside = IntStream.range(0, k)
                        .allMatch(i ->
                                x[i] >= lower[i] - 1e-12 * deviation(i) && x[i] <= upper[i] + 1e-12 * deviation(i));
                if (isInside && (best.length == 0 || distance(x) < distance(best))) {
                    best = x;
                }
            }
            return best;
        }

        private double deviation(int i) {
            return Math.sqrt(density.covariance().get(i, i));
        }

        /** The mean given the variables that the ternary digits of {@code choice} hold at a bound; NaN for no bound. */
        private double[] given(int choice) {
            int k = lower.length;
            int[] digits = IntStream.range(0, k)
                    .map(i -> choice / (int) Math.pow(3, i) % 3)
                    .toArray();
            int[] held = IntStream.range(0, k).filter(i -> digits[i] > 0).toArray();
            double[] x = density.mean().clone();
            if (held.length == 0) {
                return x;
            }
            Matrix away = Matrix.zeros(held.length, 1);
            for (int a = 0; a < held.length; a++) {
                double bound = digits[held[a]] == 1 ? lower[held[a]] : upper[held[a]];
                if (Double.isInfinite(bound)) {
                    Arrays.fill(x, Double.NaN);
                    return x;
                }
                away.set(a, 0, bound - x[held[a]]);
            }
            Matrix inner = Dense.reordered(density.covariance(), held, held);
            Matrix cross =
                    Dense.reordered(density.covariance(), IntStream.range(0, k).toArray(), held);
            Matrix moves = Dense.multiply(cross, Dense.multiply(Dense.inverse(inner), away));
            return column(x).plus(1, moves).data();
        }
    }

    private static Matrix column(double[] values) {
        return Matrix.wrap(values.length, 1, values.clone());
    }

    @Test
    void theHighestPointIsTheBestOfAllActiveSets() {
        int atBounds = 0;
        for (int seed = 0; seed < 400; seed++) {
            Problem problem = Problem.of(seed);
            double[] expected = problem.nearest();

            double[] actual =
                    problem.density.within(problem.lower, problem.upper).mean();

            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).as("seed %d", seed).isBetween(problem.lower[i], problem.upper[i]);
                atBounds += actual[i] == problem.lower[i] || actual[i] == problem.upper[i] ? 1 : 0;
                double size = Math.max(problem.deviation(i), Math.abs(expected[i]));
                assertThat(Math.abs(actual[i] - expected[i]))
                        .as("seed %d", seed)
                        .isLessThan(1e-9 * size);
            }
        }
        assertThat(atBounds).isGreaterThan(300);
    }

    @Test
    void theCovarianceIsThatGivenTheVariablesAtBounds() {
        JointNormal density = new JointNormal(
                new double[] {3, 0, 0}, Matrix.wrap(3, 3, new double[] {4, 1, 1, 1, 2, 0.5, 1, 0.5, 3}));

        JointNormal inside = density.within(new double[] {-1, -5, -5}, new double[] {1, 5, 5});

        assertThat(inside.mean()[0]).isEqualTo(1);
        assertAgrees(inside.mean(), new double[] {1, -0.5, -0.5}, 1e-15);
        assertAgrees(
                inside.covariance(), Matrix.wrap(3, 3, new double[] {0, 0, 0, 0, 1.75, 0.25, 0, 0.25, 2.75}), 1e-15);
    }

    @Test
    void aBoxAboutTheMeanChangesNothing() {
        JointNormal density = Problem.of(3).density;
        double[] mean = density.mean();
        double[] lower = Arrays.stream(mean).map(m -> m - 1).toArray();

        JointNormal inside = density.within(lower, mean);

        assertThat(inside.mean()).containsExactly(mean);
        assertAgrees(inside.covariance(), density.covariance(), 0);
    }

    /** C⁻¹ + e eᵀ/variance, to the share of the variable's own variance that is left of it. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-10, 1e-3, 1, 1e3, 1e10})
    void anObservationAddsItsPrecision(double variance) {
        Draws draws = Draws.seeded(5);
        Matrix covariance = draws.covariance(4);
        double[] mean = draws.gaussian(1, 4).data();
        double value = mean[2] + 0.7;
        double own = covariance.get(2, 2);

        JointNormal given = new JointNormal(mean, covariance).given(2, value, variance);

        Matrix precision = Dense.inverse(covariance);
        precision.set(2, 2, precision.get(2, 2) + 1 / variance);
        assertAgrees(given.covariance(), Dense.inverse(precision), 1e-9);
        assertAgrees(given.covariance().get(2, 2), own * variance / (own + variance), 1e-14);
        assertAgrees(given.mean()[2], mean[2] + 0.7 * own / (own + variance), 1e-14);
    }

    @Test
    void extremesAreExactValuesAndNoObservationAtAll() {
        Problem problem = Problem.of(8);
        JointNormal density = problem.density;

        JointNormal known = density.given(0, 0.3, 0);
        JointNormal same = density.given(0, 0.3, INFINITY);

        assertThat(known.mean()[0]).isEqualTo(0.3);
        assertAgrees(known.covariance().row(0), new double[known.mean().length], 0);
        assertThat(same.mean()).containsExactly(density.mean());
        assertAgrees(same.covariance(), density.covariance(), 0);
    }
}
