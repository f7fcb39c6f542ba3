package org.coregion.engine;

import org.coregion.kernel.StateSpaceForm;

/**
 * What a state-space model does over every step between neighbouring rows, computed once. Where rows are multiplied by
 * factors c_t, so are all states at a row: Φ becomes Φ·c_t/c_(t−1), d becomes d·c_t². Immutable.
 */
final class StepTable {
    private final SortedInputs inputs;
    private final int n;
    private final double[] transitions;
    private final double[] factors;
    private final double[] weights;

    StepTable(StateSpaceForm form, SortedInputs inputs) {
        this.inputs = inputs;
        this.n = form.dimension();
        int count = inputs.distances().length;
        this.transitions = new double[Math.multiplyExact(count, n * n)];
        this.factors = new double[Math.multiplyExact(count, n * n)];
        this.weights = new double[Math.multiplyExact(count, n)];
        double[] phi = new double[n * n];
        double[] c = new double[n * n];
        double[] d = new double[n];
        for (int i = 0; i < count; i++) {
            form.step(inputs.distances()[i], phi, c, d);
            System.arraycopy(phi, 0, transitions, i * n * n, n * n);
            System.arraycopy(c, 0, factors, i * n * n, n * n);
            System.arraycopy(d, 0, weights, i * n, n);
        }
    }

    /** The number of rows, T. */
    int size() {
        return inputs.size();
    }

    /** c_t. */
    double factor(int t) {
        return inputs.factor(t);
    }

    /** c_t / c_(t−1) for row t &gt; 0. */
    double ratio(int t) {
        return inputs.factor(t) / inputs.factor(t - 1);
    }

    /** The distance from row t − 1 to row t. */
    double distance(int t) {
        return inputs.distances()[inputs.steps()[t]];
    }

    /** Φ of the step to row t &gt; 0. */
    void transition(int t, double[] target) {
        System.arraycopy(transitions, inputs.steps()[t] * n * n, target, 0, n * n);
        if (inputs.isScaled()) {
            double ratio = ratio(t);
            for (int i = 0; i < n * n; i++) {
                target[i] *= ratio;
            }
        }
    }

    /** C of the step to row t &gt; 0. */
    void factor(int t, double[] target) {
        System.arraycopy(factors, inputs.steps()[t] * n * n, target, 0, n * n);
    }

    /** d of the step to row t &gt; 0. */
    void weights(int t, double[] target, int from) {
        System.arraycopy(weights, inputs.steps()[t] * n, target, from, n);
        if (inputs.isScaled()) {
            for (int i = 0; i < n; i++) {
                target[from + i] *= factor(t) * factor(t);
            }
        }
    }
}
