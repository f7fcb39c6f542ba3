package org.coregion.engine;

/**
 * Solves one series at a time, B = δM + I, rows in ascending order of the input. Kalman filter and disturbance smoother
 * (de Jong 1989; Koopman 1993) with two twists that keep the digits at every δ, 0 included:
 *
 * <ul>
 *   <li>Signal means are those of Mz rather than of the signal δMz, so nothing is ever divided by δ.
 *   <li>The state covariance is a product P = LDLᵀ (Bierman 1977) whose first state is the one observed. An observation
 *       then changes only D[0], to D[0]/F with F = 1 + δD[0]; a step orthogonalises the rows of [ΦL, C] by weighted
 *       Gram–Schmidt. Both add only positive terms.
 * </ul>
 *
 * <p>With k = P e₁ after the observation, e the innovation, and going backward g = Φᵀr, G = ΦᵀNΦ, w = e₁ − δk,
 *
 * <pre>
 *   z = e/F − δ kᵀg        Mz = mean + kᵀg              r ← g + e₁z
 *   (B⁻¹)_tt = 1/F + δ² kᵀGk      (MB⁻¹)_tt = k₁ − δ kᵀGk      N ← G with first row and column those of Gw, wᵀGw + 1/F
 * </pre>
 *
 * <p>Mutable workspace: {@link #factor} comes first and sets δ.
 */
abstract class SeriesFilter {
    /** A product of factors is kept below this before its logarithm is taken. */
    protected static final double PRODUCT_LIMIT = 1e100;

    /** 1/F: the reciprocal innovation variances. */
    protected final double[] precisions;

    protected double delta;

    protected SeriesFilter(int size) {
        this.precisions = new double[size];
    }

    /** Filters the covariances; returns log det B. */
    abstract double factor(double delta);

    /**
     * Filters a series: innovations e/F and the filtered part of Mz.
     *
     * @param y the series, from {@code from}; may be {@code signal} itself
     */
    abstract void filter(double[] y, int from, double[] innovations, double[] signal, int to);

    /** Turns innovations into z, and the filtered part of Mz into Mz; both from {@code from}. */
    abstract void smooth(double[] innovations, double[] signal, int from);

    /** Fills in the diagonal of B⁻¹; returns the trace of MB⁻¹. */
    abstract double inverseDiagonal(double[] diagonal);

    /** Adds ∂/∂ log kernel parameter of −½ log det B − rᵀB⁻¹r, given z and Mz of this series. */
    abstract void addGradient(double[] z, double[] signal, int from, double[] gradient);

    /** The same for −rᵀB⁻¹r alone. */
    abstract void addQuadraticGradient(double[] z, double[] signal, int from, double[] gradient);

    /** 1/F, the reciprocal innovation variances of the last {@link #factor}. */
    final double[] precisions() {
        return precisions;
    }
}
