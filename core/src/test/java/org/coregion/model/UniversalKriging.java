package org.coregion.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;

/**
 * Best linear unbiased prediction written out (Matheron 1969): the oracle of a mean that is estimated. Of the TD values
 * of the data some are known, and the mean is estimated from these alone.
 */
record UniversalKriging(JointGaussian joint, int[] known) {
    /** From all values that are observed. */
    static UniversalKriging of(JointGaussian joint) {
        return new UniversalKriging(joint, joint.observed());
    }

    /** Values with their covariance. */
    record Answer(Matrix mean, Matrix covariance) {}

    /** The functions at n inputs together: nD values. */
    Answer functions(Matrix newInputs) {
        GpParameters p = joint.parameters();
        Matrix k = p.coregionalization();
        Matrix cross = Dense.kron(p.kernel().crossMatrix(newInputs, joint.data().inputs()), k);
        return answer(
                design(newInputs),
                Dense.reordered(cross, IntStream.range(0, cross.rows()).toArray(), known),
                Dense.kron(p.kernel().matrix(newInputs), k));
    }

    /** Without some of the values. */
    UniversalKriging without(int... values) {
        return new UniversalKriging(
                joint,
                Arrays.stream(known)
                        .filter(i -> Arrays.stream(values).noneMatch(v -> v == i))
                        .toArray());
    }

    /** Some of the TD values, noise included, none of which is known. */
    Answer values(int... targets) {
        Matrix all = covariance();
        return answer(
                design(joint.data().inputs()).rows(targets),
                Dense.reordered(all, targets, known),
                Dense.reordered(all, targets, targets));
    }

    /** RG⁻¹Rᵀ with R = φ* − CU⁻¹X and G = XᵀU⁻¹X, beside what a known mean leaves. */
    private Answer answer(Matrix phi, Matrix cross, Matrix prior) {
        Matrix x = design(joint.data().inputs()).rows(known);
        Answer ofMean = mean();
        Matrix gain = Dense.multiply(cross, inverse());
        Matrix rest = phi.plus(-1, Dense.multiply(gain, x));
        Matrix residuals = observations().plus(-1, Dense.multiply(x, ofMean.mean()));
        return new Answer(
                Dense.multiply(phi, ofMean.mean()).plus(1, Dense.multiply(gain, residuals)),
                prior.plus(-1, Dense.multiply(gain, cross.transpose()))
                        .plus(1, Dense.multiply(Dense.multiply(rest, ofMean.covariance()), rest.transpose())));
    }

    /** The PD coefficients, the D outputs of a function side by side; known ones have no variance. */
    Answer mean() {
        GpParameters p = joint.parameters();
        Matrix x = design(joint.data().inputs()).rows(known);
        Matrix beta = Matrix.wrap(x.columns(), 1, p.meanCoefficients().data());
        Matrix moving = Matrix.identity(x.columns());
        Matrix precision = Matrix.zeros(x.columns(), x.columns());
        Matrix prior = Matrix.zeros(x.columns(), 1);
        if (p.meanFreedom().isPresent()) {
            MeanFreedom freedom = p.meanFreedom().get();
            int[] variable = freedom.variable();
            int k = freedom.priorMean().length;
            moving = Matrix.zeros(x.columns(), k);
            for (int i = 0; i < variable.length; i++) {
                if (variable[i] >= 0) {
                    moving.set(i, variable[i], 1);
                    beta.set(i, 0, 0);
                }
            }
            precision = Matrix.diagonal(freedom.priorPrecision());
            prior = Matrix.wrap(k, 1, freedom.priorMean());
        } else {
            beta = Matrix.zeros(x.columns(), 1);
        }
        Matrix columns = Dense.multiply(x, moving);
        Matrix weighted = Dense.multiply(columns.transpose(), inverse());
        Matrix covariance = Dense.inverse(Dense.multiply(weighted, columns).plus(1, precision));
        Matrix rest = observations().plus(-1, Dense.multiply(x, beta));
        Matrix u = Dense.multiply(covariance, Dense.multiply(weighted, rest).plus(1, Dense.multiply(precision, prior)));
        return new Answer(
                beta.plus(1, Dense.multiply(moving, u)),
                Dense.multiply(Dense.multiply(moving, covariance), moving.transpose()));
    }

    private Matrix observations() {
        return Dense.rowsStacked(joint.data().outputs()).rows(known);
    }

    private Matrix inverse() {
        return Dense.inverse(Dense.reordered(covariance(), known, known));
    }

    /** Φ ⊗ I. */
    private Matrix design(Matrix inputs) {
        return Dense.kron(
                joint.parameters().meanBasis().matrix(inputs),
                Matrix.identity(joint.data().outputCount()));
    }

    private Matrix covariance() {
        GpParameters p = joint.parameters();
        return Dense.kron(p.kernel().matrix(joint.data().inputs()), p.coregionalization())
                .plus(1, Dense.kron(Matrix.diagonal(joint.data().relativeNoise()), p.noise()));
    }
}
