package org.coregion.optim;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.GramSchmidt;
import org.coregion.linalg.Matrix;

/**
 * What is maximised, in standardised units: rows of data with the forms of K, Σ and the mean. Immutable.
 *
 * @param inputs T×Q
 * @param outputs T×D, NaN where one is missing
 * @param basis T×P, the mean's basis functions, with orthonormal columns
 * @param isRestricted whether the likelihood is that of the error contrasts (REML)
 * @param coregionalization the form of K
 * @param noise the form of Σ
 * @param restrictions bounds, ties and priors
 * @param engines what solves them
 * @param detail how much of the data these are
 */
record FitProblem(
        Matrix inputs,
        Matrix outputs,
        Matrix basis,
        boolean isRestricted,
        OutputCovariance coregionalization,
        OutputCovariance noise,
        Restrictions restrictions,
        EnginePlan engines,
        Detail detail) {

    static FitProblem of(
            Matrix inputs,
            Matrix outputs,
            Matrix basis,
            OutputCovariance coregionalization,
            OutputCovariance noise,
            EnginePlan engines) {
        return new FitProblem(
                inputs,
                outputs,
                basis,
                false,
                coregionalization,
                noise,
                Restrictions.none(outputs.columns()),
                engines,
                Detail.WHOLE);
    }

    /** The same with the restricted likelihood. */
    FitProblem restricted() {
        return new FitProblem(inputs, outputs, basis, true, coregionalization, noise, restrictions, engines, detail);
    }

    /** The same problem with restrictions. */
    FitProblem under(Restrictions demanded) {
        return new FitProblem(
                inputs, outputs, basis, isRestricted, coregionalization, noise, demanded, engines, detail);
    }

    /** Whether it is all that is known of the data. */
    boolean isWhole() {
        return detail == Detail.WHOLE;
    }

    /** Whether its objective is another than that of all rows. */
    boolean isCoarse() {
        return detail == Detail.COARSE || detail == Detail.REDUCED;
    }

    /** The number of rows. */
    int size() {
        return inputs.rows();
    }

    /** The number of observed values: T·D if none is missing. */
    long valueCount() {
        return Arrays.stream(outputs.data()).filter(y -> !Double.isNaN(y)).count();
    }

    /** Whether every output has the values that its mean needs, and one more. */
    boolean isDetermined() {
        return IntStream.range(0, outputs.columns()).allMatch(d -> {
            int[] observed = IntStream.range(0, size())
                    .filter(t -> !Double.isNaN(outputs.get(t, d)))
                    .toArray();
            return observed.length == size()
                    || (observed.length > basis.columns()
                            && GramSchmidt.of(basis.rows(observed)).q().columns() == basis.columns());
        });
    }

    /** The same problem with the large matrices computed by another backend. */
    FitProblem solvedBy(Backend backend) {
        return with(engines.solvedBy(backend), detail);
    }

    private FitProblem with(EnginePlan other, Detail ofOther) {
        return new FitProblem(
                inputs, outputs, basis, isRestricted, coregionalization, noise, restrictions, other, ofOther);
    }

    /** The same problem on no more than {@code most} of the rows. */
    FitProblem thinned(int most) {
        if (size() <= most) {
            return this;
        }
        int[] rows = RowSample.of(inputs, most);
        Matrix part = inputs.rows(rows);
        // A function may be 0, or a combination of others, at the rows that are left.
        GramSchmidt functions = GramSchmidt.of(basis.rows(rows));
        Matrix partBasis = functions.q();
        // Where functions are left out, what is demanded of them says nothing of the others: the part only finds a
        // start.
        Restrictions ofPart = restrictions.withMean(restrictions
                .mean()
                .filter(mean -> functions.dependent().isEmpty())
                .map(mean -> mean.inBasis(functions.r())));
        return new FitProblem(
                part,
                outputs.rows(rows),
                partBasis,
                isRestricted && partBasis.columns() < rows.length,
                coregionalization,
                noise,
                ofPart,
                engines.forPart(rows),
                Detail.COARSE);
    }

    /** The same rows in blocks of neighbours, no more than {@code most} in each, that are taken to be independent. */
    FitProblem inBlocks(int most) {
        return with(engines.inBlocks(most), Detail.COARSE);
    }

    /** Nearly the same in about half the time, at kernels about one whose matrix is of low rank; else empty. */
    Optional<FitProblem> near(Kernel kernel) {
        return engines.near(kernel).map(near -> with(near, Detail.NEAR));
    }

    /**
     * Much the same at a fraction of the cost, at kernels about one.
     *
     * @param share of the kernel matrix's largest element by which it is missed there
     * @return empty if that costs too much as well
     */
    Optional<FitProblem> reduced(Kernel kernel, double share) {
        return engines.throughPivots(kernel, share).map(reduced -> with(reduced, Detail.REDUCED));
    }

    /** Whether no output is missing. */
    boolean isComplete() {
        return valueCount() == (long) size() * outputs.columns();
    }

    /**
     * The same rows as if every output were there, for what does not depend on the outputs; with the restricted
     * likelihood where the mean is unknown and there are rows for it.
     */
    FitProblem complete() {
        boolean isMeanFree = restrictions.mean().isEmpty() && basis.columns() < size();
        return new FitProblem(
                inputs,
                Matrix.zeros(size(), outputs.columns()),
                basis,
                isMeanFree,
                coregionalization,
                noise,
                restrictions,
                engines,
                detail);
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
