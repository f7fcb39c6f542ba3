package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * Heterotopic data at one (K, Σ). With U_oo the covariance of the observed outputs, Ũ⁻¹ is U_oo⁻¹ on them and 0 in the
 * rows and columns of the missing ones, TD×TD. Immutable.
 */
public interface HeterotopicSolution {
    /** L and its gradients in K and Σ. */
    HeterotopicStatistics statistics();

    /** ∂L/∂ log kernel parameter, in the order of {@link org.coregion.kernel.Kernel#logParameters()}. */
    double[] kernelGradient();

    /** w = Ũ⁻¹ residual, T×D: 0 where an output is missing. */
    Matrix weights();

    /**
     * Ũ⁻¹ times other right-hand sides; their values at missing outputs do not matter.
     *
     * @param rightHandSides T×cD, side by side
     * @return T×cD
     */
    Matrix apply(Matrix rightHandSides);

    /** The diagonal D×D blocks of Ũ⁻¹, each as a row: T×D². */
    Matrix inverseBlocks();

    /**
     * How the observed outputs o of every row move what its missing ones m are expected to be: the o×m elements of
     * U_oo⁻¹U_om in the row's own D×D block, 0 elsewhere, noise included in U. Nothing in them cancels where the noise
     * is small. T×D².
     */
    Matrix slopes();

    /** What the observed outputs say about new inputs, n×Q. */
    HeterotopicPrediction predict(Matrix newInputs);
}
