package org.coregion.model;

import java.util.List;
import java.util.Objects;
import org.coregion.covariance.CovarianceForm;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern52;
import org.coregion.prior.Lkj;
import org.coregion.prior.Prior;

/**
 * What is to be fitted: the form of the input kernel M, the coregionalization K, the noise Σ and the mean, for outputs
 * with covariance M ⊗ K + I ⊗ Σ (the intrinsic coregionalization model; Goovaerts 1997, Bonilla et al. 2007).
 * Immutable.
 */
public final class GpModel {
    private static final GpModel DEFAULTS = new GpModel(
            Matern52.ard(),
            false,
            CovarianceForm.full(),
            CovarianceForm.diagonal(),
            Mean.CONSTANT,
            ParameterConstraints.none());

    private final KernelStart kernel;
    private final boolean kernelFixed;
    private final CovarianceForm coregionalization;
    private final CovarianceForm noise;
    private final Mean mean;
    private final ParameterConstraints constraints;

    private GpModel(
            KernelStart kernel,
            boolean kernelFixed,
            CovarianceForm coregionalization,
            CovarianceForm noise,
            Mean mean,
            ParameterConstraints constraints) {
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        this.kernelFixed = kernelFixed;
        this.coregionalization = Objects.requireNonNull(coregionalization, "coregionalization");
        this.noise = Objects.requireNonNull(noise, "noise");
        this.mean = Objects.requireNonNull(mean, "mean");
        this.constraints = constraints;
    }

    /** Matérn 5/2 with a lengthscale per input, any K, a noise variance per output, a constant mean per output. */
    public static GpModel withDefaults() {
        return DEFAULTS;
    }

    /** The same model with a kernel that is fitted from this start. */
    public GpModel withKernel(KernelStart start) {
        return new GpModel(start, false, coregionalization, noise, mean, constraints);
    }

    /** The same model with a kernel that stays as it is, or where it starts. */
    public GpModel withFixedKernel(KernelStart fixed) {
        return new GpModel(fixed, true, coregionalization, noise, mean, constraints);
    }

    /** The same model with another form of K. */
    public GpModel withCoregionalization(CovarianceForm form) {
        return new GpModel(kernel, kernelFixed, form, noise, mean, constraints);
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
        return new GpModel(kernel, kernelFixed, coregionalization, form, mean, constraints);
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
        return new GpModel(kernel, kernelFixed, coregionalization, noise, form, constraints);
    }

    /**
     * The same model with a parameter that stays where it is, in the user's units.
     *
     * @param name as {@link Kernel#parameterNames} calls it, such as "lengthscale of depth", or "noise variance of
     *     zinc"; "signal variance of zinc" is the diagonal of K, whatever its form. A coefficient of the mean is "mean
     *     of zinc", or "mean of zinc: depth" for the function "depth" of a mean that is no constant
     * @param value positive; of any sign for a coefficient of the mean
     * @throws org.coregion.InvalidInputException if it is not positive and finite, or contradicts another constraint
     */
    public GpModel withFixed(String name, double value) {
        return withConstraints(constraints.withFixed(name, value));
    }

    /**
     * The same model with bounds on a parameter, in the user's units. A side that is stated takes the place of the
     * bound that the data would give: for a noise variance, of {@code FitOptions.withNoiseFloor}. Bounds stated twice
     * hold both.
     *
     * @param name as in {@link #withFixed}
     * @param lower 0 or minus infinity for none; for a coefficient of the mean 0 is a bound
     * @param upper infinite for none
     * @throws org.coregion.InvalidInputException if they are not in order, or contradict another constraint
     */
    public GpModel withBounds(String name, double lower, double upper) {
        return withConstraints(constraints.withBounds(name, lower, upper));
    }

    /**
     * The same model with parameters that are equal, in the user's units.
     *
     * @param names of one kind, as in {@link #withFixed}
     * @throws org.coregion.InvalidInputException if there are fewer than two, they are of several kinds, or their
     *     bounds have no value in common
     */
    public GpModel withTied(String... names) {
        return withConstraints(constraints.withTied(List.of(names)));
    }

    /**
     * The same model with a prior on a parameter: the fit maximises log likelihood + log prior. The variances of any
     * form of K and Σ may have priors. A prior stated for the same name again takes the place of the first.
     *
     * @param name as in {@link #withFixed}
     * @param prior its density in the user's units; that of a coefficient of the mean is {@link Prior#normal}, that of
     *     any other parameter is not
     * @throws org.coregion.InvalidInputException if the parameter is fixed, or the prior is one of another kind
     */
    public GpModel withPrior(String name, Prior prior) {
        return withConstraints(constraints.withPrior(name, prior));
    }

    /** The same model with a prior on the correlations of K. */
    public GpModel withCorrelationPrior(Lkj prior) {
        return withConstraints(constraints.withCorrelations(prior));
    }

    private GpModel withConstraints(ParameterConstraints changed) {
        return new GpModel(kernel, kernelFixed, coregionalization, noise, mean, changed);
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

    /** What is demanded of single parameters. */
    public ParameterConstraints constraints() {
        return constraints;
    }
}
