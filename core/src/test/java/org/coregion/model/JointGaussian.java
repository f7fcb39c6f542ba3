package org.coregion.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;

/** The joint normal distribution of observations and new values written out: the oracle of the model package. */
record JointGaussian(MultiOutputData data, GpParameters parameters) {

    /** log N(vec(Y); mean, M ⊗ K + I ⊗ Σ). */
    double logDensity() {
        Matrix covariance = covariance();
        Matrix residual = residual();
        double mahalanobis = Dense.inner(residual, Dense.multiply(Dense.inverse(covariance), residual));
        return -0.5 * (mahalanobis + Dense.logDeterminant(covariance) + residual.rows() * Math.log(2 * Math.PI));
    }

    /** The conditional mean at one input: D values. */
    double[] mean(double[] newInput) {
        Matrix gain =
                Dense.multiply(cross(Matrix.wrap(1, newInput.length, newInput.clone())), Dense.inverse(covariance()));
        double[] mean = Dense.multiply(gain, residual()).data();
        double[] prior = priorMean(newInput);
        Arrays.setAll(mean, d -> mean[d] + prior[d]);
        return mean;
    }

    /** The mean function at one input: D values. */
    double[] priorMean(double[] newInput) {
        Matrix at = Matrix.wrap(1, newInput.length, newInput.clone());
        return Dense.multiply(parameters.meanBasis().matrix(at), parameters.meanCoefficients())
                .row(0);
    }

    /** The conditional covariance at one input, without noise: D×D. */
    Matrix covariance(double[] newInput) {
        return covariance(Matrix.wrap(1, newInput.length, newInput.clone()));
    }

    /**
     * The conditional covariance at n inputs together, without noise: nD×nD, the D outputs of an input side by side.
     */
    Matrix covariance(Matrix newInputs) {
        Matrix cross = cross(newInputs);
        Matrix explained = Dense.multiply(Dense.multiply(cross, Dense.inverse(covariance())), cross.transpose());
        return Dense.kron(parameters.kernel().matrix(newInputs), parameters.coregionalization())
                .plus(-1, explained);
    }

    private Matrix covariance() {
        Matrix m = parameters.kernel().matrix(data.inputs());
        return Dense.kron(m, parameters.coregionalization())
                .plus(1, Dense.kron(Matrix.diagonal(data.relativeNoise()), parameters.noise()));
    }

    /** The same parameters with all observations but one, of which there are at least two. */
    JointGaussian without(int row) {
        int[] others = IntStream.range(0, data.observationCount())
                .filter(t -> t != row)
                .toArray();
        return new JointGaussian(
                MultiOutputData.of(
                                data.inputs().rows(others).toArray(),
                                data.outputs().rows(others).toArray())
                        .withRelativeNoise(Arrays.stream(others)
                                .mapToDouble(t -> data.relativeNoise()[t])
                                .toArray()),
                parameters);
    }

    /** nD×TD: the covariance of the new values with the observations. */
    private Matrix cross(Matrix newInputs) {
        return Dense.kron(parameters.kernel().crossMatrix(newInputs, data.inputs()), parameters.coregionalization());
    }

    private Matrix residual() {
        Matrix outputs = data.outputs();
        Matrix mean = Dense.multiply(parameters.meanBasis().matrix(data.inputs()), parameters.meanCoefficients());
        return Dense.rowsStacked(outputs.plus(-1, mean));
    }
}
