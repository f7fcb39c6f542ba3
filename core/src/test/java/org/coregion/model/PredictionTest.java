package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PredictionTest {
    private static final int N = 3;

    static Stream<JointGaussian> draws() {
        return Stream.concat(ModelDraws.all(), ModelDraws.heterotopic());
    }

    @ParameterizedTest
    @MethodSource("draws")
    void aQuantileIsSoManyStandardDeviationsFromTheMean(JointGaussian joint) {
        Prediction prediction = prediction(joint);
        Matrix mean = Matrix.copyOf(prediction.mean(), "mean");
        Matrix deviation = Matrix.copyOf(prediction.standardDeviation(), "deviation");

        assertThat(prediction.quantile(0.5)).isDeepEqualTo(prediction.mean());
        assertQuantile(prediction.quantile(0.975), mean.plus(1.959963984540054, deviation));
        assertQuantile(prediction.quantile(0.05), mean.plus(-1.644853626951473, deviation));
    }

    @ParameterizedTest
    @MethodSource("draws")
    void theLogDensityIsThatOfTheMultivariateNormal(JointGaussian joint) {
        Prediction prediction = prediction(joint);
        Matrix outputs = outputs(joint);
        double[] expected = new double[N];
        for (int i = 0; i < N; i++) {
            Matrix covariance = Matrix.copyOf(prediction.covariance(i), "covariance");
            Matrix error = Matrix.wrap(1, outputs.columns(), outputs.row(i))
                    .plus(-1, Matrix.wrap(1, outputs.columns(), prediction.mean()[i]));
            double squares = Dense.inner(Dense.multiply(error, Dense.inverse(covariance)), error);
            expected[i] =
                    -0.5 * (squares + Dense.logDeterminant(covariance) + outputs.columns() * Math.log(2 * Math.PI));
        }

        assertAgrees(prediction.logDensity(outputs.toArray()), expected, 1e-9);
    }

    @ParameterizedTest
    @MethodSource("draws")
    void residualsCountStandardDeviations(JointGaussian joint) {
        Prediction prediction = prediction(joint);

        for (double[] row : prediction.standardizedResiduals(prediction.quantile(0.975))) {
            for (double residual : row) {
                assertAgrees(residual, 1.959963984540054, 1e-12);
            }
        }
    }

    @Test
    void refusesTheDensityOfFunctions() {
        JointGaussian joint = ModelDraws.draw(4);
        Prediction noiseFree = Posterior.of(joint.data(), joint.parameters()).predictNoiseFree(new double[0][]);

        assertRefused(() -> noiseFree.logDensity(new double[0][]), "without noise", "density");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 97.5, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesProbabilitiesThatAreNone(double probability) {
        Prediction prediction = prediction(ModelDraws.draw(4));

        assertRefused(() -> prediction.quantile(probability), "probability", Double.toString(probability));
    }

    @Test
    void refusesOutputsOfAnotherShape() {
        Prediction prediction = prediction(ModelDraws.draw(4));
        int d = prediction.mean()[0].length;

        assertRefused(() -> prediction.logDensity(new double[N][d + 1]), N + "×" + (d + 1), N + "×" + d);
        assertRefused(() -> prediction.standardizedResiduals(new double[N - 1][d]), N - 1 + "×" + d, N + "×" + d);
        assertRefused(() -> prediction.logDensity(new double[0][]), "0×" + d, N + "×" + d);
    }

    @ParameterizedTest
    @MethodSource("draws")
    void theDensityOfSomeOutputsIsThatOfTheirOwn(JointGaussian joint) {
        Prediction prediction = prediction(joint);
        Matrix outputs = someMissing(joint);
        double[] densities = prediction.logDensity(outputs.toArray());
        double[][] residuals = prediction.standardizedResiduals(outputs.toArray());

        for (int i = 0; i < N; i++) {
            int[] known = known(outputs.row(i));
            Matrix covariance = Dense.reordered(Matrix.copyOf(prediction.covariance(i), "covariance"), known, known);
            Matrix error = residual(prediction, outputs, i, known);
            double squares = Dense.inner(Dense.multiply(Dense.inverse(covariance), error), error);
            double expected =
                    -0.5 * (squares + Dense.logDeterminant(covariance) + known.length * Math.log(2 * Math.PI));
            assertAgrees(densities[i], expected, 1e-9);
            for (int d = 0; d < outputs.columns(); d++) {
                assertThat(Double.isNaN(residuals[i][d])).isEqualTo(Double.isNaN(outputs.get(i, d)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("draws")
    void givenSomeOutputsTheOthersAreConditioned(JointGaussian joint) {
        Prediction prediction = prediction(joint);
        Matrix outputs = someMissing(joint);
        int d = outputs.columns();

        Prediction given = prediction.given(outputs.toArray());

        for (int i = 0; i < N; i++) {
            Matrix covariance = Matrix.copyOf(prediction.covariance(i), "covariance");
            int[] known = known(outputs.row(i));
            int[] all = IntStream.range(0, d).toArray();
            Matrix gain = Dense.multiply(
                    Dense.reordered(covariance, all, known), Dense.inverse(Dense.reordered(covariance, known, known)));
            Matrix mean = Matrix.wrap(d, 1, prediction.mean()[i])
                    .plus(1, Dense.multiply(gain, residual(prediction, outputs, i, known)));
            Matrix expected = covariance.plus(-1, Dense.multiply(gain, Dense.reordered(covariance, known, all)));
            for (int a = 0; a < d; a++) {
                double size = Math.sqrt(covariance.get(a, a));
                assertAgrees(
                        new double[] {given.mean()[i][a]},
                        new double[] {mean.get(a, 0)},
                        1e-9,
                        Math.max(size, Math.abs(mean.get(a, 0))));
                if (!Double.isNaN(outputs.get(i, a))) {
                    assertThat(given.mean()[i][a]).isEqualTo(outputs.get(i, a));
                    assertThat(given.standardDeviation()[i][a]).isZero();
                }
                for (int b = 0; b < d; b++) {
                    assertAgrees(
                            new double[] {given.covariance(i)[a][b]},
                            new double[] {expected.get(a, b)},
                            1e-9,
                            size * Math.sqrt(covariance.get(b, b)));
                }
            }
        }
    }

    /** p(a, b) = p(a)·p(b | a), and what is given first is given. */
    @Test
    void densitiesAreTheProductsOfTheirConditionals() {
        JointGaussian joint = ModelDraws.withMissing(ModelDraws.unequalNoise(), 0.3, 0);
        Prediction prediction = prediction(joint);
        double[][] outputs = outputs(joint).toArray();
        double[][] first = new double[N][];
        double[][] rest = new double[N][];
        double[][] second = new double[N][];
        for (int i = 0; i < N; i++) {
            first[i] = new double[] {outputs[i][0], Double.NaN, Double.NaN};
            second[i] = new double[] {Double.NaN, outputs[i][1], Double.NaN};
            rest[i] = new double[] {Double.NaN, Double.NaN, outputs[i][2]};
        }
        Prediction afterFirst = prediction.given(first);
        Prediction afterSecond = afterFirst.given(second);

        double[] all = prediction.logDensity(outputs);

        for (int i = 0; i < N; i++) {
            double sum = prediction.logDensity(first)[i]
                    + afterFirst.logDensity(second)[i]
                    + afterSecond.logDensity(rest)[i];
            assertAgrees(sum, all[i], 1e-12);
            assertThat(afterSecond.mean()[i][0]).isEqualTo(outputs[i][0]);
        }
        assertRefused(() -> afterSecond.logDensity(outputs), "Output 1", "row 1", "given already");
        assertRefused(() -> afterSecond.given(second), "Output 2", "row 1", "given already");
    }

    @Test
    void refusesWhatCannotBeGiven() {
        JointGaussian joint = ModelDraws.draw(4);
        Prediction prediction = prediction(joint);
        int d = prediction.mean()[0].length;
        double[][] infinite = prediction.mean();
        infinite[2][0] = Double.POSITIVE_INFINITY;
        Prediction functions = Posterior.of(joint.data(), joint.parameters()).predictNoiseFree(new double[0][]);

        assertRefused(() -> prediction.given(infinite), "Output 1", "Infinity", "row 3");
        assertRefused(() -> prediction.logDensity(infinite), "Output 1", "Infinity", "row 3");
        assertRefused(() -> prediction.given(new double[N][d + 1]), N + "×" + (d + 1), N + "×" + d);
        assertRefused(() -> functions.given(new double[0][]), "without noise", "observations");
    }

    @Test
    void noInputsHaveNoDensities() {
        JointGaussian joint = ModelDraws.draw(4);
        Prediction none = Posterior.of(joint.data(), joint.parameters()).predict(new double[0][]);

        assertThat(none.quantile(0.3)).isEmpty();
        assertThat(none.logDensity(new double[0][])).isEmpty();
        assertThat(none.standardizedResiduals(new double[0][])).isEmpty();
    }

    private static Prediction prediction(JointGaussian joint) {
        double[][] at =
                Draws.seeded(5).uniform(N, joint.data().inputCount(), -3, 3).toArray();
        return Posterior.of(joint.data(), joint.parameters()).predict(at);
    }

    /** In the units of the noise, N×D. */
    private static Matrix outputs(JointGaussian joint) {
        double[] units = joint.parameters().noise().diagonal();
        double[] ones = {1, 1, 1};
        for (int d = 0; d < units.length; d++) {
            units[d] = Math.sqrt(units[d]);
        }
        return Draws.seeded(6).gaussian(N, units.length).scaled(ones, units);
    }

    private static Matrix someMissing(JointGaussian joint) {
        Matrix outputs = outputs(joint);
        for (int d = 0; d < outputs.columns(); d++) {
            outputs.set(0, d, d % 2 == 1 ? Double.NaN : outputs.get(0, d));
            outputs.set(1, d, d % 2 == 0 ? Double.NaN : outputs.get(1, d));
            outputs.set(2, d, Double.NaN);
        }
        return outputs;
    }

    private static int[] known(double[] outputs) {
        return IntStream.range(0, outputs.length)
                .filter(d -> !Double.isNaN(outputs[d]))
                .toArray();
    }

    private static Matrix residual(Prediction prediction, Matrix outputs, int i, int[] known) {
        Matrix residual = Matrix.zeros(known.length, 1);
        for (int j = 0; j < known.length; j++) {
            residual.set(j, 0, outputs.get(i, known[j]) - prediction.mean()[i][known[j]]);
        }
        return residual;
    }

    private static void assertQuantile(double[][] actual, Matrix expected) {
        for (int i = 0; i < actual.length; i++) {
            for (int d = 0; d < actual[i].length; d++) {
                assertAgrees(actual[i][d], expected.get(i, d), 1e-12);
            }
        }
    }

    @Test
    void saysWhatItIs() {
        JointGaussian joint = ModelDraws.draw(4);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());
        double[][] at = {joint.data().inputs().row(0)};
        int d = joint.data().outputCount();

        assertThat(posterior.predict(at)).hasToString("1 predictions of " + d + " outputs, noise included");
        assertThat(posterior.predictNoiseFree(at)).hasToString("1 predictions of " + d + " outputs, without noise");
    }
}
