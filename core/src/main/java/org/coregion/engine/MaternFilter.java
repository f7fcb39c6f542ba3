package org.coregion.engine;

/**
 * What the filters written out for Matérn kernels share. The covariance after the observation of a row is a record of
 * D_0, column 0 of L, D_1, ..., as {@link MaternSteps} keeps the noise of a step.
 *
 * <p>On a regular grid the covariances settle. From there on the rows of a grid share one record, and nothing is
 * computed anew.
 */
abstract class MaternFilter extends SeriesFilter {
    /** Covariances are looked at for having settled after every so many equal steps. */
    private static final int PATIENCE = 64;

    /** What rounding alone moves a covariance by. */
    private static final double ROUNDING = 2e-15;

    protected final int size;
    protected final int[] steps;
    /** See {@link MaternSteps}. */
    protected final double[] table;
    /** Which record holds the covariance of a row. */
    protected final int[] records;
    /** The records. */
    protected final double[] factors;

    /** Filtered means, n a row, when they are kept. */
    protected double[] means = {};

    protected boolean isKeepingMeans;

    private final int n;
    private final int width;
    private double[] residual = {};
    private double[] scratch = {};

    protected MaternFilter(MaternSteps steps) {
        super(steps.inputs.size());
        this.n = steps.form.dimension();
        this.width = n * (n + 1) / 2;
        this.size = steps.inputs.size();
        this.steps = steps.inputs.steps();
        this.table = steps.values;
        this.records = new int[size];
        this.factors = new double[Math.multiplyExact(width, size)];
    }

    /** Σ a (2 gᵀA x̂ + q g_n²) over the steps, where x̂ = mean + Pg are the smoothed states before each. */
    protected abstract double quadraticGradient(double[] z, int from);

    /**
     * N, last row first: fills in the diagonal of B⁻¹. Returns the trace of MB⁻¹ or, for the gradient, Σ a (2 tr(GAP) +
     * q G_nn) over the steps.
     */
    protected abstract double backward(double[] diagonal, boolean isGradient);

    @Override
    final double inverseDiagonal(double[] diagonal) {
        return backward(diagonal, false);
    }

    /** With Φ̇ = −aAΦ and Q̇ = −a q vvᵀ for v = Φe_n, every term is one of g = Φᵀr and G = ΦᵀNΦ. */
    @Override
    final void addGradient(double[] z, double[] signal, int from, double[] gradient) {
        addQuadraticGradient(z, signal, from, gradient);
        gradient[0] += delta * backward(scratch, true) / 2;
    }

    @Override
    final void addQuadraticGradient(double[] z, double[] signal, int from, double[] gradient) {
        if (means.length == 0) {
            means = new double[Math.multiplyExact(n, size)];
            residual = new double[size];
            scratch = new double[size];
        }
        for (int t = 0; t < size; t++) {
            residual[t] = z[from + t] + delta * signal[from + t];
        }
        isKeepingMeans = true;
        filter(residual, 0, residual, scratch, 0);
        isKeepingMeans = false;
        gradient[0] -= delta * quadraticGradient(z, from);
    }

    /** Whether the record of row t, and with it those of the same steps that follow, differs from the last no more. */
    protected final boolean hasSettled(int t, int equalSteps) {
        if (equalSteps % PATIENCE != 0) {
            return false;
        }
        int now = records[t] * width;
        int then = records[t - PATIENCE] * width;
        for (int k = 0; k < width; k++) {
            if (Math.abs(factors[now + k] - factors[then + k]) > ROUNDING * Math.abs(factors[now + k])) {
                return false;
            }
        }
        return true;
    }

    /** The first row after t with a step of another length. */
    protected final int endOfEqualSteps(int t) {
        int end = t + 1;
        while (end < size && steps[end] == steps[t]) {
            end++;
        }
        return end;
    }
}
