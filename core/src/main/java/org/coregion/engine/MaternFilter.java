package org.coregion.engine;

/**
 * What the filters written out for Matérn kernels share. The covariance after the observation of a row is a record of
 * D_0, column 0 of L, D_1, ..., as {@link MaternSteps} keeps the noise of a step.
 *
 * <p>On a regular grid the covariances settle. From there on the rows of a grid share one record, and nothing is
 * computed anew.
 *
 * <p>With Φ̇ = −aAΦ and Q̇ = −a q vvᵀ for v = Φe_n, every term of the kernel gradient is one of g = Φᵀr, G = ΦᵀNΦ and
 * what the passes backward have at hand, so that they sum it up as they go.
 */
abstract class MaternFilter extends SeriesFilter {
    /** Covariances are looked at for having settled after every so many equal steps. */
    private static final int PATIENCE = 64;

    /** What rounding alone moves a covariance by. */
    private static final double ROUNDING = 2e-15;

    protected final int size;
    protected final int[] steps;
    /** See {@link MaternSteps}. */
    protected final double[] moves;
    /** See {@link MaternSteps}. */
    protected final double[] noise;
    /** Which record holds the covariance of a row. */
    protected final int[] records;
    /** The records. */
    protected final double[] factors;
    /** Filtered means, n a row. */
    protected final double[] means;

    /** Σ a (2 gᵀA x̂ + q g_n²) over the steps, where x̂ = mean + Pg are the smoothed states before each. */
    protected double quadraticSlope;

    /** Σ a (2 tr(GAP) + q G_nn) over the steps. */
    protected double determinantSlope;

    private final int width;
    private int equalSteps;

    protected MaternFilter(MaternSteps steps) {
        super(steps.inputs.size());
        int n = steps.form.dimension();
        this.width = n * (n + 1) / 2;
        this.size = steps.inputs.size();
        this.steps = steps.inputs.steps();
        this.moves = steps.moves;
        this.noise = steps.noise;
        this.records = new int[size];
        this.factors = new double[Math.multiplyExact(width, size)];
        this.means = new double[Math.multiplyExact(n, size)];
    }

    @Override
    final boolean bringsGradient() {
        return true;
    }

    @Override
    final void addGradient(double[] z, double[] signal, int from, boolean withDeterminant, double[] gradient) {
        gradient[0] -= delta * quadraticSlope;
        if (withDeterminant) {
            gradient[0] += delta * determinantSlope / 2;
        }
    }

    /**
     * Gives row t &gt; 0 a record, and the rows of its grid too once that has settled.
     *
     * @return the first row that has none yet
     */
    protected final int share(int record, int t) {
        records[t] = record;
        equalSteps = t > 1 && steps[t] == steps[t - 1] ? equalSteps + 1 : 1;
        int end = t + 1;
        if (equalSteps % PATIENCE == 0 && hasSettled(t)) {
            while (end < size && steps[end] == steps[t]) {
                records[end++] = record;
            }
        }
        return end;
    }

    /** Whether the record of row t, and with it those of the same steps that follow, differs from the last no more. */
    private boolean hasSettled(int t) {
        int now = records[t] * width;
        int then = records[t - PATIENCE] * width;
        for (int k = 0; k < width; k++) {
            if (Math.abs(factors[now + k] - factors[then + k]) > ROUNDING * Math.abs(factors[now + k])) {
                return false;
            }
        }
        return true;
    }
}
