package org.coregion.model;

import org.coregion.covariance.LogDiagonal;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.Engine;
import org.coregion.engine.EnginePlan;
import org.coregion.engine.MissingPattern;
import org.coregion.engine.RowNoise;
import org.coregion.engine.Rows;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;

/**
 * The likelihood of data at given parameters, with its gradients; nothing is fitted. All gradients are of the
 * objective.
 *
 * @param objective L = −½ log det U − vᵀU⁻¹v with v = vec(Y − mean)/√2
 * @param logMarginalLikelihood L − (n/2) log 2π of n observed values, the normalised log density of the data
 * @param logVariancesGradient ∂L/∂s = diag(Σ) ⊙ diag(∂L/∂Σ), D values
 * @param noiseGradient ∂L/∂Σ, D×D
 * @param coregionalizationGradient ∂L/∂K, D×D
 * @param logKernelGradient ∂L/∂ log kernel parameter: the lengthscales
 */
public record ModelEvaluation(
        double objective,
        double logMarginalLikelihood,
        double[] logVariancesGradient,
        double[][] noiseGradient,
        double[][] coregionalizationGradient,
        double[] logKernelGradient) {

    /**
     * Evaluates the likelihood with the fastest backend that loads.
     *
     * @see #of(MultiOutputData, GpParameters, Backend)
     */
    public static ModelEvaluation of(MultiOutputData data, GpParameters parameters) {
        return of(data, parameters, BackendChoice.fastest());
    }

    /**
     * Evaluates the likelihood.
     *
     * @param backend who computes the large matrices
     * @throws org.coregion.InvalidInputException if the parameters do not fit the data
     */
    public static ModelEvaluation of(MultiOutputData data, GpParameters parameters, Backend backend) {
        Matrix inputs = data.inputs();
        Matrix residuals = parameters.residuals(data);
        Engine engine = EnginePlan.automatic(
                parameters.kernel(),
                new Rows(inputs, RowNoise.of(data.relativeNoise()), MissingPattern.of(residuals)),
                backend);
        LogMarginalLikelihood likelihood =
                LogMarginalLikelihood.ofObservations(engine, residuals, Matrix.zeros(inputs.rows(), 0));
        LikelihoodValue value = likelihood.evaluate(parameters.coregionalization(), parameters.noise());
        LogDiagonal diagonal = new LogDiagonal(new double[data.outputCount()]);
        return new ModelEvaluation(
                value.objective(),
                LogMarginalLikelihood.normalized(value.objective(), data.valueCount()),
                diagonal.pullback(diagonal.parametersOf(parameters.noise()), value.noiseGradient()),
                value.noiseGradient().toArray(),
                value.coregionalizationGradient().toArray(),
                likelihood.kernelGradient());
    }
}
