package org.coregion.optim;

import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.model.Mean;

/**
 * What is maximised, in standardised units: rows of data with the forms of K, Σ and the mean. Immutable.
 *
 * @param inputs T×Q
 * @param outputs T×D
 * @param basis T×P, the mean's basis functions
 * @param coregionalization the form of K
 * @param noise the form of Σ
 * @param restrictions bounds, ties and priors
 * @param engines what solves them
 * @param whole whether these are all rows of the data
 */
record FitProblem(
        Matrix inputs,
        Matrix outputs,
        Matrix basis,
        OutputCovariance coregionalization,
        OutputCovariance noise,
        Restrictions restrictions,
        EnginePlan engines,
        boolean whole) {

    static FitProblem of(
            Matrix inputs,
            Matrix outputs,
            Mean mean,
            OutputCovariance coregionalization,
            OutputCovariance noise,
            EnginePlan engines) {
        return new FitProblem(
                inputs,
                outputs,
                mean.basis(inputs),
                coregionalization,
                noise,
                Restrictions.none(outputs.columns()),
                engines,
                true);
    }

    /** The same problem with restrictions. */
    FitProblem under(Restrictions demanded) {
        return new FitProblem(inputs, outputs, basis, coregionalization, noise, demanded, engines, whole);
    }

    /** The number of rows. */
    int size() {
        return inputs.rows();
    }

    /** The number of observed values, T·D. */
    long valueCount() {
        return (long) outputs.rows() * outputs.columns();
    }

    /** The same problem on no more than {@code most} of the rows. */
    FitProblem thinned(int most) {
        if (size() <= most) {
            return this;
        }
        int[] rows = RowSample.of(inputs, most);
        Matrix part = inputs.rows(rows);
        return new FitProblem(
                part,
                outputs.rows(rows),
                basis.rows(rows),
                coregionalization,
                noise,
                restrictions,
                engines.forPart(part),
                false);
    }

    /** The map between the free vector of K and Σ and their parameters. */
    BoundTransform covarianceTransform() {
        return new BoundTransform(coregionalization.bounds(), noise.bounds());
    }

    /** The map between the free vector of the kernel and its log parameters. */
    KernelSpace kernelSpace(Kernel kernel) {
        return restrictions.kernelSpace(kernel, inputs);
    }
}
