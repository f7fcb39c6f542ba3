package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BatchesTest {
    /** More than two batches. */
    private static final int N = 1100;

    @Test
    void everyInputIsTreatedOnce() {
        for (int count : new int[] {0, 1, 4, 5, 8, 9}) {
            List<Integer> treated = Collections.synchronizedList(new ArrayList<>());
            new Batches(4, 3).forEach(count, (from, to) -> {
                assertThat(to - from).isBetween(1, 4);
                for (int i = from; i < to; i++) {
                    treated.add(i);
                }
            });
            assertThat(treated).hasSize(count).doesNotHaveDuplicates();
        }
    }

    /** A full basis, a grid, a low rank, linear time, and outputs missing. */
    static Stream<JointGaussian> structured() {
        Draws draws = Draws.seeded(71);
        JointGaussian rough = ModelDraws.at(draws.uniform(40, 2, 0, 8), new Matern32(1), draws);
        return Stream.of(
                rough,
                ModelDraws.at(ModelDraws.grid(), new SquaredExponential(1, 0.5), draws),
                ModelDraws.at(draws.uniform(120, 1, 0, 8), new SquaredExponential(3), draws),
                ModelDraws.at(draws.uniform(1000, 1, 0, 300), new Matern32(3), draws),
                ModelDraws.withMissing(rough, 0.05, 0),
                ModelDraws.withMissing(rough, 0.9, 0));
    }

    @ParameterizedTest
    @MethodSource("structured")
    void predictionsDoNotDependOnTheThreadsOrTheBatch(JointGaussian joint) {
        double[][] at =
                Draws.seeded(5).uniform(N, joint.data().inputCount(), 0, 8).toArray();
        assertIndependent(posterior(joint, 1), posterior(joint, 4), at);
        assertIndependent(
                posterior(joint, 1).withMeanUncertainty(), posterior(joint, 4).withMeanUncertainty(), at);
    }

    private static void assertIndependent(Posterior ofOne, Posterior ofFour, double[][] at) {
        Prediction one = ofOne.predict(at);
        Prediction four = ofFour.predict(at);

        assertThat(four.mean()).isDeepEqualTo(one.mean());
        assertThat(four.standardDeviation()).isDeepEqualTo(one.standardDeviation());
        for (int i : new int[] {0, 511, 512, 1023, 1024, N - 1}) {
            Prediction alone = ofOne.predict(new double[][] {at[i]});
            assertAgrees(alone.mean()[0], one.mean()[i], 1e-11);
            assertAgrees(
                    Matrix.copyOf(alone.covariance(0), "covariance"),
                    Matrix.copyOf(one.covariance(i), "covariance"),
                    1e-11);
        }
    }

    @ParameterizedTest
    @MethodSource("structured")
    void threadsMayAskAtTheSameTime(JointGaussian joint) {
        double[][] at =
                Draws.seeded(5).uniform(20, joint.data().inputCount(), 0, 8).toArray();
        Posterior posterior = posterior(joint, 2);
        double[][] expected = posterior.predict(at).standardDeviation();

        assertThat(Stream.generate(() -> posterior)
                        .limit(8)
                        .parallel()
                        .map(same -> same.predict(at).standardDeviation())
                        .toList())
                .allSatisfy(answer -> assertThat(answer).isDeepEqualTo(expected));
    }

    /** Rows without any output are places, and no observations. */
    @Test
    void rowsWithoutOutputsDoNotMatter() {
        JointGaussian joint = ModelDraws.at(Draws.seeded(3).uniform(6, 1, 0, 5), new Matern32(1), Draws.seeded(4));
        double nan = Double.NaN;
        Matrix inputs = MatheronSampler.stacked(
                Matrix.wrap(1, 1, new double[] {2.5}), joint.data().inputs());
        Matrix outputs = MatheronSampler.stacked(
                Matrix.wrap(1, 3, new double[] {nan, nan, nan}), joint.data().outputs());
        MultiOutputData longer = MultiOutputData.of(inputs.toArray(), outputs.toArray())
                .withRelativeNoise(new double[] {3, 1, 1, 1, 1, 1, 1});
        double[][] at = {{2.5}};
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        Posterior ofLonger = Posterior.of(longer, joint.parameters());

        assertThat(ofLonger.predict(at).mean())
                .isDeepEqualTo(posterior.predict(at).mean());
        assertThat(ofLonger.sample(at, 3, 1)).isDeepEqualTo(posterior.sample(at, 3, 1));
        Prediction held = ofLonger.leaveOneOut();
        assertThat(held.size()).isEqualTo(7);
        assertThat(held.covariance(0))
                .isDeepEqualTo(posterior.predict(at, new double[] {3}).covariance(0));
        assertThat(held.covariance(3)).isDeepEqualTo(posterior.leaveOneOut().covariance(2));
        assertThat(held.logDensity(longer.outputs().toArray())[0]).isZero();
    }

    private static Posterior posterior(JointGaussian joint, int threads) {
        return Posterior.of(
                joint.data(),
                joint.parameters(),
                BackendChoice.of("ejml", threads).backend());
    }
}
