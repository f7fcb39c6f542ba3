package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * The covariance of the filter's N = r·n states as P = LDLᵀ (Bierman 1977). A step orthogonalises the rows of [(I ⊗
 * Φ)L, I ⊗ C] by weighted Gram–Schmidt, whose zeros leave ⅔N³ operations; an observation takes N². Both only add
 * positive terms to D, so that small variances keep their digits. Mutable workspace.
 */
final class StateFactor {
    private final JointModel model;
    private final int n;
    private final int r;
    private final int size;
    /** Lᵀ above the diagonal, D on it. */
    private final double[] factor;

    /** 2N×N: a column of the array in a row, for every series n columns of ΦL and n of C; and their weights. */
    private final double[] array;

    private final double[] weights;
    private final double[] transition;
    private final double[] noise;
    private final double[] noiseWeights;
    private final double[] inner;

    StateFactor(JointModel model) {
        this.model = model;
        this.n = model.states();
        this.r = model.seriesCount();
        this.size = r * n;
        this.factor = new double[size * size];
        this.array = new double[2 * size * size];
        this.weights = new double[2 * size];
        this.transition = new double[n * n];
        this.noise = new double[n * n];
        this.noiseWeights = new double[n];
        this.inner = new double[size];
    }

    /** N². */
    int length() {
        return factor.length;
    }

    void save(double[] target, int to) {
        System.arraycopy(factor, 0, target, to, factor.length);
    }

    void restore(double[] source) {
        System.arraycopy(source, 0, factor, 0, factor.length);
    }

    /** P∞ at the first row. */
    void start() {
        double start = model.table().factor(0) * model.table().factor(0);
        Matrix p = model.form().stationaryCovariance().times(start);
        Arrays.fill(factor, 0);
        for (int k = 0; k < r; k++) {
            for (int j = 0; j < n; j++) {
                double pivot = p.get(j, j);
                int column = (k * n + j) * size + k * n;
                for (int l = 0; l < j; l++) {
                    double above = factor[(k * n + l) * size + k * n + j];
                    pivot -= above * above * factor[(k * n + l) * (size + 1)];
                }
                factor[column + j] = pivot;
                for (int i = j + 1; i < n; i++) {
                    double sum = p.get(i, j);
                    for (int l = 0; l < j; l++) {
                        int row = (k * n + l) * size + k * n;
                        sum -= factor[row + i] * factor[row + j] * factor[row + l];
                    }
                    factor[column + i] = sum / pivot;
                }
            }
        }
    }

    /** Moves to row t &gt; 0 from the one before. */
    void step(int t) {
        StepTable table = model.table();
        table.transition(t, transition);
        table.factor(t, noise);
        table.weights(t, noiseWeights, 0);
        Arrays.fill(array, 0);
        for (int l = 0; l < r; l++) {
            for (int b = 0; b < n; b++) {
                moveColumn(l, b);
                int column = (2 * l + 1) * n + b;
                weights[column] = noiseWeights[b];
                for (int a = 0; a < n; a++) {
                    array[column * size + l * n + a] = noise[a * n + b];
                }
            }
        }
        orthogonalize();
    }

    /** (I ⊗ Φ) times a column of L. */
    private void moveColumn(int l, int b) {
        int source = (l * n + b) * size;
        int column = 2 * l * n + b;
        int target = column * size;
        weights[column] = factor[source + l * n + b];
        factor[source + l * n + b] = 1;
        for (int k = l; k < r; k++) {
            for (int a = 0; a < n; a++) {
                double sum = 0;
                for (int c = k == l ? b : 0; c < n; c++) {
                    sum += transition[a * n + c] * factor[source + k * n + c];
                }
                array[target + k * n + a] = sum;
            }
        }
    }

    /** Modified Gram–Schmidt: series after series has columns of its own, and those of the series before. */
    private void orthogonalize() {
        for (int i = 0; i < size; i++) {
            int width = 2 * n * (i / n + 1);
            double square = 0;
            Arrays.fill(inner, i, size, 0);
            for (int c = 0; c < width; c++) {
                double own = array[c * size + i];
                double weighted = weights[c] * own;
                if (weighted != 0) {
                    square += weighted * own;
                    for (int j = i + 1; j < size; j++) {
                        inner[j] += weighted * array[c * size + j];
                    }
                }
            }
            factor[i * size + i] = square;
            for (int j = i + 1; j < size; j++) {
                inner[j] = square > 0 ? inner[j] / square : 0;
                factor[i * size + j] = inner[j];
            }
            for (int c = 0; c < width; c++) {
                double own = array[c * size + i];
                if (weights[c] * own != 0) {
                    for (int j = i + 1; j < size; j++) {
                        array[c * size + j] -= own * inner[j];
                    }
                }
            }
        }
    }

    /**
     * Takes in an observation with noise of variance 1.
     *
     * @param h of the first state of every series: r values from {@code from}
     * @param gain N values from {@code to}, of Ph/F
     * @return F
     */
    double observe(double[] h, int from, double[] gain, int to) {
        double[] f = inner;
        for (int j = 0; j < size; j++) {
            double sum = j % n == 0 ? h[from + j / n] : 0;
            for (int k = j / n + 1; k < r; k++) {
                sum += factor[j * size + k * n] * h[from + k];
            }
            f[j] = sum;
        }
        double alpha = 1;
        for (int j = size - 1; j >= 0; j--) {
            int at = j * size;
            double v = factor[at + j] * f[j];
            double next = alpha + v * f[j];
            double lambda = -f[j] / alpha;
            factor[at + j] *= alpha / next;
            for (int i = j + 1; i < size; i++) {
                double l = factor[at + i];
                factor[at + i] = l + lambda * gain[to + i];
                gain[to + i] += v * l;
            }
            gain[to + j] = v;
            alpha = next;
        }
        for (int i = 0; i < size; i++) {
            gain[to + i] /= alpha;
        }
        return alpha;
    }

    /** P of a saved factor, N×N. */
    static void covariance(double[] saved, int from, int size, double[] target) {
        Arrays.fill(target, 0, size * size, 0);
        for (int k = 0; k < size; k++) {
            int at = from + k * size;
            double d = saved[at + k];
            for (int i = k; i < size && d != 0; i++) {
                double weighted = d * (i == k ? 1 : saved[at + i]);
                target[i * size + k] += weighted;
                for (int j = k + 1; j <= i; j++) {
                    target[i * size + j] += weighted * saved[at + j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                target[j * size + i] = target[i * size + j];
            }
        }
    }
}
