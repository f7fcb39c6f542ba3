package org.coregion.engine;

import java.util.Arrays;
import org.coregion.kernel.StateSpaceForm;

/** The filter for any number n of states: O(n³) a row. Matrices n×n are stored row by row. */
final class GeneralFilter extends SeriesFilter {
    private final StateSpaceForm form;
    private final StepTable table;
    private final int n;
    private final int size;
    /** n·n values a row: D on the diagonal, L below it, after the observation. */
    private final double[] factors;

    /** n×2n: [ΦL, C]; and the weights of its columns. */
    private final double[] array;

    private final double[] weights;
    private final double[] mean;
    /** Filtered means, n a row. */
    private double[] means = {};

    private final double[] moved;
    private final double[] gain;
    private final double[] information;
    private final double[] square;
    private final double[] product;

    GeneralFilter(StateSpaceForm form, StepTable table) {
        super(table.size());
        this.form = form;
        this.table = table;
        this.n = form.dimension();
        this.size = table.size();
        this.factors = new double[Math.multiplyExact(size, n * n)];
        this.array = new double[2 * n * n];
        this.weights = new double[2 * n];
        this.mean = new double[n];
        this.moved = new double[n];
        this.gain = new double[n];
        this.information = new double[n * n];
        this.square = new double[n * n];
        this.product = new double[n * n];
    }

    @Override
    protected void filterCovariances(MeanEquations equations) {
        double start = table.factor(0) * table.factor(0);
        double[] p = form.stationaryCovariance().times(start).data();
        double[] states = new double[n * equations.columns()];
        for (int t = 0; t < size; t++) {
            int at = t * n * n;
            if (t == 0) {
                startFrom(p);
            } else {
                advance(at - n * n, t);
            }
            orthogonalize(at);
            double f = 1 + delta * factors[at];
            factors[at] /= f;
            observed(t, f, 1 / f);
            for (int c = 0; c < equations.columns(); c++) {
                System.arraycopy(states, c * n, mean, 0, n);
                equations.add(c, observe(equations.value(c, t), t), precisions[t]);
                System.arraycopy(mean, 0, states, c * n, n);
            }
        }
    }

    @Override
    void filter(double[] y, double[] innovations, int from) {
        startMeans();
        for (int t = 0; t < size; t++) {
            innovations[from + t] = observe(y[from + t], t) * precisions[t];
            System.arraycopy(mean, 0, means, t * n, n);
        }
    }

    @Override
    void smooth(double[] innovations, double[] signal, int from) {
        double[] r = mean;
        Arrays.fill(r, 0);
        for (int t = size - 1; t >= 0; t--) {
            pullBack(r, t);
            gain(t);
            double u = dot(gain, r);
            innovations[from + t] -= delta * u;
            signal[from + t] = means[t * n] + u;
            r[0] += innovations[from + t];
        }
    }

    @Override
    SeriesTraces traces(double[] diagonal, int from) {
        CompensatedSum inverse = new CompensatedSum();
        CompensatedSum kernel = new CompensatedSum();
        Arrays.fill(information, 0);
        for (int t = size - 1; t >= 0; t--) {
            pullBackInformation(t);
            double explained = condition(t);
            diagonal[from + t] = precisions[t] + delta * delta * explained;
            inverse.add(diagonal[from + t]);
            kernel.add(gain[0] - delta * explained);
        }
        return new SeriesTraces(inverse.value(), kernel.value());
    }

    /** The pullback of every step costs more than all the rest. */
    @Override
    boolean bringsGradient() {
        return false;
    }

    @Override
    void addGradient(double[] z, double[] signal, int from, boolean withDeterminant, double[] gradient) {
        double share = withDeterminant ? 1 : 0;
        startMeans();
        for (int t = 0; t < size; t++) {
            observe(z[from + t] + delta * signal[from + t], t);
            System.arraycopy(mean, 0, means, t * n, n);
        }
        double[] transitionAdjoint = new double[n * n];
        double[] noiseAdjoint = new double[n * n];
        double[] r = mean;
        Arrays.fill(r, 0);
        Arrays.fill(information, 0);
        for (int t = size - 1; t >= 0; t--) {
            pullBack(r, t);
            pullBackInformation(t);
            condition(t);
            r[0] += z[from + t];
            scores(r, share, noiseAdjoint);
            if (t == 0) {
                times(table.factor(0) * table.factor(0), noiseAdjoint);
                form.pullbackStationary(noiseAdjoint, gradient);
                return;
            }
            // Φ̄ = 2(SΦP + r meanᵀ) with the covariance and the mean before the step.
            table.transition(t, square);
            multiply(noiseAdjoint, square, product);
            covariance(t - 1, square);
            multiply(product, square, transitionAdjoint);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    transitionAdjoint[i * n + j] =
                            2 * (transitionAdjoint[i * n + j] + delta * r[i] * means[(t - 1) * n + j]);
                }
            }
            times(table.ratio(t), transitionAdjoint);
            times(table.factor(t) * table.factor(t), noiseAdjoint);
            form.pullback(table.distance(t), transitionAdjoint, noiseAdjoint, gradient);
        }
    }

    private void startMeans() {
        Arrays.fill(mean, 0);
        if (means.length == 0) {
            means = new double[Math.multiplyExact(n, size)];
        }
    }

    /** δ(rrᵀ − share·N/2): the adjoint of the covariance that a step adds. */
    private void scores(double[] r, double share, double[] target) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                target[i * n + j] = delta * (r[i] * r[j] - share * information[i * n + j] / 2);
            }
        }
    }

    /** LDLᵀ of P∞ by way of the array. */
    private void startFrom(double[] p) {
        Arrays.fill(array, 0);
        Arrays.fill(weights, 0);
        for (int j = 0; j < n; j++) {
            double pivot = p[j * n + j];
            for (int k = 0; k < j; k++) {
                pivot -= weights[k] * array[j * 2 * n + k] * array[j * 2 * n + k];
            }
            weights[j] = pivot;
            array[j * 2 * n + j] = 1;
            for (int i = j + 1; i < n; i++) {
                double sum = p[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= weights[k] * array[i * 2 * n + k] * array[j * 2 * n + k];
                }
                array[i * 2 * n + j] = sum / pivot;
            }
        }
    }

    /** [ΦL, C] of the step to row t. */
    private void advance(int previous, int t) {
        table.transition(t, square);
        table.factor(t, product);
        table.weights(t, weights, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = square[i * n + j];
                for (int k = j + 1; k < n; k++) {
                    sum += square[i * n + k] * factors[previous + k * n + j];
                }
                array[i * 2 * n + j] = sum;
                array[i * 2 * n + n + j] = product[i * n + j];
            }
        }
        for (int j = 0; j < n; j++) {
            weights[j] = factors[previous + j * n + j];
        }
    }

    /** Weighted modified Gram–Schmidt of the rows of the array. */
    private void orthogonalize(int at) {
        int width = 2 * n;
        for (int i = 0; i < n; i++) {
            double square = 0;
            for (int k = 0; k < width; k++) {
                square += weights[k] * array[i * width + k] * array[i * width + k];
            }
            factors[at + i * n + i] = square;
            for (int j = i + 1; j < n; j++) {
                double inner = 0;
                for (int k = 0; k < width; k++) {
                    inner += weights[k] * array[i * width + k] * array[j * width + k];
                }
                double l = square > 0 ? inner / square : 0;
                factors[at + j * n + i] = l;
                for (int k = 0; k < width; k++) {
                    array[j * width + k] -= l * array[i * width + k];
                }
            }
        }
    }

    /** Moves the mean to row t and takes the observation in; returns the innovation. */
    double observe(double y, int t) {
        if (t > 0) {
            table.transition(t, square);
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += square[i * n + j] * mean[j];
                }
                moved[i] = sum;
            }
            System.arraycopy(moved, 0, mean, 0, n);
        }
        gain(t);
        double innovation = y - delta * mean[0];
        for (int i = 0; i < n; i++) {
            mean[i] += gain[i] * innovation;
        }
        return innovation;
    }

    /** k = P e₁ of row t. */
    double[] gain(int t) {
        int at = t * n * n;
        gain[0] = factors[at];
        for (int i = 1; i < n; i++) {
            gain[i] = factors[at] * factors[at + i * n];
        }
        return gain;
    }

    /** The mean of the states, or r: set to 0, and changed by {@link #observe}. */
    double[] restart() {
        Arrays.fill(mean, 0);
        Arrays.fill(information, 0);
        return mean;
    }

    /** N. */
    double[] information() {
        return information;
    }

    StepTable table() {
        return table;
    }

    /** P of row t after its observation. */
    void covariance(int t, double[] target) {
        int at = t * n * n;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    double li = k == i ? 1 : factors[at + i * n + k];
                    double lj = k == j ? 1 : factors[at + j * n + k];
                    sum += li * lj * factors[at + k * n + k];
                }
                target[i * n + j] = sum;
                target[j * n + i] = sum;
            }
        }
    }

    /** r ← Φᵀr over the step after row t. */
    void pullBack(double[] r, int t) {
        if (t + 1 == size) {
            return;
        }
        table.transition(t + 1, square);
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += square[i * n + j] * r[i];
            }
            moved[j] = sum;
        }
        System.arraycopy(moved, 0, r, 0, n);
    }

    /** N ← ΦᵀNΦ over the step after row t. */
    void pullBackInformation(int t) {
        if (t + 1 == size) {
            return;
        }
        table.transition(t + 1, square);
        multiply(information, square, product);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += square[k * n + i] * product[k * n + j];
                }
                information[i * n + j] = sum;
                information[j * n + i] = sum;
            }
        }
    }

    /** Takes the observation of row t into N; returns kᵀGk. */
    double condition(int t) {
        gain(t);
        double explained = 0;
        double inner = 0;
        for (int i = 0; i < n; i++) {
            double gk = 0;
            double gw = information[i * n] * precisions[t];
            for (int j = 0; j < n; j++) {
                gk += information[i * n + j] * gain[j];
                gw -= j == 0 ? 0 : delta * information[i * n + j] * gain[j];
            }
            explained += gain[i] * gk;
            inner += (i == 0 ? precisions[t] : -delta * gain[i]) * gw;
            moved[i] = gw;
        }
        information[0] = inner + precisions[t];
        for (int i = 1; i < n; i++) {
            information[i] = moved[i];
            information[i * n] = moved[i];
        }
        return explained;
    }

    private static void times(double factor, double[] a) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }

    private void multiply(double[] a, double[] b, double[] target) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[i * n + k] * b[k * n + j];
                }
                target[i * n + j] = sum;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
