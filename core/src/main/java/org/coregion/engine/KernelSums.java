package org.coregion.engine;

import org.coregion.kernel.StateSpaceForm;
import org.coregion.linalg.Matrix;

/**
 * Σ_u m(x*, x_u)·c_u·w_u at new inputs x*, c the rows' factors: the rows below x* by a sum of states that goes up,
 * those above by one that goes down. O((T + n*)·Dn²). Mutable workspace.
 */
final class KernelSums {
    private final StateSpaceForm form;
    private final SortedInputs inputs;
    private final StepTable table;
    private final int n;
    /** P∞e₁. */
    private final double[] start;

    private final double[] transition;
    private final double[] factor;
    private final double[] weights;

    KernelSums(StateSpaceForm form, SortedInputs inputs, StepTable table) {
        this.form = form;
        this.inputs = inputs;
        this.table = table;
        this.n = form.dimension();
        this.start = form.stationaryCovariance().columns(0, 1).data();
        this.transition = new double[n * n];
        this.factor = new double[n * n];
        this.weights = new double[n];
    }

    /**
     * The sums.
     *
     * @param w T×D in the original order
     * @param points n* new inputs
     * @return n*×D, in the points' original order
     */
    Matrix of(Matrix w, SortedInputs points) {
        Matrix sorted = Matrix.zeros(points.size(), w.columns());
        addBelow(w, points.values(), sorted);
        addAbove(w, points.values(), sorted);
        return points.originalColumns(sorted.transpose());
    }

    private void addBelow(Matrix w, double[] points, Matrix result) {
        int d = w.columns();
        double[] states = new double[n * d];
        BlockTransition step = new BlockTransition(n, 1);
        int t = -1;
        for (int point = 0; point < points.length; point++) {
            while (t + 1 < inputs.size() && inputs.values()[t + 1] <= points[point]) {
                t++;
                if (t > 0) {
                    table.transition(t, transition);
                    step.left(transition, states, d);
                }
                double square = inputs.factor(t) * inputs.factor(t);
                for (int a = 0; a < n; a++) {
                    for (int i = 0; i < d; i++) {
                        states[a * d + i] += square * start[a] * w.data()[inputs.order()[t] * d + i];
                    }
                }
            }
            if (t >= 0) {
                form.step(points[point] - inputs.values()[t], transition, factor, weights);
                for (int a = 0; a < n; a++) {
                    add(transition[a] / inputs.factor(t), states, a, result, point);
                }
            }
        }
    }

    private void addAbove(Matrix w, double[] points, Matrix result) {
        int d = w.columns();
        double[] adjoints = new double[n * d];
        BlockTransition step = new BlockTransition(n, 1);
        int t = inputs.size();
        for (int point = points.length - 1; point >= 0; point--) {
            while (t > 0 && inputs.values()[t - 1] > points[point]) {
                t--;
                if (t + 1 < inputs.size()) {
                    table.transition(t + 1, transition);
                    step.transpose(transition);
                    step.left(transition, adjoints, d);
                }
                for (int i = 0; i < d; i++) {
                    adjoints[i] += w.data()[inputs.order()[t] * d + i];
                }
            }
            if (t < inputs.size()) {
                form.step(inputs.values()[t] - points[point], transition, factor, weights);
                for (int a = 0; a < n; a++) {
                    double link = 0;
                    for (int b = 0; b < n; b++) {
                        link += transition[a * n + b] * start[b];
                    }
                    add(link * inputs.factor(t), adjoints, a, result, point);
                }
            }
        }
    }

    private static void add(double factor, double[] states, int a, Matrix result, int point) {
        int d = result.columns();
        for (int i = 0; i < d; i++) {
            result.data()[point * d + i] += factor * states[a * d + i];
        }
    }
}
