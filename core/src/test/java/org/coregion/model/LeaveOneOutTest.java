package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Periodic;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.RationalQuadratic;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each row is predicted to be agrees with dropping it and predicting it. */
final class LeaveOneOutTest {
    static Stream<JointGaussian> draws() {
        return Stream.of(
                        ModelDraws.all(),
                        ModelDraws.heterotopic(),
                        Stream.of(
                                repeatedInputs(),
                                ModelDraws.withMissing(repeatedInputs(), 0.3, 0),
                                hardlyAnyNoise(),
                                ModelDraws.withMissing(hardlyAnyNoise(), 0.3, 0)))
                .flatMap(same -> same);
    }

    @ParameterizedTest
    @MethodSource("draws")
    void agreesWithTheDensityOfTheOtherRows(JointGaussian joint) {
        Prediction held = Posterior.of(joint.data(), joint.parameters()).leaveOneOut();
        GpParameters p = joint.parameters();

        assertThat(held.size()).isEqualTo(joint.data().observationCount());
        for (int t = 0; t < held.size(); t++) {
            double[] x = joint.data().inputs().row(t);
            boolean only = !joint.hasOthers(t);
            double[] mean = only ? joint.priorMean(x) : joint.without(t).mean(x);
            Matrix signal = only ? p.coregionalization() : joint.without(t).covariance(x);
            assertRow(held, t, p, mean, signal.plus(joint.data().relativeNoise()[t], p.noise()), 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("draws")
    void everyValueAgreesWithTheDensityOfAllOthers(JointGaussian joint) {
        Prediction held = Posterior.of(joint.data(), joint.parameters()).leaveOneOutEntries();
        GpParameters p = joint.parameters();
        double[] variances = p.coregionalization().plus(1, p.noise()).diagonal();

        assertThat(held.size()).isEqualTo(joint.data().observationCount());
        for (int t = 0; t < held.size(); t++) {
            for (int d = 0; d < variances.length; d++) {
                double[] expected = joint.entry(t, d);
                double size = Math.max(Math.sqrt(variances[d]), Math.abs(expected[0]));
                assertAgrees(new double[] {held.mean()[t][d]}, new double[] {expected[0]}, 1e-9, size);
                assertAgrees(Math.pow(held.standardDeviation()[t][d], 2), expected[1], 1e-9);
                for (int e = 0; e < d; e++) {
                    assertThat(held.covariance(t)[d][e]).isZero();
                }
            }
        }
    }

    /** Without a row, a grid is none, and 999 rows are too few for the state-space engine. */
    static Stream<JointGaussian> structured() {
        Draws draws = Draws.seeded(17);
        return Stream.of(
                ModelDraws.at(ModelDraws.grid(), new SquaredExponential(1, 0.5), draws),
                ModelDraws.at(draws.uniform(100, 1, 0, 8), new SquaredExponential(3), draws),
                ModelDraws.at(draws.uniform(1000, 1, 0, 300), new Matern52(2), draws),
                ModelDraws.withMissing(ModelDraws.at(ModelDraws.grid(), new SquaredExponential(1, 0.5), draws), 0.1, 1),
                ModelDraws.withMissing(
                        ModelDraws.at(draws.uniform(100, 1, 0, 8), new SquaredExponential(3), draws), 0.2, 0),
                ModelDraws.withMissing(ModelDraws.at(draws.uniform(100, 1, 0, 8), new Matern12(3), draws), 0.9, 0));
    }

    @ParameterizedTest
    @MethodSource("structured")
    void agreesWithAnotherEngine(JointGaussian joint) {
        Prediction held = Posterior.of(joint.data(), joint.parameters()).leaveOneOut();

        int t = 17;
        double[][] x = {joint.data().inputs().row(t)};
        Prediction expected =
                Posterior.of(joint.without(t).data(), joint.parameters()).predict(x);
        Matrix covariance = Matrix.copyOf(expected.covariance(0), "covariance");
        assertRow(held, t, joint.parameters(), expected.mean()[0], covariance, 1e-8);
    }

    /** One output hardly has noise and the other has much of it, K regular and singular. */
    static Stream<Arguments> precise() {
        return IntStream.range(0, 6)
                .boxed()
                .flatMap(power -> Stream.of(
                                new Matern32(5), new Matern52(2), new RationalQuadratic(3, 1), new Periodic(7, 0.3))
                        .flatMap(kernel -> Stream.of(5.0, 4.0).map(last -> {
                            Draws draws = Draws.seeded(71);
                            int t = 14;
                            Matrix inputs = Matrix.zeros(t, 1);
                            Arrays.setAll(inputs.data(), i -> i + 0.3 * draws.uniform(0, 1));
                            double noise = Math.pow(100, -power);
                            double shared = power < 4 ? 0.5 * Math.sqrt(noise) : 0;
                            JointGaussian complete = ModelDraws.of(
                                    kernel,
                                    inputs,
                                    draws.gaussian(t, 2),
                                    Matrix.wrap(2, 2, new double[] {1, 2, 2, last}),
                                    Matrix.wrap(2, 2, new double[] {noise, shared, shared, 1}),
                                    draws.gaussian(1, 2));
                            return Arguments.of(ModelDraws.withMissing(complete, 0.3, 0), noise, kernel);
                        })));
    }

    @ParameterizedTest(name = "{2} with noise {1}")
    @MethodSource("precise")
    void keepsItsDigitsWhereThereIsHardlyAnyNoise(JointGaussian joint, double noise, Kernel kernel) {
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        Prediction rows = posterior.leaveOneOut();
        Prediction entries = posterior.leaveOneOutEntries();

        for (int t = 0; t < rows.size(); t++) {
            JointGaussian others = joint.without(t);
            double[] x = joint.data().inputs().row(t);
            Matrix covariance = others.covariance(x).plus(1, joint.parameters().noise());
            assertRow(rows, t, joint.parameters(), others.mean(x), covariance, 1e-9);
            for (int d = 0; d < 2; d++) {
                assertAgrees(Math.pow(entries.standardDeviation()[t][d], 2), joint.entry(t, d)[1], 1e-9);
            }
        }
    }

    /** p(Y) is the product of the rows' densities only if they are independent. */
    @Test
    void withoutSignalItsDensityIsThatOfTheData() {
        Draws draws = Draws.seeded(29);
        JointGaussian joint = ModelDraws.of(
                new Matern52(1),
                draws.uniform(6, 1, 0, 4),
                draws.gaussian(6, 3),
                Matrix.zeros(3, 3),
                draws.covariance(3),
                draws.gaussian(1, 3));
        Prediction held = Posterior.of(joint.data(), joint.parameters()).leaveOneOut();

        double[] densities = held.logDensity(joint.data().outputs().toArray());

        assertAgrees(Arrays.stream(densities).sum(), joint.logDensity(), 1e-12);
    }

    /** Rows 1 and 2 are alike, row 3 is related to none. */
    @Test
    void agreesForAGivenMatrix() {
        double[][] m = {{2, 2, 0}, {2, 2, 0}, {0, 0, 3}};
        double[][] one = {{1}};
        GpParameters parameters = GpParameters.of(Precomputed.of(m), one, one, new double[] {10});

        Prediction held = Posterior.of(MultiOutputData.ofOutputs(new double[][] {{13}, {16}, {9}}), parameters)
                .leaveOneOut();

        assertAgrees(column(held.mean()), new double[] {14, 12, 10}, 1e-14);
        assertAgrees(
                column(held.standardDeviation()),
                new double[] {Math.sqrt(3 - 4 / 3.0), Math.sqrt(3 - 4 / 3.0), 2},
                1e-14);
    }

    /** The relatedness of a row without values still says what they would be. */
    @Test
    void agreesForAGivenMatrixWithValuesMissing() {
        Draws draws = Draws.seeded(61);
        Matrix m = draws.covariance(9);
        double nan = Double.NaN;
        double[][] outputs = draws.gaussian(9, 2).toArray();
        outputs[0] = new double[] {nan, nan};
        outputs[4][1] = nan;
        outputs[7][0] = nan;
        Matrix k = draws.covariance(2, 1);
        Matrix sigma = draws.covariance(2);
        MultiOutputData data = MultiOutputData.ofOutputs(outputs);
        GpParameters parameters =
                GpParameters.of(Precomputed.of(m.toArray()), k.toArray(), sigma.toArray(), new double[] {1, 2});
        JointGaussian joint = new JointGaussian(data, parameters);
        Posterior posterior = Posterior.of(data, parameters);

        Prediction rows = posterior.leaveOneOut();
        Prediction entries = posterior.leaveOneOutEntries();

        assertThat(rows.size()).isEqualTo(9);
        for (int t = 0; t < 9; t++) {
            // The same row, its own values missing too.
            double[][] without = outputs.clone();
            without[t] = new double[] {nan, nan};
            JointGaussian others = new JointGaussian(MultiOutputData.ofOutputs(without), parameters);
            for (int d = 0; d < 2; d++) {
                double[] row = others.entry(t, d);
                double[] entry = joint.entry(t, d);
                assertAgrees(rows.mean()[t][d], row[0], 1e-9);
                assertAgrees(rows.covariance(t)[d][d], row[1], 1e-9);
                assertAgrees(entries.mean()[t][d], entry[0], 1e-9);
                assertAgrees(Math.pow(entries.standardDeviation()[t][d], 2), entry[1], 1e-9);
            }
        }
    }

    /** A covariate beside the relatedness, known where no output is. */
    @Test
    void aGivenMatrixKeepsItsRowsBesideInputs() {
        Draws draws = Draws.seeded(67);
        double[][] m = draws.covariance(6).toArray();
        double[][] x = draws.gaussian(6, 1).toArray();
        double[][] y = {{Double.NaN}, {2}, {1}, {Double.NaN}, {5}, {3}};
        MeanBasis linear = Mean.linear().over(List.of("x1"));
        double[][] coefficients = {{1}, {2}};
        GpParameters parameters =
                GpParameters.of(Precomputed.of(m), new double[][] {{2}}, new double[][] {{1}}, linear, coefficients);
        JointGaussian joint = new JointGaussian(MultiOutputData.of(x, y), parameters);

        Prediction entries = Posterior.of(joint.data(), parameters).leaveOneOutEntries();

        for (int t = 0; t < 6; t++) {
            assertAgrees(entries.mean()[t], new double[] {joint.entry(t, 0)[0]}, 1e-9);
            assertAgrees(entries.covariance(t)[0][0], joint.entry(t, 0)[1], 1e-9);
        }
    }

    @Test
    void threadsMayAskAtTheSameTime() {
        JointGaussian joint = ModelDraws.at(Draws.seeded(4).uniform(1500, 1, 0, 300), new Matern12(2), Draws.seeded(3));
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        double[][] expected = posterior.leaveOneOut().standardDeviation();

        List<double[][]> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> posterior.leaveOneOut().standardDeviation())
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isDeepEqualTo(expected));
    }

    private static void assertRow(
            Prediction held, int t, GpParameters parameters, double[] mean, Matrix covariance, double tolerance) {
        double[] units = Arrays.stream(parameters
                        .coregionalization()
                        .plus(1, parameters.noise())
                        .diagonal())
                .map(Math::sqrt)
                .toArray();
        for (int d = 0; d < units.length; d++) {
            assertAgrees(
                    new double[] {held.mean()[t][d]},
                    new double[] {mean[d]},
                    tolerance,
                    Math.max(units[d], Math.abs(mean[d])));
            for (int e = 0; e < units.length; e++) {
                assertAgrees(
                        new double[] {held.covariance(t)[d][e]},
                        new double[] {covariance.get(d, e)},
                        tolerance,
                        Math.sqrt(covariance.get(d, d) * covariance.get(e, e)));
            }
        }
    }

    private static JointGaussian repeatedInputs() {
        Draws draws = Draws.seeded(41);
        return ModelDraws.of(
                new SquaredExponential(1),
                Matrix.wrap(7, 1, new double[] {0, 1, 0, 2, 1, 0, 5}),
                draws.gaussian(7, 2),
                draws.covariance(2, 1),
                draws.covariance(2),
                draws.gaussian(1, 2));
    }

    private static JointGaussian hardlyAnyNoise() {
        Draws draws = Draws.seeded(43);
        return ModelDraws.of(
                new Matern12(1),
                draws.uniform(7, 1, 0, 5),
                draws.gaussian(7, 2),
                draws.covariance(2),
                Matrix.identity(2).times(1e-6),
                draws.gaussian(1, 2));
    }

    private static double[] column(double[][] values) {
        return Arrays.stream(values).mapToDouble(row -> row[0]).toArray();
    }
}
