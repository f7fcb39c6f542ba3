package org.coregion.optim;

import java.util.Objects;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Precomputed;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;

/**
 * Fits the hyperparameters of a multi-output Gaussian process by maximising its likelihood: the entrance to the
 * library.
 *
 * <p>The start comes from the data, nothing is random unless restarts are asked for, and the same data, model and
 * options give the same result.
 */
public final class Fitter {
    private Fitter() {}

    /**
     * Fits the default model: Matérn 5/2 with a lengthscale per input, any coregionalization, a noise variance and a
     * constant mean per output.
     */
    public static FitResult fit(MultiOutputData data) {
        return fit(data, GpModel.withDefaults());
    }

    /**
     * Fits a model with the default options.
     *
     * @throws InvalidInputException if the model does not fit the data
     */
    public static FitResult fit(MultiOutputData data, GpModel model) {
        return fit(data, model, FitOptions.withDefaults());
    }

    /**
     * Fits a model.
     *
     * @throws InvalidInputException if the model does not fit the data
     */
    public static FitResult fit(MultiOutputData data, GpModel model, FitOptions options) {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(options, "options");
        return Fit.run(new FitSetup(data, model, options), data);
    }

    /**
     * The noise variances alone: given M, K and v, maximises L(s) = −½ log det U − vᵀU⁻¹v over the log-variances s of U
     * = M ⊗ K + I ⊗ Diag(e^s). The objective of the result is this L; its data are √2·v, whose log marginal likelihood
     * L is up to a constant.
     *
     * @param kernelMatrix M, T×T
     * @param coregionalization K, D×D
     * @param v T·D values: the D outputs of observation 1, then of observation 2, …
     * @throws InvalidInputException if the shapes do not fit, or M or K is not positive semidefinite
     */
    public static FitResult fitNoise(double[][] kernelMatrix, double[][] coregionalization, double[] v) {
        return fitNoise(kernelMatrix, coregionalization, v, FitOptions.withDefaults());
    }

    /**
     * {@link #fitNoise(double[][], double[][], double[])} with options.
     *
     * @throws InvalidInputException if the shapes do not fit, or M or K is not positive semidefinite
     */
    public static FitResult fitNoise(
            double[][] kernelMatrix, double[][] coregionalization, double[] v, FitOptions options) {
        int t = kernelMatrix.length;
        int d = coregionalization.length;
        if (v.length != t * d) {
            throw new InvalidInputException(
                    "The vector v has " + v.length + " values where M with " + t + " rows and K with " + d
                            + " rows need " + t + "·" + d + " = " + t * d + ".",
                    "it belongs to other matrices.");
        }
        double[][] outputs = new double[t][d];
        for (int i = 0; i < v.length; i++) {
            if (Double.isNaN(v[i])) {
                throw new InvalidInputException(
                        "The vector v has no number at index " + i + ", output " + (i % d + 1) + " of row "
                                + (i / d + 1) + ".",
                        "fit data with missing outputs by Fitter.fit.");
            }
            outputs[i / d][i % d] = Math.sqrt(2) * v[i];
        }
        GpModel model = GpModel.withDefaults()
                .withFixedKernel(Precomputed.of(kernelMatrix))
                .withFixedCoregionalization(coregionalization)
                .withMean(Mean.ZERO);
        return fit(MultiOutputData.ofOutputs(outputs), model, options);
    }
}
