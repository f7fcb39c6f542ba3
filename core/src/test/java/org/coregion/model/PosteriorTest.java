package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Agreement.largest;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PosteriorTest {
    static Stream<JointGaussian> draws() {
        return Stream.concat(ModelDraws.all(), ModelDraws.heterotopic());
    }

    @ParameterizedTest
    @MethodSource("draws")
    void theMeanIsTheConditionalMean(JointGaussian joint) {
        double[][] at = newInputs(joint);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        double[][] mean = posterior.predict(at).mean();

        assertThat(posterior.predictNoiseFree(at).mean()).isDeepEqualTo(mean);
        for (int i = 0; i < at.length; i++) {
            assertAgrees(inUnits(mean[i], joint), inUnits(joint.mean(at[i]), joint), 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("draws")
    void theCovarianceIsTheConditionalCovariance(JointGaussian joint) {
        double[][] at = newInputs(joint);
        Prediction noiseFree = Posterior.of(joint.data(), joint.parameters()).predictNoiseFree(at);

        for (int i = 0; i < at.length; i++) {
            assertCovariance(joint, noiseFree.covariance(i), joint.covariance(at[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("draws")
    void aNewObservationAddsItsNoise(JointGaussian joint) {
        double[][] at = newInputs(joint);
        Prediction observed = Posterior.of(joint.data(), joint.parameters()).predict(at);

        assertThat(observed.size()).isEqualTo(at.length);
        for (int i = 0; i < at.length; i++) {
            Matrix expected = joint.covariance(at[i]).plus(1, joint.parameters().noise());
            assertCovariance(joint, observed.covariance(i), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("draws")
    void theStandardDeviationsAreTheRootsOfTheVariances(JointGaussian joint) {
        Prediction prediction = Posterior.of(joint.data(), joint.parameters()).predict(newInputs(joint));

        for (int i = 0; i < prediction.size(); i++) {
            double[] variances =
                    Matrix.copyOf(prediction.covariance(i), "covariance").diagonal();
            assertAgrees(
                    prediction.standardDeviation()[i],
                    Arrays.stream(variances).map(Math::sqrt).toArray(),
                    1e-14);
        }
    }

    @ParameterizedTest
    @MethodSource("draws")
    void atItsOwnRowsItIsThePredictionAtTheirInputs(JointGaussian joint) {
        MultiOutputData data = joint.data();
        Posterior posterior = Posterior.of(data, joint.parameters());
        int[] rows = {data.observationCount() - 1, 0, 0};
        double[][] at = data.inputs().rows(rows).toArray();
        double[] noise = Matrix.diagonal(data.relativeNoise())
                .rows(rows)
                .transpose()
                .rows(rows)
                .diagonal();
        Prediction own = posterior.predictRows(rows);
        Prediction expected = posterior.predict(at, noise);

        assertThat(own.mean()).isDeepEqualTo(expected.mean());
        assertThat(own.standardDeviation()).isDeepEqualTo(expected.standardDeviation());
        assertThat(posterior.predictRowsNoiseFree(rows).standardDeviation())
                .isDeepEqualTo(posterior.predictNoiseFree(at).standardDeviation());
    }

    /** The matrix of a kernel of the inputs in place of it. */
    @ParameterizedTest
    @MethodSource("draws")
    void ofAGivenMatrixItsOwnRowsCanBePredicted(JointGaussian joint) {
        GpParameters p = joint.parameters();
        Matrix inputs = joint.data().inputs();
        GpParameters given = GpParameters.of(
                Precomputed.of(p.kernel().matrix(inputs).toArray()),
                p.coregionalization().toArray(),
                p.noise().toArray(),
                p.meanBasis(),
                p.meanCoefficients().toArray());
        Posterior posterior = Posterior.of(joint.data(), given);
        int[] rows = {inputs.rows() - 1, 0};
        Prediction functions = posterior.predictRowsNoiseFree(rows);
        Prediction observations = posterior.predictRows(rows);

        assertThat(observations.mean()).isDeepEqualTo(functions.mean());
        for (int i = 0; i < rows.length; i++) {
            double[] x = inputs.row(rows[i]);
            Matrix covariance = joint.covariance(x);
            assertAgrees(inUnits(functions.mean()[i], joint), inUnits(joint.mean(x), joint), 1e-9);
            assertCovariance(joint, functions.covariance(i), covariance);
            double noise = joint.data().relativeNoise()[rows[i]];
            assertCovariance(joint, observations.covariance(i), covariance.plus(noise, p.noise()));
        }
    }

    @Test
    void refusesARowThatIsNotThere() {
        JointGaussian joint = ModelDraws.draw(4);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());

        assertThatThrownBy(() -> posterior.predictRows(0, joint.data().observationCount()))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> posterior.predictRowsNoiseFree(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void withoutNoiseItInterpolates() {
        Draws draws = Draws.seeded(3);
        JointGaussian joint = ModelDraws.of(
                new Matern52(0.5),
                draws.uniform(8, 1, 0, 8),
                draws.gaussian(8, 2),
                draws.covariance(2),
                Matrix.identity(2).times(1e-12),
                draws.gaussian(1, 2));
        Prediction prediction = Posterior.of(joint.data(), joint.parameters())
                .predictNoiseFree(joint.data().inputs().toArray());

        assertAgrees(Matrix.copyOf(prediction.mean(), "mean"), joint.data().outputs(), 1e-8);
        for (double[] deviations : prediction.standardDeviation()) {
            assertThat(largest(deviations)).isLessThan(2e-6);
        }
    }

    @Test
    void aVarianceThatIsZeroStaysZeroInSpiteOfRounding() {
        Draws draws = Draws.seeded(5);
        JointGaussian joint = ModelDraws.of(
                new Matern52(2),
                draws.uniform(20, 1, 0, 8),
                draws.gaussian(20, 2),
                draws.covariance(2),
                Matrix.identity(2).times(1e-20),
                Matrix.zeros(1, 2));
        Prediction prediction = Posterior.of(joint.data(), joint.parameters())
                .predictNoiseFree(joint.data().inputs().toArray());

        for (double[] deviations : prediction.standardDeviation()) {
            assertThat(largest(deviations)).isLessThan(1e-5);
        }
    }

    @Test
    void farFromTheDataItIsThePrior() {
        JointGaussian joint = ModelDraws.draw(4);
        double[][] far = new double[1][joint.data().inputCount()];
        far[0][0] = 1e6;
        Prediction prediction = Posterior.of(joint.data(), joint.parameters()).predictNoiseFree(far);

        assertThat(prediction.mean()[0]).containsExactly(joint.parameters().mean());
        assertCovariance(joint, prediction.covariance(0), joint.parameters().coregionalization());
    }

    @Test
    void predictionsAreCopies() {
        JointGaussian joint = ModelDraws.draw(4);
        Prediction prediction = Posterior.of(joint.data(), joint.parameters()).predict(newInputs(joint));
        double before = prediction.mean()[0][0];

        prediction.mean()[0][0] = before + 1;

        assertThat(prediction.mean()[0][0]).isEqualTo(before);
    }

    @Test
    void predictsAtNoInputs() {
        JointGaussian joint = ModelDraws.draw(4);

        assertThat(Posterior.of(joint.data(), joint.parameters())
                        .predict(new double[0][])
                        .size())
                .isZero();
    }

    @Test
    void refusesNewInputsOfAnotherWidth() {
        JointGaussian joint = ModelDraws.draw(4);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());

        assertRefused(
                () -> posterior.predict(new double[1][5]),
                "new inputs",
                "5 columns",
                joint.data().inputNames().toString());
    }

    @Test
    void refusesToPredictFromAGivenMatrix() {
        double[][] one = {{1}};
        Posterior posterior = Posterior.of(
                MultiOutputData.ofOutputs(one), GpParameters.of(Precomputed.of(one), one, one, new double[1]));

        assertRefused(() -> posterior.predict(new double[1][0]), "precomputed kernel matrix", "new inputs");
    }

    @Test
    void refusesDataOfAnotherNumberOfOutputs() {
        JointGaussian joint = ModelDraws.draw(4);
        MultiOutputData wider = MultiOutputData.of(new double[2][1], new double[2][9]);

        assertRefused(
                () -> Posterior.of(wider, joint.parameters()),
                "model has " + joint.parameters().outputCount() + " outputs",
                "data has 9",
                "y9");
    }

    private static double[][] newInputs(JointGaussian joint) {
        int q = joint.data().inputCount();
        double[][] at = Draws.seeded(99).uniform(4, q, -3, 3).toArray();
        at[3] = joint.data().inputs().row(0);
        return at;
    }

    private static void assertCovariance(JointGaussian joint, double[][] actual, Matrix expected) {
        double[] inverse = inverseUnits(joint);
        Matrix scale = joint.parameters()
                .coregionalization()
                .plus(1, joint.parameters().noise())
                .scaled(inverse, inverse);
        assertAgrees(
                Matrix.copyOf(actual, "covariance").scaled(inverse, inverse).data(),
                expected.scaled(inverse, inverse).data(),
                1e-11,
                scale.maxAbs());
    }

    private static double[] inUnits(double[] mean, JointGaussian joint) {
        double[] inverse = inverseUnits(joint);
        return Dense.multiply(Matrix.wrap(1, mean.length, mean), Matrix.diagonal(inverse))
                .data();
    }

    /** One over the standard deviation of the noise, per output. */
    private static double[] inverseUnits(JointGaussian joint) {
        return Arrays.stream(joint.parameters().noise().diagonal())
                .map(variance -> 1 / Math.sqrt(variance))
                .toArray();
    }

    @Test
    void newObservationsMayHaveNoiseOfTheirOwn() {
        JointGaussian joint = ModelDraws.unequalNoise();
        double[][] at = {{0.3}, {1}};
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        Prediction prediction = posterior.predict(at, new double[] {0.1, 7});

        assertThat(prediction.mean()).isDeepEqualTo(posterior.predict(at).mean());
        assertCovariance(
                joint,
                prediction.covariance(0),
                joint.covariance(at[0]).plus(0.1, joint.parameters().noise()));
        assertCovariance(
                joint,
                prediction.covariance(1),
                joint.covariance(at[1]).plus(7, joint.parameters().noise()));
        assertRefused(() -> posterior.predict(at, new double[] {1}), "1 relative noise variances for 2 new inputs");
        assertRefused(() -> posterior.predict(at, new double[] {1, 0}), "row 2 is 0.0");
    }
}
