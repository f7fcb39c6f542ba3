package org.coregion.optim;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/**
 * Where a run starts, in standardised units.
 *
 * @param kernel the input kernel
 * @param coregionalization K
 * @param noise Σ
 */
record FitStart(Kernel kernel, Matrix coregionalization, Matrix noise) {
    /** Shares of the outputs' second moments that the start gives to signal and noise. */
    private static final double HALF = 0.5;

    /** Standard deviation of the logarithms of the random factors on standard deviations. */
    private static final double SPREAD = 0.5;

    /** Share of an output's unit variance that signal and noise have at least, so that no gradient starts at 0. */
    private static final double LEAST = 0.05;

    /** An eigenvalue below minus this share of the matrix is negative by more than rounding. */
    private static final double ROUNDING = 1e-12;

    /**
     * Half of the outputs' second moments each for signal and noise, over the rows where both outputs are there. Those
     * of other rows for each pair may be of no covariance: it is one with smaller correlations then.
     *
     * @param deviations T×D outputs about their means, NaN where one is missing
     * @param unit D variances that count as 1
     */
    static FitStart halfAndHalf(Kernel kernel, Matrix deviations, double[] unit) {
        int d = deviations.columns();
        Matrix moments = moments(deviations);
        Matrix k = definite(moments).times(HALF);
        double[] noise = new double[d];
        for (int i = 0; i < d; i++) {
            k.set(i, i, k.get(i, i) + LEAST * unit[i]);
            noise[i] = HALF * moments.get(i, i) + LEAST * unit[i];
        }
        return new FitStart(kernel, k, Matrix.diagonal(noise));
    }

    /** Where a search ended. */
    static FitStart of(Estimate reached) {
        return new FitStart(reached.kernel(), reached.coregionalization(), reached.noise());
    }

    private static Matrix moments(Matrix deviations) {
        Matrix values = deviations.copy();
        Matrix observed = Matrix.zeros(values.rows(), values.columns());
        for (int i = 0; i < values.data().length; i++) {
            boolean isMissing = Double.isNaN(values.data()[i]);
            values.data()[i] = isMissing ? 0 : values.data()[i];
            observed.data()[i] = isMissing ? 0 : 1;
        }
        Matrix moments = Products.transposeMultiply(values, values);
        Matrix counts = Products.transposeMultiply(observed, observed);
        for (int i = 0; i < moments.data().length; i++) {
            moments.data()[i] /= Math.max(1, counts.data()[i]);
        }
        return moments;
    }

    /** The same with correlations a factor nearer 0, unless they are semidefinite as they are. */
    private static Matrix definite(Matrix moments) {
        int d = moments.rows();
        double[] inverse = Arrays.stream(moments.diagonal())
                .map(variance -> variance > 0 ? 1 / Math.sqrt(variance) : 0)
                .toArray();
        Matrix correlations = moments.scaled(inverse, inverse);
        // No eigenvalue is below minus the largest sum of a row: shifted by that, none is negative.
        double shift = d * correlations.maxAbs();
        double[] shifted = SymmetricEigen.ofSemidefinite(
                        correlations.plus(shift, Matrix.identity(d)), "second moments of the outputs")
                .values();
        double least = shifted[d - 1] - shift;
        if (least > -ROUNDING * shift) {
            return moments;
        }
        double factor = 1 / (1 - least);
        return moments.times(factor).plus(1 - factor, Matrix.diagonal(moments.diagonal()));
    }

    /** The free vector of K and Σ. */
    double[] free(FitProblem problem) {
        return problem.covarianceTransform()
                .free(Vectors.concat(
                        problem.coregionalization().parametersOf(coregionalization),
                        problem.noise().parametersOf(noise)));
    }

    /** The largest K_dd/Σ_dd of an output. */
    double signalToNoise() {
        double largest = 0;
        for (int d = 0; d < noise.rows(); d++) {
            largest = Math.max(largest, coregionalization.get(d, d) / noise.get(d, d));
        }
        return largest;
    }

    /** The same start with nearly all of the outputs' second moments in the signal. */
    FitStart mostlySignal() {
        return new FitStart(kernel, coregionalization.times((1 - LEAST) / HALF), noise.times(LEAST / HALF));
    }

    /** The same start with outputs that are independent. */
    FitStart independent() {
        return new FitStart(kernel, Matrix.diagonal(coregionalization.diagonal()), noise);
    }

    /**
     * A start nearby: the kernel's parameters, signal and noise variances each times a log-normal factor.
     *
     * @param space of the kernel's parameters, whose bounds and ties are kept
     */
    FitStart perturbed(RandomGenerator random, KernelSpace space) {
        double[] log = kernel.logParameters();
        for (int i = 0; i < log.length; i++) {
            log[i] += random.nextGaussian();
        }
        int d = noise.rows();
        double[] signalFactor = new double[d];
        double[] noiseFactor = new double[d];
        for (int i = 0; i < d; i++) {
            signalFactor[i] = Math.exp(SPREAD * random.nextGaussian());
            noiseFactor[i] = Math.exp(SPREAD * random.nextGaussian());
        }
        return new FitStart(
                kernel.withLogParameters(space.admissible(log)),
                coregionalization.scaled(signalFactor, signalFactor),
                noise.scaled(noiseFactor, noiseFactor));
    }
}
