package org.coregion.model;

import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineProblem;
import org.coregion.engine.HeterotopicProblem;
import org.coregion.kernel.Matern52;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Draws;
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
    void missingOutputsLeaveTheDensityOfTheObservedOnes() {
        Draws draws = Draws.seeded(79);
        Matrix inputs = draws.uniform(9, 1, 0, 6);
        EngineProblem complete = EngineProblem.of(
                "complete",
                new Matern52(2),
                inputs,
                draws.gaussian(9, 2).times(Math.sqrt(0.5)),
                draws.covariance(2),
                draws.variances(2));
        Matrix v = complete.outputs().copy();
        IntStream.of(0, 5, 6, 7).forEach(i -> v.data()[i] = Double.NaN);
        GpParameters parameters = GpParameters.of(
                complete.kernel(), complete.k().toArray(), complete.sigma().toArray(), new double[2]);
        MultiOutputData data =
                MultiOutputData.of(inputs.toArray(), v.times(Math.sqrt(2)).toArray());
        double objective = new HeterotopicProblem("missing", complete, v, Matrix.zeros(9, 0), false)
                .define()
                .objective();

        ModelEvaluation evaluation = ModelEvaluation.of(data, parameters);

        assertAgrees(evaluation.objective(), objective, TOLERANCE);
        assertAgrees(evaluation.logMarginalLikelihood(), objective - 7 * Math.log(2 * Math.PI), TOLERANCE);
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
