package org.coregion.engine;

import java.util.Arrays;
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
    private static final int FACTORS = 32;

    private final double[] lambda;
    private final int threads;
    private final int r;
    private final int d;
    private final int p;
    /** One array per output: only loops over arrays without offsets are compiled to vector instructions. */
    private final double[][] outputs;
    /** One array per function of the mean's basis. */
    private final double[][] meanBasis;
    /** The series, then their residuals. */
    private final double[][] series;
    /** The residuals times the shrinkage. */
    private final double[][] z;
    /** 1 / (1 + λδ). */
    private final double[][] shrinkage;

    /** What each block adds up. */
    private final double[][] sums;

    SpectralSweeps(double[] lambda, Matrix outputs, Matrix meanBasis, int threads) {
        this.lambda = lambda;
        this.threads = (long) lambda.length * outputs.rows() >= PARALLEL_FROM ? threads : 1;
        this.r = lambda.length;
        this.d = outputs.rows();
        this.p = meanBasis.rows();
        this.outputs = outputs.toArray();
        this.meanBasis = meanBasis.toArray();
        this.series = new double[d][r];
        this.z = new double[d][r];
        this.shrinkage = new double[d][r];
        this.sums = new double[(r + BLOCK - 1) / BLOCK][Math.max(d * firstSums(), 2 * d * d)];
    }

    /** A copy of z, D×r. */
    Matrix z() {
        return stacked(z);
    }

    /** A copy of 1 / (1 + λδ), D×r. */
    Matrix shrinkage() {
        return stacked(shrinkage);
    }

    /** 1 / (1 + λδ) of one series: not a copy. */
    double[] shrinkage(int i) {
        return shrinkage[i];
    }

    private Matrix stacked(double[][] rows) {
        Matrix result = Matrix.zeros(d, r);
        for (int i = 0; i < d; i++) {
            System.arraycopy(rows[i], 0, result.data(), i * r, r);
        }
        return result;
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
                shrink(delta[i], shrinkage[i], own, at, from, to);
                for (int a = 0; a < p; a++) {
                    own[at + 3 + a] = tripleDot(meanBasis[a], series[i], shrinkage[i], from, to);
                    for (int b = 0; b <= a; b++) {
                        own[at + 3 + p + a * (a + 1) / 2 + b] =
                                tripleDot(meanBasis[a], meanBasis[b], shrinkage[i], from, to);
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
                    subtract(coefficients.get(a, i), meanBasis[a], series[i], from, to);
                }
                multiply(series[i], shrinkage[i], z[i], from, to);
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

    /**
     * The columns of F = B⁻¹ΦL⁻ᵀ of one series in the basis.
     *
     * @param inverse L⁻¹, P×P lower triangular
     * @param target gets the P×r coordinates, from {@code to}
     */
    void projections(int i, Matrix inverse, double[] target, int to) {
        for (int a = 0; a < p; a++) {
            project(i, inverse, a, target, to + a * r, 0, r);
        }
    }

    /**
     * Sums of F² and λF² over the basis and all columns of F, for every series.
     *
     * @param inverses L⁻¹ of every series, P×P lower triangular
     * @return D×2
     */
    double[][] projectionSums(Matrix[] inverses) {
        overBlocks((own, from, to) -> {
            double[] column = new double[to - from];
            for (int i = 0; i < d; i++) {
                double plain = 0;
                double weighted = 0;
                for (int a = 0; a < p; a++) {
                    Arrays.fill(column, 0);
                    project(i, inverses[i], a, column, -from, from, to);
                    for (int k = from; k < to; k++) {
                        double square = column[k - from] * column[k - from];
                        plain += square;
                        weighted += lambda[k] * square;
                    }
                }
                own[2 * i] = plain;
                own[2 * i + 1] = weighted;
            }
        });
        double[][] totals = new double[d][2];
        for (double[] own : sums) {
            for (int i = 0; i < d; i++) {
                totals[i][0] += own[2 * i];
                totals[i][1] += own[2 * i + 1];
            }
        }
        return totals;
    }

    /** Column a of F of series i, added to {@code target} at {@code offset} + k. */
    private void project(int i, Matrix inverse, int a, double[] target, int offset, int from, int to) {
        double[] h = shrinkage[i];
        for (int b = 0; b <= a; b++) {
            double factor = inverse.get(a, b);
            double[] phi = meanBasis[b];
            for (int k = from; k < to; k++) {
                target[offset + k] += factor * phi[k] * h[k];
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
        double[] target = series[i];
        for (int j = 0; j < d; j += 2) {
            double[] first = outputs[j];
            double[] second = outputs[Math.min(j + 1, d - 1)];
            double a = w.get(j, i);
            double b = j + 1 < d ? w.get(j + 1, i) : 0;
            if (j == 0) {
                for (int k = from; k < to; k++) {
                    target[k] = a * first[k] + b * second[k];
                }
            } else {
                for (int k = from; k < to; k++) {
                    target[k] += a * first[k] + b * second[k];
                }
            }
        }
    }

    private static void subtract(double factor, double[] a, double[] target, int from, int to) {
        for (int k = from; k < to; k++) {
            target[k] -= factor * a[k];
        }
    }

    private static void multiply(double[] a, double[] b, double[] target, int from, int to) {
        for (int k = from; k < to; k++) {
            target[k] = a[k] * b[k];
        }
    }

    private void shrink(double delta, double[] h, double[] own, int at, int from, int to) {
        double[] values = lambda;
        for (int k = from; k < to; k++) {
            h[k] = 1 / (1 + values[k] * delta);
        }
        // Sums side by side, which the processor adds at the same time.
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        double w0 = 0;
        double w1 = 0;
        double w2 = 0;
        double w3 = 0;
        int k = from;
        for (; k + 3 < to; k += 4) {
            t0 += h[k];
            t1 += h[k + 1];
            t2 += h[k + 2];
            t3 += h[k + 3];
            w0 += values[k] * h[k];
            w1 += values[k + 1] * h[k + 1];
            w2 += values[k + 2] * h[k + 2];
            w3 += values[k + 3] * h[k + 3];
        }
        for (; k < to; k++) {
            t0 += h[k];
            w0 += values[k] * h[k];
        }
        own[at] = logs(delta, from, to);
        own[at + 1] = (t0 + t1) + (t2 + t3);
        own[at + 2] = (w0 + w1) + (w2 + w3);
    }

    /** Σ log(1 + λδ). */
    private double logs(double delta, int from, int to) {
        double[] values = lambda;
        double sum = 0;
        int k = from;
        for (; k + FACTORS <= to; k += FACTORS) {
            double p0 = 1;
            double p1 = 1;
            double p2 = 1;
            double p3 = 1;
            for (int j = k; j < k + FACTORS; j += 4) {
                p0 *= 1 + values[j] * delta;
                p1 *= 1 + values[j + 1] * delta;
                p2 *= 1 + values[j + 2] * delta;
                p3 *= 1 + values[j + 3] * delta;
            }
            double product = (p0 * p1) * (p2 * p3);
            sum += product < Double.POSITIVE_INFINITY ? Math.log(product) : singleLogs(delta, k, k + FACTORS);
        }
        return sum + singleLogs(delta, k, to);
    }

    private double singleLogs(double delta, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += Math.log(1 + lambda[k] * delta);
        }
        return sum;
    }

    /** zᵀz and zᵀΛz of series i and i + 1 with j and j + 1. */
    private void products(int i, int j, double[] own, int from, int to) {
        double[] values = lambda;
        double[] i0 = z[i];
        double[] i1 = z[Math.min(i + 1, d - 1)];
        double[] j0 = z[j];
        double[] j1 = z[Math.min(j + 1, d - 1)];
        double s00 = 0;
        double s01 = 0;
        double s10 = 0;
        double s11 = 0;
        double w00 = 0;
        double w01 = 0;
        double w10 = 0;
        double w11 = 0;
        for (int k = from; k < to; k++) {
            double a0 = i0[k];
            double a1 = i1[k];
            double b0 = j0[k];
            double b1 = j1[k];
            double c0 = values[k] * a0;
            double c1 = values[k] * a1;
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

    private static double tripleDot(double[] a, double[] b, double[] c, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = from;
        for (; k + 3 < to; k += 4) {
            s0 += a[k] * b[k] * c[k];
            s1 += a[k + 1] * b[k + 1] * c[k + 1];
            s2 += a[k + 2] * b[k + 2] * c[k + 2];
            s3 += a[k + 3] * b[k + 3] * c[k + 3];
        }
        for (; k < to; k++) {
            s0 += a[k] * b[k] * c[k];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void add(Matrix matrix, int i, int j, double value) {
        matrix.set(i, j, matrix.get(i, j) + value);
        if (i != j) {
            matrix.set(j, i, matrix.get(j, i) + value);
        }
    }
}
