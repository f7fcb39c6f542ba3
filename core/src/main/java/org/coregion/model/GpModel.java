package org.coregion.model;

import org.coregion.covariance.CovarianceForm;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern52;

/**
 * What is to be fitted: the form of the input kernel M, the coregionalization K, the noise Σ and the mean, for outputs
 * with covariance M ⊗ K + I ⊗ Σ (the intrinsic coregionalization model; Goovaerts 1997, Bonilla et al. 2007).
 * Immutable.
 */
public final class GpModel {
    private static final GpModel DEFAULTS =
            new GpModel(Matern52.ard(), false, CovarianceForm.full(), CovarianceForm.diagonal(), Mean.CONSTANT);

    private final KernelStart kernel;
    private final boolean kernelFixed;
    private final CovarianceForm coregionalization;
    private final CovarianceForm noise;
    private final Mean mean;

    private GpModel(
            KernelStart kernel,
            boolean kernelFixed,
            CovarianceForm coregionalization,
            CovarianceForm noise,
            Mean mean) {
        this.kernel = kernel;
        this.kernelFixed = kernelFixed;
        this.coregionalization = coregionalization;
        this.noise = noise;
        this.mean = mean;
    }

    /** Matérn 5/2 with a lengthscale per input, any K, a noise variance per output, a constant mean per output. */
    public static GpModel withDefaults() {
        return DEFAULTS;
    }

    /** The same model with a kernel that is fitted from this start. */
    public GpModel withKernel(KernelStart start) {
        return new GpModel(start, false, coregionalization, noise, mean);
    }

    /** The same model with a kernel that stays as it is, or where it starts. */
    public GpModel withFixedKernel(KernelStart fixed) {
        return new GpModel(fixed, true, coregionalization, noise, mean);
    }

    /** The same model with another form of K. */
    public GpModel withCoregionalization(CovarianceForm form) {
        return new GpModel(kernel, kernelFixed, form, noise, mean);
    }

    /**
     * The same model with K given.
     *
     * @param matrix D×D in the units of the outputs, positive semidefinite
     * @throws org.coregion.InvalidInputException if it is not
     */
    public GpModel withFixedCoregionalization(double[][] matrix) {
        return withCoregionalization(CovarianceForm.fixed(matrix, "coregionalization matrix"));
    }

    /** The same model with another form of Σ. */
    public GpModel withNoise(CovarianceForm form) {
        return new GpModel(kernel, kernelFixed, coregionalization, form, mean);
    }

    /**
     * The same model with Σ given.
     *
     * @param matrix D×D in the units of the outputs, positive definite
     * @throws org.coregion.InvalidInputException if it is not positive semidefinite
     */
    public GpModel withFixedNoise(double[][] matrix) {
        return withNoise(CovarianceForm.fixed(matrix, "noise covariance"));
    }

    /** The same model with another mean. */
    public GpModel withMean(Mean form) {
        return new GpModel(kernel, kernelFixed, coregionalization, noise, form);
    }

    /** Where the input kernel starts. */
    public KernelStart kernel() {
        return kernel;
    }

    /** Whether the kernel's parameters stay as they are. */
    public boolean isKernelFixed() {
        return kernelFixed;
    }

    /** The form of K. */
    public CovarianceForm coregionalization() {
        return coregionalization;
    }

    /** The form of Σ. */
    public CovarianceForm noise() {
        return noise;
    }

    /** The form of the mean. */
    public Mean mean() {
        return mean;
    }
}
