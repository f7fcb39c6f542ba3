package org.coregion.engine;

import org.coregion.linalg.Matrix;
import org.coregion.linalg.Parallel;

/**
 * The two sweeps over the eigenbasis that an evaluation takes: about 5D + 20 operations for each of the r·D elements,
 * plus those of the mean. Blocks of the basis are small enough for the cache and are summed in order, so that the
 * result does not depend on the number of threads.
 */
final class SpectralSweeps {
    /** Eigenvectors in a block. */
    private static final int BLOCK = 512;

    /** Elements r·D below which starting threads costs more than it saves. */
    private static final int PARALLEL_FROM = 1 << 17;

    /** Factors 1 + λδ whose product is taken before its logarithm; where that overflows, each has its own. */
    private static final int FACTORS = 16;

    private final double[] lambda;
    private final int threads;
    private final int r;
    private final int d;
    private final int p;
    /** D×r. */
    private final double[] outputs;
    /** P×r. */
    private final double[] meanBasis;
    /** D×r: the series, then their residuals. */
    private final double[] series;
    /** D×r: the residuals times the shrinkage. */
    private final double[] z;
    /** D×r: 1 / (1 + λδ). */
    private final double[] shrinkage;

    /** What each block adds up. */
    private final double[][] sums;

    SpectralSweeps(double[] lambda, Matrix outputs, Matrix meanBasis, int threads) {
        this.lambda = lambda;
        this.threads = (long) lambda.length * outputs.rows() >= PARALLEL_FROM ? threads : 1;
        this.r = lambda.length;
        this.d = outputs.rows();
        this.p = meanBasis.rows();
        this.outputs = outputs.data();
        this.meanBasis = meanBasis.data();
        this.series = new double[d * r];
        this.z = new double[d * r];
        this.shrinkage = new double[d * r];
        this.sums = new double[(r + BLOCK - 1) / BLOCK][Math.max(d * firstSums(), 2 * d * d)];
    }

    /** z, D×r. */
    Matrix z() {
        return Matrix.wrap(d, r, z);
    }

    /** 1 / (1 + λδ), D×r. */
    Matrix shrinkage() {
        return Matrix.wrap(d, r, shrinkage);
    }

    /** Sums of a series over the basis: log H, 1/H, λ/H, then Φᵀ(y/H), then the lower triangle of Φᵀ(Φ/H). */
    private int firstSums() {
        return 3 + p + p * (p + 1) / 2;
    }

    /**
     * Whitens the outputs and adds up what depends on the shrinkage.
     *
     * @return for every series the sums of log H, 1/H, λ/H, then Φᵀ(y/H), then the lower triangle of Φᵀ(Φ/H)
     */
    double[][] whiten(Matrix w, double[] delta) {
        overBlocks((own, from, to) -> {
            for (int i = 0; i < d; i++) {
                combine(w, i, from, to);
                int at = i * firstSums();
                shrink(delta[i], i, own, at, from, to);
                for (int a = 0; a < p; a++) {
                    own[at + 3 + a] = tripleDot(meanBasis, a * r, series, i * r, shrinkage, i * r, from, to);
                    for (int b = 0; b <= a; b++) {
                        own[at + 3 + p + a * (a + 1) / 2 + b] =
                                tripleDot(meanBasis, a * r, meanBasis, b * r, shrinkage, i * r, from, to);
                    }
                }
            }
        });
        double[][] totals = new double[d][firstSums()];
        for (double[] own : sums) {
            for (int i = 0; i < d; i++) {
                for (int k = 0; k < firstSums(); k++) {
                    totals[i][k] += own[i * firstSums() + k];
                }
            }
        }
        return totals;
    }

    /**
     * Takes the mean off, solves and adds up the products of all series.
     *
     * @param coefficients P×D
     * @param gram D×D, to which zᵀz is added
     * @param kernelGram D×D, to which zᵀΛz is added
     */
    void solve(Matrix coefficients, Matrix gram, Matrix kernelGram) {
        overBlocks((own, from, to) -> {
            for (int i = 0; i < d; i++) {
                for (int a = 0; a < p; a++) {
                    double coefficient = coefficients.get(a, i);
                    for (int k = from; k < to; k++) {
                        series[i * r + k] -= coefficient * meanBasis[a * r + k];
                    }
                }
                for (int k = i * r + from; k < i * r + to; k++) {
                    z[k] = series[k] * shrinkage[k];
                }
            }
            for (int i = 0; i < d; i += 2) {
                for (int j = 0; j <= i; j += 2) {
                    products(i, j, own, from, to);
                }
            }
        });
        for (double[] own : sums) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    add(gram, i, j, own[i * d + j]);
                    add(kernelGram, i, j, own[(d + i) * d + j]);
                }
            }
        }
    }

    private interface BlockTask {
        void run(double[] sums, int from, int to);
    }

    private void overBlocks(BlockTask task) {
        Parallel.forEach(
                threads, sums.length, block -> task.run(sums[block], block * BLOCK, Math.min(r, (block + 1) * BLOCK)));
    }

    /** Series i = outputs times column i of W, two outputs at a time. */
    private void combine(Matrix w, int i, int from, int to) {
        int target = i * r;
        for (int j = 0; j < d; j += 2) {
            int first = j * r;
            int second = Math.min(j + 1, d - 1) * r;
            double a = w.get(j, i);
            double b = j + 1 < d ? w.get(j + 1, i) : 0;
            if (j == 0) {
                for (int k = from; k < to; k++) {
                    series[target + k] = a * outputs[first + k] + b * outputs[second + k];
                }
            } else {
                for (int k = from; k < to; k++) {
                    series[target + k] += a * outputs[first + k] + b * outputs[second + k];
                }
            }
        }
    }

    private void shrink(double delta, int i, double[] own, int at, int from, int to) {
        int offset = i * r;
        for (int k = from; k < to; k++) {
            shrinkage[offset + k] = 1 / (1 + lambda[k] * delta);
        }
        double trace = 0;
        double weighted = 0;
        double secondTrace = 0;
        double secondWeighted = 0;
        int k = from;
        for (; k + 1 < to; k += 2) {
            double h = shrinkage[offset + k];
            double next = shrinkage[offset + k + 1];
            trace += h;
            secondTrace += next;
            weighted += lambda[k] * h;
            secondWeighted += lambda[k + 1] * next;
        }
        for (; k < to; k++) {
            trace += shrinkage[offset + k];
            weighted += lambda[k] * shrinkage[offset + k];
        }
        own[at] = logs(delta, from, to);
        own[at + 1] = trace + secondTrace;
        own[at + 2] = weighted + secondWeighted;
    }

    /** Σ log(1 + λδ). */
    private double logs(double delta, int from, int to) {
        double sum = 0;
        for (int start = from; start < to; start += FACTORS) {
            int end = Math.min(to, start + FACTORS);
            double even = 1;
            double odd = 1;
            int k = start;
            for (; k + 1 < end; k += 2) {
                even *= 1 + lambda[k] * delta;
                odd *= 1 + lambda[k + 1] * delta;
            }
            if (k < end) {
                even *= 1 + lambda[k] * delta;
            }
            double product = even * odd;
            if (product < Double.POSITIVE_INFINITY) {
                sum += Math.log(product);
            } else {
                for (k = start; k < end; k++) {
                    sum += Math.log(1 + lambda[k] * delta);
                }
            }
        }
        return sum;
    }

    /** zᵀz and zᵀΛz of series i and i + 1 with j and j + 1. */
    private void products(int i, int j, double[] own, int from, int to) {
        int i0 = i * r;
        int i1 = Math.min(i + 1, d - 1) * r;
        int j0 = j * r;
        int j1 = Math.min(j + 1, d - 1) * r;
        double s00 = 0;
        double s01 = 0;
        double s10 = 0;
        double s11 = 0;
        double w00 = 0;
        double w01 = 0;
        double w10 = 0;
        double w11 = 0;
        for (int k = from; k < to; k++) {
            double a0 = z[i0 + k];
            double a1 = z[i1 + k];
            double b0 = z[j0 + k];
            double b1 = z[j1 + k];
            double c0 = lambda[k] * a0;
            double c1 = lambda[k] * a1;
            s00 += a0 * b0;
            s01 += a0 * b1;
            s10 += a1 * b0;
            s11 += a1 * b1;
            w00 += c0 * b0;
            w01 += c0 * b1;
            w10 += c1 * b0;
            w11 += c1 * b1;
        }
        // Where the last row or column stands in twice, the same value is written twice.
        store(own, i, j, s00, w00);
        store(own, i, Math.min(j + 1, d - 1), s01, w01);
        store(own, Math.min(i + 1, d - 1), j, s10, w10);
        store(own, Math.min(i + 1, d - 1), Math.min(j + 1, d - 1), s11, w11);
    }

    private void store(double[] own, int i, int j, double product, double weighted) {
        own[i * d + j] = product;
        own[(d + i) * d + j] = weighted;
    }

    private static double tripleDot(double[] a, int i, double[] b, int j, double[] c, int l, int from, int to) {
        double even = 0;
        double odd = 0;
        int k = from;
        for (; k + 1 < to; k += 2) {
            even += a[i + k] * b[j + k] * c[l + k];
            odd += a[i + k + 1] * b[j + k + 1] * c[l + k + 1];
        }
        if (k < to) {
            even += a[i + k] * b[j + k] * c[l + k];
        }
        return even + odd;
    }

    private static void add(Matrix matrix, int i, int j, double value) {
        matrix.set(i, j, matrix.get(i, j) + value);
        if (i != j) {
            matrix.set(j, i, matrix.get(j, i) + value);
        }
    }
}
