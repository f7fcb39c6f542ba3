package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

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
        return ModelDraws.all();
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

    @Test
    void refusesOutputsThatAreMissing() {
        Prediction prediction = prediction(ModelDraws.draw(4));
        double[][] outputs = prediction.mean();
        outputs[2][0] = Double.NaN;

        assertRefused(() -> prediction.logDensity(outputs), "Output 1", "NaN", "row 3");
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

    private static void assertQuantile(double[][] actual, Matrix expected) {
        for (int i = 0; i < actual.length; i++) {
            for (int d = 0; d < actual[i].length; d++) {
                assertAgrees(actual[i][d], expected.get(i, d), 1e-12);
            }
        }
    }
}
