package org.coregion.model;

import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelEvaluationTest {
    private static final double TOLERANCE = 1e-9;

    static Stream<JointGaussian> draws() {
        return ModelDraws.all();
    }

    @ParameterizedTest
    @MethodSource("draws")
    void theLogMarginalLikelihoodIsTheNormalDensity(JointGaussian joint) {
        ModelEvaluation evaluation = ModelEvaluation.of(joint.data(), joint.parameters());

        assertAgrees(evaluation.logMarginalLikelihood(), joint.logDensity(), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("draws")
    void theObjectiveAndItsGradientsAreThoseOfResidualsOverTheRootOfTwo(JointGaussian joint) {
        GpParameters parameters = joint.parameters();
        ModelEvaluation evaluation = ModelEvaluation.of(joint.data(), parameters);
        DenseLikelihood dense = dense(joint, parameters.noise());
        double[] deviations = new double[parameters.outputCount()];
        double[] expectedLogVariances = new double[deviations.length];
        for (int d = 0; d < deviations.length; d++) {
            deviations[d] = Math.sqrt(parameters.noise().get(d, d));
            expectedLogVariances[d] =
                    parameters.noise().get(d, d) * dense.noiseGradient().get(d, d);
        }

        assertAgrees(evaluation.objective(), dense.objective(), TOLERANCE);
        assertAgrees(evaluation.logVariancesGradient(), expectedLogVariances, TOLERANCE);
        assertAgrees(
                Matrix.copyOf(evaluation.noiseGradient(), "gradient").scaled(deviations, deviations),
                dense.noiseGradient().scaled(deviations, deviations),
                TOLERANCE);
        assertAgrees(
                Matrix.copyOf(evaluation.coregionalizationGradient(), "gradient")
                        .scaled(deviations, deviations),
                dense.coregionalizationGradient().scaled(deviations, deviations),
                TOLERANCE);
        assertAgrees(
                evaluation.logKernelGradient(),
                parameters.kernel().pullback(joint.data().inputs(), dense.kernelMatrixGradient()),
                TOLERANCE);
    }

    @Test
    void theLogVariancesGradientMovesTheDiagonalOfTheNoise() {
        JointGaussian joint = ModelDraws.draw(4);
        double[] logVariances = joint.parameters().noise().diagonal();
        for (int d = 0; d < logVariances.length; d++) {
            logVariances[d] = Math.log(logVariances[d]);
        }
        double[] expected = CentralDifferences.gradient(
                s -> {
                    Matrix noise = joint.parameters().noise();
                    for (int d = 0; d < s.length; d++) {
                        noise.set(d, d, Math.exp(s[d]));
                    }
                    return dense(joint, noise).objective();
                },
                logVariances,
                1e-3);

        assertAgrees(ModelEvaluation.of(joint.data(), joint.parameters()).logVariancesGradient(), expected, 1e-8);
    }

    @Test
    void refusesDataOfAnotherNumberOfOutputs() {
        GpParameters parameters = ModelDraws.draw(4).parameters();
        MultiOutputData wider = MultiOutputData.of(new double[2][1], new double[2][9]);

        assertRefused(
                () -> ModelEvaluation.of(wider, parameters),
                "model has " + parameters.outputCount() + " outputs",
                "data has 9");
    }

    private static DenseLikelihood dense(JointGaussian joint, Matrix noise) {
        GpParameters parameters = joint.parameters();
        Matrix v = joint.data().outputs();
        for (int t = 0; t < v.rows(); t++) {
            double[] mean = joint.priorMean(joint.data().inputs().row(t));
            for (int d = 0; d < v.columns(); d++) {
                v.set(t, d, (v.get(t, d) - mean[d]) / Math.sqrt(2));
            }
        }
        return DenseLikelihood.evaluate(
                parameters.kernel().matrix(joint.data().inputs()),
                parameters.coregionalization(),
                noise,
                joint.data().relativeNoise(),
                v);
    }
}
