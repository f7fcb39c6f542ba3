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
    private static final double PRODUCT_LIMIT = 1e100;

    /** 1/F: the reciprocal innovation variances. */
    protected final double[] precisions;

    protected double delta;

    private double product;
    private double logs;

    protected SeriesFilter(int size) {
        this.precisions = new double[size];
    }

    /** Filters the covariances; returns log det B. */
    final double factor(double delta) {
        return factor(delta, MeanEquations.NONE);
    }

    /** Filters the covariances, and the columns of the equations along with them; returns log det B. */
    final double factor(double delta, MeanEquations equations) {
        this.delta = delta;
        this.product = 1;
        this.logs = 0;
        filterCovariances(equations);
        return logs + Math.log(product);
    }

    /** Calls {@link #observed} and {@link MeanEquations#add} at every row. */
    protected abstract void filterCovariances(MeanEquations equations);

    /** Keeps F and 1/F of row t. */
    protected final void observed(int t, double f, double precision) {
        precisions[t] = precision;
        product *= f;
        if (product > PRODUCT_LIMIT) {
            logs += Math.log(product);
            product = 1;
        }
    }

    /**
     * Filters a series, and keeps its means.
     *
     * @param y the series, from {@code from}
     * @param innovations e/F, from {@code from} too; may be the series itself
     */
    abstract void filter(double[] y, double[] innovations, int from);

    /** Turns the innovations of the series last filtered into z, and fills in Mz; both from {@code from}. */
    abstract void smooth(double[] innovations, double[] signal, int from);

    /** Fills in the diagonal of B⁻¹, from {@code from}. */
    abstract SeriesTraces traces(double[] diagonal, int from);

    /** Whether {@link #addGradient} adds what is known, since smoothing and traces bring it along at little cost. */
    abstract boolean bringsGradient();

    /**
     * Adds ∂/∂ log kernel parameter of −rᵀB⁻¹r, for the series last smoothed if the filter brings it along.
     *
     * @param z the solution of the series, and Mz, both from {@code from}
     * @param withDeterminant whether to add that of −½ log det B too
     */
    abstract void addGradient(double[] z, double[] signal, int from, boolean withDeterminant, double[] gradient);

    /** 1/F, the reciprocal innovation variances of the last {@link #factor}. */
    final double[] precisions() {
        return precisions;
    }
}
