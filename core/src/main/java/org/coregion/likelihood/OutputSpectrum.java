package org.coregion.likelihood;

import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/**
 * The D side of the likelihood: noise and coregionalization diagonal at once. With Σ = RRᵀ and R⁻¹KR⁻ᵀ = PΔPᵀ, W = R⁻ᵀP
 * gives WᵀΣW = I and WᵀKW = Δ, so outputs·W are independent series. O(D³).
 *
 * <p>R⁻¹KR⁻ᵀ is graded where one output has far less noise than another; its small eigenvalues matter as much as the
 * large ones, so it takes the method that keeps both.
 */
public final class OutputSpectrum {
    private final Cholesky noise;
    private final double[] delta;
    private final Matrix whitening;
    private final Matrix unwhitening;

    private OutputSpectrum(Cholesky noise, double[] delta, Matrix whitening, Matrix unwhitening) {
        this.noise = noise;
        this.delta = delta;
        this.whitening = whitening;
        this.unwhitening = unwhitening;
    }

    /**
     * Decomposes a pair (K, Σ).
     *
     * @param coregionalization K, D×D positive semidefinite
     * @param noise Σ, D×D positive definite
     * @throws org.coregion.InvalidInputException if either is not
     */
    public static OutputSpectrum of(Matrix coregionalization, Matrix noise) {
        Cholesky factor = Cholesky.of(noise, "noise covariance");
        Matrix half = factor.solveLower(coregionalization);
        Matrix relative = factor.solveLower(half.transpose());
        SymmetricEigen eigen = SymmetricEigen.ofGradedSemidefinite(
                relative,
                sizeBeforeCancellation(factor, coregionalization),
                "coregionalization matrix relative to the noise");
        return new OutputSpectrum(
                factor,
                eigen.values(),
                factor.solveUpper(eigen.vectors()),
                Products.multiply(factor.lower(), eigen.vectors()));
    }

    /**
     * An upper bound of |R⁻¹| |K| |R⁻ᵀ|: where Σ is nearly singular, the terms of R⁻¹KR⁻ᵀ are far larger than their
     * sum.
     */
    private static double sizeBeforeCancellation(Cholesky factor, Matrix coregionalization) {
        int d = coregionalization.rows();
        Matrix inverse = factor.solveLower(Matrix.identity(d));
        double size = 0;
        for (int i = 0; i < d; i++) {
            double deviation = 0;
            for (int j = 0; j <= i; j++) {
                deviation += Math.abs(inverse.get(i, j)) * Math.sqrt(Math.abs(coregionalization.get(j, j)));
            }
            size = Math.max(size, deviation * deviation);
        }
        return size;
    }

    /** δ: signal-to-noise ratios of the series, none negative. */
    public double[] delta() {
        return delta;
    }

    /** W, D×D. */
    public Matrix whitening() {
        return whitening;
    }

    /** log det Σ. */
    public double logDeterminantOfNoise() {
        return noise.logDeterminant();
    }

    /** W⁻ᵀ = RP, D×D: from independent series to outputs. */
    public Matrix unwhitening() {
        return unwhitening;
    }

    /** Rows of series, as rows of outputs: n×D. */
    public Matrix unwhiten(Matrix series) {
        return Products.multiplyTranspose(series, unwhitening);
    }
}
