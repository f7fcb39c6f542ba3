package org.coregion.engine;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.coregion.linalg.Matrix;

/**
 * The T side of the likelihood: what depends on the inputs and their kernel, and not on the outputs' covariances.
 * Immutable; the expensive work is done when it is made.
 *
 * <p>After whitening by the noise (see {@code OutputSpectrum} of the likelihood package) the D outputs become D
 * independent series, series d with covariance B_d = δ_d M + I, or δ_d M + N where rows have noise variances of their
 * own. An engine solves such series.
 */
public interface Engine {
    /** What the engine is called, as on the command line: {@code "spectral"}. */
    String name();

    /** The number of eigenvectors that carry the kernel matrix; empty if the engine does not know them. */
    default OptionalInt rank() {
        return OptionalInt.empty();
    }

    /** What was done to the kernel matrix beyond rounding, in words; empty if nothing. */
    default Optional<String> adjustment() {
        return Optional.empty();
    }

    /**
     * A solver for these outputs, with a workspace of its own: one per thread.
     *
     * @param outputs T×D, not whitened
     * @param basis T×P, the mean's basis functions at the observations; P = 0 for a zero mean
     */
    default SeriesSolver solver(Matrix outputs, Matrix basis) {
        return solver(outputs, basis, false);
    }

    /**
     * The same for the likelihood or the restricted one (REML: Patterson and Thompson 1971). The traces and the kernel
     * gradient of the latter are those of P_d = B_d⁻¹ − F_dF_dᵀ in place of B_d⁻¹, F_d = B_d⁻¹Φ chol(ΦᵀB_d⁻¹Φ)⁻ᵀ; all
     * else is the same.
     *
     * @param isRestricted whether the likelihood is that of the error contrasts
     */
    SeriesSolver solver(Matrix outputs, Matrix basis, boolean isRestricted);

    /**
     * A solver for outputs of which some are missing.
     *
     * @param outputs T×D, not whitened, NaN where one is missing
     * @param basis T×P, the mean's basis functions at the observations; P = 0 for a zero mean
     * @param restricted whether the likelihood is the restricted one, of what the mean leaves of the outputs
     * @throws org.coregion.InvalidInputException if the heap is too small, or the observed values of an output do not
     *     determine its mean
     */
    HeterotopicSolver heterotopicSolver(Matrix outputs, Matrix basis, boolean restricted);

    /**
     * Σ_t m(x*, x_t)·weights[t] at new inputs x*.
     *
     * @param newInputs n×Q
     * @param weights T×c
     * @return n×c
     */
    Matrix kernelSums(Matrix newInputs, Matrix weights);

    /** Independent draws from N(0, M): T×count. */
    Matrix sample(RandomGenerator random, int count);
}
