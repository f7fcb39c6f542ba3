package org.coregion.engine;

import java.util.Arrays;
import org.coregion.kernel.StateSpaceForm;

/**
 * What one series says about new inputs: each lies in a gap between two rows, where the filter's state before it and
 * the smoother's adjoint after it meet. O((T + n)·states³). Mutable workspace: one per thread.
 */
final class GapPredictor {
    private final StateSpaceForm form;
    private final SortedInputs inputs;
    private final GeneralFilter filter;
    /** New inputs, ascending. */
    private final double[] points;

    private final int n;
    private final double[] stationary;

    /** P∞ = P + δX: what the observations so far have explained, per δ. */
    private final double[] explainedState;

    /** One row per new input: the covariance of f there with the states of the row after it. */
    private final double[] links;

    private final double[] transition;
    private final double[] factor;
    private final double[] weights;
    private final double[] covariance;
    private final double[] product;

    GapPredictor(StateSpaceForm form, SortedInputs inputs, StepTable table, double[] points) {
        this.form = form;
        this.inputs = inputs;
        this.filter = new GeneralFilter(form, table);
        this.points = points;
        this.n = form.dimension();
        this.stationary = form.stationaryCovariance().data();
        this.explainedState = new double[n * n];
        this.links = new double[Math.multiplyExact(points.length, n)];
        this.transition = new double[n * n];
        this.factor = new double[n * n];
        this.weights = new double[n];
        this.covariance = new double[n * n];
        this.product = new double[n * n];
    }

    /**
     * Fills in the results from {@code to}, one per new input.
     *
     * @param z the solution of the series, and Mz, both from {@code from}
     * @param mean k*ᵀz
     * @param explained k*ᵀB⁻¹k*
     */
    void predict(double delta, double[] z, double[] signal, int from, double[] mean, double[] explained, int to) {
        filter.factor(delta);
        forward(delta, z, signal, from, mean, explained, to);
        backward(z, from, mean, explained, to);
    }

    private void forward(
            double delta, double[] z, double[] signal, int from, double[] mean, double[] explained, int to) {
        double[] state = filter.restart();
        Arrays.fill(explainedState, 0);
        int point = 0;
        for (int t = -1; t < inputs.size(); t++) {
            if (t >= 0) {
                filter.observe(z[from + t] + delta * signal[from + t], t);
                explain(t);
            }
            for (; point < points.length && isBeforeRow(t + 1, point); point++) {
                double spread;
                if (t < 0) {
                    System.arraycopy(stationary, 0, covariance, 0, n * n);
                    mean[to + point] = 0;
                    spread = 0;
                } else {
                    form.step(points[point] - inputs.values()[t], transition, factor, weights);
                    scaleTransition(1 / inputs.factor(t));
                    mean[to + point] = dotFirstRow(state);
                    spread = forwardExplained();
                    advanceCovariance(t);
                }
                link(t + 1, point);
                // The difference is exact to rounding of the prior where δ is large; the sum where it is small.
                explained[to + point] = delta < 1 ? spread : (stationary[0] - covariance[0]) / delta;
            }
        }
    }

    private void backward(double[] z, int from, double[] mean, double[] explained, int to) {
        double[] r = filter.restart();
        int point = points.length - 1;
        for (int t = inputs.size() - 1; t >= 0; t--) {
            // What lies beyond the last row has no row after it.
            for (; point >= 0 && points[point] >= inputs.values()[t]; point--) {
                if (t + 1 < inputs.size()) {
                    meet(r, point, mean, explained, to);
                }
            }
            filter.pullBack(r, t);
            filter.pullBackInformation(t);
            filter.condition(t);
            r[0] += z[from + t];
        }
        for (; point >= 0; point--) {
            meet(r, point, mean, explained, to);
        }
    }

    private boolean isBeforeRow(int t, int point) {
        return t == inputs.size() || points[point] < inputs.values()[t];
    }

    private void meet(double[] r, int point, double[] mean, double[] explained, int to) {
        double[] information = filter.information();
        for (int i = 0; i < n; i++) {
            double link = links[point * n + i];
            mean[to + point] += link * r[i];
            for (int j = 0; j < n; j++) {
                explained[to + point] += link * information[i * n + j] * links[point * n + j];
            }
        }
    }

    /** X of row t, after its observation. */
    private void explain(int t) {
        if (t > 0) {
            filter.table().transition(t, transition);
            sandwich(explainedState, explainedState);
        }
        double[] gain = filter.gain(t);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                explainedState[i * n + j] += gain[i] * gain[j] / filter.precisions()[t];
            }
        }
    }

    /** (ΦXΦᵀ)[0, 0] over the step to the new input. */
    private double forwardExplained() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum += transition[i] * explainedState[i * n + j] * transition[j];
            }
        }
        return sum;
    }

    private double dotFirstRow(double[] state) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += transition[i] * state[i];
        }
        return sum;
    }

    /** ΦPΦᵀ + C·Diag(d)·Cᵀ over the step from row t to the new input. */
    private void advanceCovariance(int t) {
        filter.covariance(t, covariance);
        sandwich(covariance, covariance);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    covariance[i * n + j] += factor[i * n + k] * weights[k] * factor[j * n + k];
                }
            }
        }
    }

    /** A new input has the factor 1. */
    private void scaleTransition(double ratio) {
        for (int i = 0; i < transition.length; i++) {
            transition[i] *= ratio;
        }
    }

    /** ΦAΦᵀ into {@code target}, which may be A. */
    private void sandwich(double[] a, double[] target) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += transition[i * n + k] * a[k * n + j];
                }
                product[i * n + j] = sum;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += product[i * n + k] * transition[j * n + k];
                }
                target[i * n + j] = sum;
            }
        }
    }

    /** Φ P e₁ over the step from the new input to row t. */
    private void link(int t, int point) {
        if (t == inputs.size()) {
            return;
        }
        form.step(inputs.values()[t] - points[point], transition, factor, weights);
        scaleTransition(inputs.factor(t));
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += transition[i * n + j] * covariance[j * n];
            }
            links[point * n + i] = sum;
        }
    }
}
