package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.coregion.ParameterLimits;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.coregion.model.Mean;
import org.coregion.prior.Lkj;
import org.coregion.prior.Normal;
import org.coregion.prior.Prior;
import org.coregion.testing.CentralDifferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CovarianceFitTest {
    private static final double[][] K = {{1.2, 0.4, -0.3}, {0.4, 0.8, 0.1}, {-0.3, 0.1, 0.6}};
    private static final double[][] SIGMA = {{0.3, 0.05, 0}, {0.05, 0.2, 0.02}, {0, 0.02, 0.5}};
    private static final double[] FLOOR = {1e-8, 1e-8, 1e-8};
    private static final Kernel KERNEL = new Matern52(2, 5);
    private static final MultiOutputData DATA = new Samples(7).data(12, 3, 2, new Matern52(3), 0.4);

    private record FormChoice(String name, CovarianceForm form, int parameters) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final FormChoice FULL = new FormChoice("full", CovarianceForm.full(), 6);
    private static final FormChoice DIAGONAL = new FormChoice("diagonal", CovarianceForm.diagonal(), 3);
    private static final FormChoice ISOTROPIC = new FormChoice("isotropic", CovarianceForm.isotropic(), 1);
    private static final FormChoice LOW_RANK = new FormChoice("rank 2", CovarianceForm.lowRank(2), 5);
    private static final FormChoice FACTOR =
            new FormChoice("rank 1 and diagonal", CovarianceForm.lowRankPlusDiagonal(1), 6);
    private static final FormChoice LIMITED_ONE = limited("rank 1, two tied", CovarianceForm.lowRank(1), 4);
    private static final FormChoice LIMITED_TWO = limited("rank 2, two tied", CovarianceForm.lowRank(2), 4);
    private static final FormChoice LIMITED_FACTOR =
            limited("rank 1 and diagonal, two tied", CovarianceForm.lowRankPlusDiagonal(1), 5);
    private static final FormChoice FIXED_K = new FormChoice("fixed K", CovarianceForm.fixed(K, "K"), 0);
    private static final FormChoice FIXED_NOISE =
            new FormChoice("fixed noise", CovarianceForm.fixed(SIGMA, "noise"), 0);

    private static FormChoice limited(String name, CovarianceForm form, int parameters) {
        double most = 2;
        ParameterLimits limits =
                new ParameterLimits(new double[] {0, 0.1, 0}, new double[] {most, 3, most}, new int[] {0, 1, 0});
        return new FormChoice(name, form.limited(limits).orElseThrow(), parameters);
    }

    private record Combination(FormChoice k, FormChoice noise, Mean mean) {
        FitProblem problem() {
            double[] one = {1, 1, 1};
            return FitProblem.of(
                    DATA.inputs(),
                    DATA.outputs(),
                    mean.over(DATA.inputNames()).matrix(DATA.inputs()),
                    k.form.standardized(one, new double[3]),
                    noise.form.standardized(one, FLOOR),
                    Samples.plan(KERNEL, DATA));
        }

        CovarianceFit fit() {
            return new CovarianceFit(problem(), KERNEL, new Tally());
        }

        double[] start() {
            return problem()
                    .covarianceTransform()
                    .free(Vectors.concat(
                            problem().coregionalization().parametersOf(Matrix.copyOf(K, "K")),
                            problem().noise().parametersOf(Matrix.copyOf(SIGMA, "noise"))));
        }
    }

    static List<Combination> combinationsWithALine() {
        return combinations().stream()
                .filter(combination -> combination.mean.equals(Mean.linear()))
                .toList();
    }

    static List<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (FormChoice k : List.of(
                FULL, DIAGONAL, ISOTROPIC, LOW_RANK, FACTOR, LIMITED_ONE, LIMITED_TWO, LIMITED_FACTOR, FIXED_K)) {
            for (FormChoice noise : List.of(DIAGONAL, FULL, ISOTROPIC, FACTOR, LIMITED_FACTOR, FIXED_NOISE)) {
                for (Mean mean : List.of(Mean.ZERO, Mean.CONSTANT, Mean.linear())) {
                    all.add(new Combination(k, noise, mean));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void gradientEqualsCentralDifferences(Combination combination) {
        CovarianceFit fit = combination.fit();
        double[] z = combination.start();
        double[] gradient = fit.evaluate(z).gradient();

        assertThat(gradient).hasSize(combination.k.parameters + combination.noise.parameters);
        for (int i = 0; i < z.length; i++) {
            double step = 1e-5 * Math.max(1, Math.abs(z[i]));
            double difference = (valueAt(fit, z, i, step) - valueAt(fit, z, i, -step)) / (2 * step);
            assertThat(gradient[i])
                    .as("parameter %d", i)
                    .isCloseTo(difference, within(1e-6 + 1e-8 * Math.abs(difference)));
        }
    }

    /** Priors enter at K and Σ, whatever their forms. */
    @ParameterizedTest
    @MethodSource("combinations")
    void gradientWithPriorsEqualsCentralDifferences(Combination combination) {
        Optional<Lkj> correlations = combination.k.equals(FULL) ? Optional.of(new Lkj(2.5)) : Optional.empty();
        double[] scale = {2, 1, 0.5};
        Restrictions none = Restrictions.none(3);
        FitProblem problem = combination
                .problem()
                .under(new Restrictions(
                        none.kernel(),
                        none.signal(),
                        none.noise(),
                        new KernelPrior(new TreeMap<>(Map.of(1, Prior.logNormal(0, 1)))),
                        new CovariancePrior(
                                new TreeMap<>(Map.of(0, Prior.gamma(2, 1), 2, Prior.logNormal(1, 0.5))),
                                scale,
                                correlations),
                        new CovariancePrior(
                                new TreeMap<>(Map.of(1, Prior.inverseGamma(2, 1))), scale, Optional.empty()),
                        Optional.empty()));
        CovarianceFit fit = new CovarianceFit(problem, KERNEL, new Tally());
        double[] z = combination.start();

        double[] expected = CentralDifferences.gradient(at -> fit.evaluate(at).value(), z, 1e-4);

        assertAgrees(fit.evaluate(z).gradient(), expected, 1e-7, 10);
        assertThat(fit.evaluate(z).value())
                .isNotEqualTo(combination.fit().evaluate(z).value());
    }

    /** Nine coefficients: one fixed, two tied, one at a bound, one with a prior, and one within bounds. */
    @ParameterizedTest
    @MethodSource("combinationsWithALine")
    void gradientWithAConstrainedMeanEqualsCentralDifferences(Combination combination) {
        double infinity = Double.POSITIVE_INFINITY;
        ParameterLimits limits = new ParameterLimits(
                new double[] {0.3, -infinity, -infinity, 2, -infinity, -9, -infinity, -infinity, -infinity},
                new double[] {0.3, infinity, infinity, 3, infinity, 9, infinity, infinity, infinity},
                new int[] {0, 1, 1, 2, 3, 4, 5, 6, 7});
        ConstrainedMean mean = new ConstrainedMean(
                limits,
                new TreeMap<>(Map.of(2, new Normal(-1, 0.1), 4, new Normal(0.5, 0.2))),
                Matrix.identity(3),
                new double[] {2, 1, 0.5},
                Matrix.zeros(3, 3));
        FitProblem problem = combination.problem().under(Restrictions.none(3).withMean(Optional.of(mean)));
        CovarianceFit fit = new CovarianceFit(problem, KERNEL, new Tally());
        double[] z = combination.start();

        double[] expected = CentralDifferences.gradient(at -> fit.evaluate(at).value(), z, 1e-4);

        assertAgrees(fit.evaluate(z).gradient(), expected, 1e-7, 10);
        assertThat(fit.estimate(z)
                        .constrainedMean()
                        .orElseThrow()
                        .coefficients()
                        .data()[3])
                .isEqualTo(2);
        double[] ofKernel = CentralDifferences.gradient(
                log -> new CovarianceFit(problem, KERNEL.withLogParameters(log), new Tally())
                        .evaluate(z)
                        .value(),
                KERNEL.logParameters(),
                1e-4);
        fit.evaluate(z);
        assertAgrees(fit.kernelGradient(), ofKernel, 1e-7, 10);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void returnsToTheCovariancesItStartedFrom(Combination combination) {
        CovarianceFit fit = combination.fit();
        double[] z = combination.start();

        if (combination.k.equals(FULL) || combination.k.equals(FIXED_K)) {
            assertThat(fit.estimate(z)
                            .coregionalization()
                            .plus(-1, Matrix.copyOf(K, "K"))
                            .maxAbs())
                    .isLessThan(1e-14);
        }
        if (combination.noise.equals(FULL) || combination.noise.equals(FIXED_NOISE)) {
            assertThat(fit.estimate(z)
                            .noise()
                            .plus(-1, Matrix.copyOf(SIGMA, "noise"))
                            .maxAbs())
                    .isLessThan(1e-14);
        }
    }

    @Test
    void isAWallWhereACovarianceOverflows() {
        Combination combination = new Combination(FULL, DIAGONAL, Mean.CONSTANT);
        double[] z = combination.start();
        z[0] = 1e60;

        assertThat(combination.fit().evaluate(z).value()).isNaN();
        z[0] = 1;
        z[z.length - 1] = 1e5;
        assertThat(combination.fit().evaluate(z).value()).isNaN();
    }

    @Test
    void isAWallWhereTheNoiseFloorIsLostInRounding() {
        Combination combination = new Combination(FULL, FULL, Mean.CONSTANT);
        double[] z = combination.start();
        Arrays.fill(z, FULL.parameters, z.length, 0);
        for (int firstOfRow : new int[] {0, 1, 3}) {
            z[FULL.parameters + firstOfRow] = 1e10;
        }

        assertThat(combination.fit().evaluate(z).value()).isNaN();
    }

    /** With K = 0 the gradient in its Cholesky factor vanishes, although the outputs have a signal. */
    @Test
    void leavesASaddleWhereTheFactorOfKIsZero() {
        Combination combination = new Combination(FULL, DIAGONAL, Mean.CONSTANT);
        CovarianceFit fit = combination.fit();
        double[] saddle = combination.start();
        for (int i = 0; i < FULL.parameters; i++) {
            saddle[i] = 0;
        }
        double atSaddle = fit.evaluate(saddle).value();

        Optimum optimum = fit.maximise(
                List.of(saddle), new FitRun(1, FitOptions.withDefaults(), progress -> {}, 3000, new Tally(), 0));

        assertThat(fit.evaluate(saddle).gradient()).startsWith(0, 0, 0, 0, 0, 0);
        assertThat(optimum.objective()).isGreaterThan(atSaddle + 0.1);
        assertThat(optimum.gradientNorm()).isLessThan(1e-6);
    }

    @Test
    void beginsWithTheFirstStartWhereTheObjectiveIsFinite() {
        Combination combination = new Combination(FULL, DIAGONAL, Mean.CONSTANT);
        CovarianceFit fit = combination.fit();
        double[] wall = combination.start();
        wall[0] = 1e60;
        FitRun run = new FitRun(1, FitOptions.withDefaults(), progress -> {}, 3000, new Tally(), 0);

        Optimum alone = combination.fit().maximise(List.of(combination.start()), run);
        Optimum after = fit.maximise(List.of(wall, combination.start(), wall), run);

        assertThat(after.objective()).isEqualTo(alone.objective());
        assertThat(fit.firstFinite(List.of(wall, wall))).isZero();
    }

    @Test
    void computesAPointOnceForAllThatIsAskedOfIt() {
        Combination combination = new Combination(FULL, DIAGONAL, Mean.CONSTANT);
        Tally tally = new Tally();
        CovarianceFit fit = new CovarianceFit(combination.problem(), KERNEL, tally);
        double[] z = combination.start();

        Evaluation first = fit.evaluate(z);
        fit.information(z);
        Estimate estimate = fit.estimate(z);
        Evaluation second = fit.evaluate(z);

        assertThat(tally.evaluations()).isEqualTo(1);
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(second.gradient()).isEqualTo(first.gradient());
        assertThat(estimate.meanCovariance().data())
                .isEqualTo(combination.fit().estimate(z).meanCovariance().data());
    }

    /** What follows an evaluation is of its K and Σ, whatever was asked in between. */
    @Test
    void goesBackToAPointAfterTheInformationOfAnother() {
        Combination combination = new Combination(FULL, DIAGONAL, Mean.CONSTANT);
        CovarianceFit fit = combination.fit();
        double[] z = combination.start();
        double[] other = z.clone();
        other[z.length - 1] += 1;

        fit.evaluate(z);
        fit.information(other);
        Estimate estimate = fit.estimate(z);

        assertThat(estimate.meanCovariance().data())
                .isEqualTo(combination.fit().estimate(z).meanCovariance().data());
    }

    /** Nor is a point known whose neighbour failed. */
    @Test
    void goesBackToAPointAfterAWall() {
        Combination combination = new Combination(FULL, FULL, Mean.CONSTANT);
        CovarianceFit fit = combination.fit();
        double[] z = combination.start();
        double[] wall = z.clone();
        Arrays.fill(wall, FULL.parameters, z.length, 0);
        for (int firstOfRow : new int[] {0, 1, 3}) {
            wall[FULL.parameters + firstOfRow] = 1e10;
        }

        fit.evaluate(z);
        assertThat(fit.evaluate(wall).isFinite()).isFalse();
        Estimate estimate = fit.estimate(z);

        assertThat(estimate.meanCovariance().data())
                .isEqualTo(combination.fit().estimate(z).meanCovariance().data());
    }

    private static double valueAt(CovarianceFit fit, double[] z, int i, double step) {
        double[] moved = z.clone();
        moved[i] += step;
        return fit.evaluate(moved).value();
    }
}
