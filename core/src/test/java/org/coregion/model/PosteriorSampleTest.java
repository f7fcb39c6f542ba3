package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PosteriorSampleTest {
    private static final int COUNT = 10_000;

    /** Standard errors that a sample's moment may be off: at most once in a million. */
    private static final double ERRORS = 5;

    static Stream<JointGaussian> draws() {
        return Stream.concat(ModelDraws.all(), ModelDraws.heterotopic().skip(10));
    }

    @ParameterizedTest
    @MethodSource("draws")
    void theFunctionsHaveTheJointPosteriorsMoments(JointGaussian joint) {
        Matrix at = newInputs(joint);
        double[][][] samples = Posterior.of(joint.data(), joint.parameters()).sampleNoiseFree(at.toArray(), COUNT, 1);

        assertMoments(samples, means(joint, at), joint.covariance(at));
    }

    @ParameterizedTest
    @MethodSource("draws")
    void newObservationsAddNoiseOfTheirOwn(JointGaussian joint) {
        Matrix at = newInputs(joint);
        double[][][] samples = Posterior.of(joint.data(), joint.parameters()).sample(at.toArray(), COUNT, 2);

        Matrix noise = Dense.kron(Matrix.identity(at.rows()), joint.parameters().noise());
        assertMoments(samples, means(joint, at), joint.covariance(at).plus(1, noise));
    }

    /** Rows and new inputs are served by engines of their own: a grid and none, linear time. */
    static Stream<JointGaussian> structured() {
        Draws draws = Draws.seeded(19);
        return Stream.of(
                ModelDraws.at(ModelDraws.grid(), new SquaredExponential(1, 0.5), draws),
                ModelDraws.at(draws.uniform(1200, 1, 0, 300), new Matern32(3), draws));
    }

    @ParameterizedTest
    @MethodSource("structured")
    void theMomentsAreThoseOfThePrediction(JointGaussian joint) {
        int count = 600;
        double[][] at =
                Draws.seeded(23).uniform(10, joint.data().inputCount(), 0, 5).toArray();
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        Prediction prediction = posterior.predictNoiseFree(at);

        double[][][] samples = posterior.sampleNoiseFree(at, count, 3);

        for (int i = 0; i < at.length; i++) {
            int input = i;
            double[][][] there = Arrays.stream(samples)
                    .map(draw -> new double[][] {draw[input]})
                    .toArray(double[][][]::new);
            assertMoments(there, prediction.mean()[i], Matrix.copyOf(prediction.covariance(i), "covariance"));
        }
    }

    @Test
    void withoutNoiseTheFunctionsPassThroughTheData() {
        Draws draws = Draws.seeded(3);
        JointGaussian joint = ModelDraws.of(
                new Matern32(0.5),
                draws.uniform(8, 1, 0, 8),
                draws.gaussian(8, 2),
                draws.covariance(2),
                Matrix.identity(2).times(1e-12),
                draws.gaussian(1, 2));
        Matrix outputs = joint.data().outputs();

        double[][][] samples = Posterior.of(joint.data(), joint.parameters())
                .sampleNoiseFree(joint.data().inputs().toArray(), 70, 1);

        assertThat(List.of(samples))
                .allSatisfy(draw -> assertThat(
                                Matrix.copyOf(draw, "draw").plus(-1, outputs).maxAbs())
                        .isLessThan(1e-5));
    }

    @Test
    void theSameSeedDrawsTheSameWhateverTheThreads() {
        JointGaussian joint = ModelDraws.at(Draws.seeded(4).uniform(200, 1, 0, 50), new Matern32(3), Draws.seeded(3));
        double[][] at = {{1}, {60}};
        Posterior one = Posterior.of(
                joint.data(), joint.parameters(), BackendChoice.of("ejml", 1).backend());
        Posterior three = Posterior.of(
                joint.data(), joint.parameters(), BackendChoice.of("ejml", 3).backend());

        assertThat(three.sample(at, 50, 7)).isDeepEqualTo(one.sample(at, 50, 7));
        assertThat(one.sample(at, 50, 7)[0][0]).isNotEqualTo(one.sample(at, 50, 8)[0][0]);
        assertThat(one.sample(at, 2, 7)[0][0]).isNotEqualTo(one.sample(at, 2, 7)[1][0]);
    }

    /** Less the functions, observations at one input are noise. */
    @Test
    void theSameSeedDrawsTheSameFunctionsWithNoise() {
        JointGaussian joint = ModelDraws.draw(5);
        double[][] at = {joint.data().inputs().row(0)};
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        double[][][] functions = posterior.sampleNoiseFree(at, COUNT, 9);
        double[][][] observations = posterior.sample(at, COUNT, 9);
        int d = joint.data().outputCount();
        for (int i = 0; i < COUNT; i++) {
            for (int k = 0; k < d; k++) {
                observations[i][0][k] -= functions[i][0][k];
            }
        }

        assertMoments(observations, new double[d], joint.parameters().noise());
    }

    @Test
    void replicatesHaveTheirShareOfTheNoise() {
        JointGaussian joint = ModelDraws.draw(5);
        double[][] at = {joint.data().inputs().row(0), joint.data().inputs().row(0)};
        double[] relative = {0.25, 4};
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        double[][][] functions = posterior.sampleNoiseFree(at, 3, 9);
        double[][][] observations = posterior.sample(at, 3, 9);
        double[][][] replicates = posterior.sample(at, relative, 3, 9);

        for (int i = 0; i < 3; i++) {
            for (int t = 0; t < 2; t++) {
                for (int d = 0; d < joint.data().outputCount(); d++) {
                    double noise = observations[i][t][d] - functions[i][t][d];
                    assertThat(replicates[i][t][d] - functions[i][t][d])
                            .isCloseTo(Math.sqrt(relative[t]) * noise, within(1e-12));
                }
            }
        }
        assertRefused(() -> posterior.sample(at, new double[1], 3, 9), "1 relative noise variances", "2 new inputs");
    }

    @Test
    void drawsNothingWhereNothingIsAskedFor() {
        JointGaussian joint = ModelDraws.draw(4);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());

        assertThat(posterior.sample(newInputs(joint).toArray(), 0, 1)).isEmpty();
        assertThat(posterior.sample(new double[0][], 3, 1)).isDeepEqualTo(new double[3][0][]);
    }

    @Test
    void refusesWhatItCannotDraw() {
        JointGaussian joint = ModelDraws.draw(4);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        double[][] one = {{1}};
        Posterior given = Posterior.of(
                MultiOutputData.ofOutputs(one), GpParameters.of(Precomputed.of(one), one, one, new double[1]));

        assertRefused(() -> posterior.sample(newInputs(joint).toArray(), -1, 1), "number of draws", "-1");
        assertRefused(() -> posterior.sample(new double[1][5], 1, 1), "new inputs", "5 columns");
        assertRefused(() -> given.sample(new double[1][0], 1, 1), "precomputed kernel matrix", "new inputs");
    }

    /** Two new inputs, then one of the data. */
    private static Matrix newInputs(JointGaussian joint) {
        Matrix at = Draws.seeded(98).uniform(3, joint.data().inputCount(), -3, 3);
        for (int q = 0; q < at.columns(); q++) {
            at.set(2, q, joint.data().inputs().get(0, q));
        }
        return at;
    }

    private static double[] means(JointGaussian joint, Matrix at) {
        return Arrays.stream(at.toArray())
                .flatMapToDouble(x -> Arrays.stream(joint.mean(x)))
                .toArray();
    }

    /** A mean is off by √(v/n), a covariance by √((v_i v_j + c²)/n); by rounding where they vanish. */
    static void assertMoments(double[][][] samples, double[] means, Matrix covariance) {
        int n = samples.length;
        int size = means.length;
        Matrix deviations = Matrix.zeros(n, size);
        for (int s = 0; s < n; s++) {
            double[] draw =
                    Arrays.stream(samples[s]).flatMapToDouble(Arrays::stream).toArray();
            for (int i = 0; i < size; i++) {
                deviations.set(s, i, draw[i] - means[i]);
            }
        }
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int s = 0; s < n; s++) {
                sum += deviations.get(s, i);
            }
            double variance = covariance.get(i, i);
            double rounding = 1e-9 * (1 + Math.abs(means[i]));
            assertThat(Math.abs(sum / n))
                    .as("mean %d", i)
                    .isLessThanOrEqualTo(ERRORS * Math.sqrt(variance / n) + rounding);
        }
        Matrix moments = Dense.multiply(deviations.transpose(), deviations).times(1.0 / n);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double c = covariance.get(i, j);
                double error = Math.sqrt((covariance.get(i, i) * covariance.get(j, j) + c * c) / n);
                assertThat(Math.abs(moments.get(i, j) - c))
                        .as("covariance %d, %d", i, j)
                        .isLessThanOrEqualTo(ERRORS * error + 1e-12);
            }
        }
    }
}
