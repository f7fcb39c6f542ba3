package org.coregion.engine;

/** The filter's results at the rows of one segment, filtered once more. Mutable: one segment after another. */
final class JointSegment {
    private final JointTrail trail;
    private final JointFilter filter;
    private final int d;
    private final int size;
    private final int c;
    private final int rows;
    private final double[] gains;
    private final double[] variances;
    private final double[] innovations;
    /** Of every row and the one before the first, where states are kept. */
    private final double[] factors;

    private final double[] means;
    private int from;
    private int to;

    /** @param keepsStates whether covariances and means of the states will be asked for */
    JointSegment(JointTrail trail, boolean keepsStates) {
        JointModel model = trail.model();
        this.trail = trail;
        this.filter = new JointFilter(model, trail.columns());
        this.d = model.outputCount();
        this.size = model.seriesCount() * model.states();
        this.c = trail.columns().count();
        this.rows = Math.min(JointTrail.SEGMENT, model.rows());
        this.gains = new double[rows * d * size];
        this.variances = new double[rows * d];
        this.innovations = new double[rows * d * c];
        this.factors = new double[keepsStates ? (rows + 1) * size * size : 0];
        this.means = new double[keepsStates ? (rows + 1) * size * c : 0];
    }

    /** Filters segment s. */
    void load(int s) {
        from = s * JointTrail.SEGMENT;
        to = Math.min(trail.model().rows(), from + rows);
        filter.restore(trail.factor(s), trail.means(s));
        keep(0);
        for (int t = from; t < to; t++) {
            filter.advance(t, gains, gain(t, 0), variances, (t - from) * d, innovations, innovation(t, 0));
            keep(t - from + 1);
        }
    }

    private void keep(int slot) {
        if (factors.length > 0) {
            filter.factor().save(factors, slot * size * size);
            System.arraycopy(filter.means(), 0, means, slot * size * c, size * c);
        }
    }

    /** The first row. */
    int from() {
        return from;
    }

    /** The row after the last. */
    int to() {
        return to;
    }

    /** PH[j]ᵀ/F of every observation: N values from {@link #gain}. */
    double[] gains() {
        return gains;
    }

    int gain(int t, int j) {
        return ((t - from) * d + j) * size;
    }

    /** F of observation j of row t. */
    double variance(int t, int j) {
        return variances[(t - from) * d + j];
    }

    /** The innovations of every observation: c values from {@link #innovation}. */
    double[] innovations() {
        return innovations;
    }

    int innovation(int t, int j) {
        return ((t - from) * d + j) * c;
    }

    /** P of the row before row t, after its observations. */
    void covarianceBefore(int t, double[] target) {
        StateFactor.covariance(factors, (t - from) * size * size, size, target);
    }

    /** The states' means at the row before row t, after its observations: N×c values from {@link #meansBefore}. */
    double[] means() {
        return means;
    }

    int meansBefore(int t) {
        return (t - from) * size * c;
    }
}
