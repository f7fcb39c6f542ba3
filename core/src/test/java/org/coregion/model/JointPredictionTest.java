package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JointPredictionTest {
    static Stream<JointGaussian> draws() {
        return Stream.concat(ModelDraws.all(), ModelDraws.heterotopic());
    }

    @ParameterizedTest
    @MethodSource("draws")
    void theCovarianceIsThatOfAllNewValuesTogether(JointGaussian joint) {
        Matrix at = newInputs(joint);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        JointPrediction functions = posterior.predictJointlyNoiseFree(at.toArray());
        JointPrediction observations = posterior.predictJointly(at.toArray());

        Matrix expected = joint.covariance(at);
        Matrix noise = Dense.kron(Matrix.identity(at.rows()), joint.parameters().noise());
        assertThat(functions.size()).isEqualTo(at.rows());
        assertThat(functions.mean())
                .isDeepEqualTo(posterior.predictNoiseFree(at.toArray()).mean());
        assertThat(observations.mean()).isDeepEqualTo(functions.mean());
        assertCovariance(joint, functions, expected);
        assertCovariance(joint, observations, expected.plus(1, noise));
    }

    @ParameterizedTest
    @MethodSource("draws")
    void replicatesHaveTheirShareOfTheNoise(JointGaussian joint) {
        Matrix at = newInputs(joint);
        double[] relative = Draws.seeded(7).uniform(1, at.rows(), 0.1, 3).data();
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());

        Matrix noise = Dense.kron(Matrix.diagonal(relative), joint.parameters().noise());
        JointPrediction replicates = posterior.predictJointly(at.toArray(), relative);
        assertCovariance(joint, replicates, joint.covariance(at).plus(1, noise));
        assertRefused(() -> posterior.predictJointly(at.toArray(), new double[0]), "0 relative noise variances");
        double[] negative = relative.clone();
        negative[0] = -1;
        assertRefused(() -> posterior.predictJointly(at.toArray(), negative), "relative noise variance", "-1.0");
    }

    @ParameterizedTest
    @MethodSource("draws")
    void everyValueByItselfIsThatOfThePredictionOfItsInput(JointGaussian joint) {
        double[][] at = newInputs(joint).toArray();
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        JointPrediction together = posterior.predictJointly(at);
        Prediction alone = posterior.predict(at);

        for (int i = 0; i < at.length; i++) {
            double[] deviation = alone.standardDeviation()[i];
            for (int d = 0; d < deviation.length; d++) {
                double size = Math.max(deviation[d], Math.abs(alone.mean()[i][d]));
                assertAgrees(together.standardDeviation()[i][d], deviation[d], 1e-9);
                assertAgrees(
                        new double[] {together.quantile(0.9)[i][d]},
                        new double[] {alone.quantile(0.9)[i][d]},
                        1e-9,
                        size);
            }
        }
        assertRefused(() -> together.quantile(90), "probability of a quantile is 90.0", "0 and 1");
    }

    @ParameterizedTest
    @MethodSource("draws")
    void aSingleOutputHasItsPartOfTheCovariance(JointGaussian joint) {
        double[][] at = newInputs(joint).toArray();
        int d = joint.data().outputCount();
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        Matrix functions = covariance(posterior.predictJointlyNoiseFree(at));
        Matrix observations = covariance(posterior.predictJointly(at));

        for (int output = 0; output < d; output++) {
            int own = output;
            int[] part = IntStream.range(0, at.length).map(i -> i * d + own).toArray();
            double size = Dense.reordered(observations, part, part).maxAbs();
            JointPrediction alone = posterior.predictJointly(at, output);
            double[][] means = posterior.predict(at).mean();
            for (int i = 0; i < at.length; i++) {
                assertThat(alone.mean()[i]).containsExactly(means[i][output]);
            }
            assertAgrees(
                    covariance(alone).data(),
                    Dense.reordered(observations, part, part).data(),
                    1e-10,
                    size);
            assertAgrees(
                    covariance(posterior.predictJointlyNoiseFree(at, output)).data(),
                    Dense.reordered(functions, part, part).data(),
                    1e-10,
                    size);
        }
    }

    /** A grid, a low rank, linear time, and values missing from each of the first two. */
    static Stream<JointGaussian> structured() {
        Draws draws = Draws.seeded(19);
        JointGaussian grid = ModelDraws.at(ModelDraws.grid(), new SquaredExponential(1, 0.5), draws);
        JointGaussian smooth = ModelDraws.at(draws.uniform(120, 1, 0, 8), new SquaredExponential(3), draws);
        return Stream.of(
                grid,
                smooth,
                ModelDraws.at(draws.uniform(1000, 1, 0, 300), new Matern32(3), draws),
                ModelDraws.withMissing(grid, 0.1, 1),
                ModelDraws.withMissing(smooth, 0.1, 0));
    }

    @ParameterizedTest
    @MethodSource("structured")
    void everyEngineAgreesWithTheCovariancesOfSingleInputs(JointGaussian joint) {
        double[][] at =
                Draws.seeded(23).uniform(70, joint.data().inputCount(), 0, 5).toArray();
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        Matrix all = covariance(posterior.predictJointly(at));
        Prediction single = posterior.predict(at);

        assertAgrees(all, all.transpose(), 0);
        for (int i = 0; i < at.length; i++) {
            int[] own = {3 * i, 3 * i + 1, 3 * i + 2};
            assertAgrees(Dense.reordered(all, own, own), Matrix.copyOf(single.covariance(i), "covariance"), 1e-9);
        }
        // Conditioned on the first 69 new values, the last is what more data says of it.
        assertNextIsConditioned(joint, posterior, at, all);
    }

    private static void assertNextIsConditioned(JointGaussian joint, Posterior posterior, double[][] at, Matrix all) {
        int d = 3;
        int known = (at.length - 1) * d;
        int[] first = IntStream.range(0, known).toArray();
        int[] last = IntStream.range(known, known + d).toArray();
        Matrix gain =
                Dense.multiply(Dense.reordered(all, last, first), Dense.inverse(Dense.reordered(all, first, first)));
        Matrix expected =
                Dense.reordered(all, last, last).plus(-1, Dense.multiply(gain, Dense.reordered(all, first, last)));
        double[][] means = posterior.predict(at).mean();
        Matrix inputs = MatheronSampler.stacked(
                joint.data().inputs(), Matrix.copyOf(Arrays.copyOf(at, at.length - 1), "inputs"));
        Matrix outputs = MatheronSampler.stacked(
                joint.data().outputs(), Matrix.copyOf(Arrays.copyOf(means, at.length - 1), "outputs"));
        Posterior more = Posterior.of(MultiOutputData.of(inputs.toArray(), outputs.toArray()), joint.parameters());

        double[][] next = {at[at.length - 1]};
        assertAgrees(Matrix.copyOf(more.predict(next).covariance(0), "covariance"), expected, 1e-8);
    }

    @Test
    void refusesWhatDoesNotFitInTheHeap() {
        JointNeed need = new JointNeed(100, 4);
        long most = need.most();

        need.require(most);
        assertThat(need.bytes(2 * most)).isGreaterThan(3 * need.bytes(most));
        assertRefused(() -> need.require(most + 1), "4 outputs at " + (most + 1) + " new inputs", "GB", "for " + most);
        assertThat(new JointNeed(100, 1).most()).isGreaterThan(most);
        JointGaussian joint = ModelDraws.unequalNoise();
        int tooMany = Math.toIntExact(new JointNeed(joint.data().observationCount(), 3).most() + 1);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        assertRefused(() -> posterior.predictJointly(new double[tooMany][1]), "3 outputs at " + tooMany);
    }

    @Test
    void refusesWhatItCannotPredict() {
        JointGaussian joint = ModelDraws.draw(4);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        double[][] at = newInputs(joint).toArray();
        double[][] one = {{1}};
        Posterior given = Posterior.of(
                MultiOutputData.ofOutputs(one), GpParameters.of(Precomputed.of(one), one, one, new double[1]));

        assertThat(posterior.predictJointly(new double[0][]).covariance()).isEmpty();
        assertRefused(() -> posterior.predictJointly(new double[1][5]), "new inputs", "5 columns");
        assertRefused(() -> given.predictJointly(new double[1][0]), "precomputed kernel matrix", "new inputs");
        assertThatThrownBy(() -> posterior.predictJointly(at, 9)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Three new inputs, then one of the data and the first again. */
    private static Matrix newInputs(JointGaussian joint) {
        Matrix at = Draws.seeded(99).uniform(5, joint.data().inputCount(), -3, 3);
        for (int q = 0; q < at.columns(); q++) {
            at.set(3, q, joint.data().inputs().get(0, q));
            at.set(4, q, at.get(0, q));
        }
        return at;
    }

    private static Matrix covariance(JointPrediction prediction) {
        return Matrix.copyOf(prediction.covariance(), "covariance");
    }

    /** In the units of the noise. */
    private static void assertCovariance(JointGaussian joint, JointPrediction actual, Matrix expected) {
        double[] noise = joint.parameters().noise().diagonal();
        double[] inverse = new double[expected.rows()];
        Arrays.setAll(inverse, i -> 1 / Math.sqrt(noise[i % noise.length]));
        double[] units = Arrays.copyOf(inverse, noise.length);
        double size = joint.parameters()
                .coregionalization()
                .plus(1, joint.parameters().noise())
                .scaled(units, units)
                .maxAbs();
        assertAgrees(
                covariance(actual).scaled(inverse, inverse).data(),
                expected.scaled(inverse, inverse).data(),
                1e-11,
                size);
    }
}
