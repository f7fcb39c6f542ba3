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

    /**
     * The mean and the variance of one value, noise included, given all other observed values; the value itself may be
     * missing.
     */
    double[] entry(int row, int output) {
        int own = row * data.outputCount() + output;
        int[] others = Arrays.stream(observed()).filter(i -> i != own).toArray();
        Matrix all = covarianceOfAll();
        int[] at = {own};
        Matrix gain =
                Dense.multiply(Dense.reordered(all, at, others), Dense.inverse(Dense.reordered(all, others, others)));
        double shift = Dense.multiply(gain, residualOfAll().rows(others)).get(0, 0);
        double explained =
                Dense.multiply(gain, Dense.reordered(all, others, at)).get(0, 0);
        return new double[] {priorMean(data.inputs().row(row))[output] + shift, all.get(own, own) - explained};
    }

    /** The observed ones of the TD values. */
    int[] observed() {
        double[] values = data.outputs().data();
        return IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
    }

    private Matrix covariance() {
        return Dense.reordered(covarianceOfAll(), observed(), observed());
    }

    private Matrix covarianceOfAll() {
        Matrix m = parameters.kernel().matrix(data.inputs());
        return Dense.kron(m, parameters.coregionalization())
                .plus(1, Dense.kron(Matrix.diagonal(data.relativeNoise()), parameters.noise()));
    }

    /** Whether a row other than this one has values. */
    boolean hasOthers(int row) {
        int d = data.outputCount();
        return Arrays.stream(observed()).anyMatch(i -> i / d != row);
    }

    /** The same parameters with all rows but one, of which the others have values. */
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

    /** The covariance of the nD new values with the observed ones. */
    private Matrix cross(Matrix newInputs) {
        Matrix all =
                Dense.kron(parameters.kernel().crossMatrix(newInputs, data.inputs()), parameters.coregionalization());
        return Dense.reordered(all, IntStream.range(0, all.rows()).toArray(), observed());
    }

    private Matrix residual() {
        return residualOfAll().rows(observed());
    }

    private Matrix residualOfAll() {
        Matrix outputs = data.outputs();
        Matrix mean = Dense.multiply(parameters.meanBasis().matrix(data.inputs()), parameters.meanCoefficients());
        return Dense.rowsStacked(outputs.plus(-1, mean));
    }
}
