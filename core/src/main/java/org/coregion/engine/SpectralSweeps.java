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
    /** Eigenvectors in a block: z and Λz of all series about fill the innermost cache. */
    private static final int BLOCK = 256;

    /** Elements r·D below which starting threads costs more than it saves. */
    private static final int PARALLEL_FROM = 1 << 17;

    /** Factors 1 + λδ that join the product in one step; where theirs alone overflows, each has its own logarithm. */
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
    /** The series, then their residuals, then Λz. */
    private final double[][] series;
    /** The residuals times the shrinkage. */
    private final double[][] z;
    /** 1 / (1 + λδ). */
    private final double[][] shrinkage;

    /** What each block adds up. */
    private final double[][] sums;

    /**
     * @param coordinates (D+P)×r, of the outputs and of the mean's basis functions
     * @param d D
     */
    SpectralSweeps(double[] lambda, Matrix coordinates, int d, int threads) {
        this.lambda = lambda;
        this.threads = (long) lambda.length * d >= PARALLEL_FROM ? threads : 1;
        this.r = lambda.length;
        this.d = d;
        this.p = coordinates.rows() - d;
        double[][] rows = coordinates.toArray();
        this.outputs = Arrays.copyOf(rows, d);
        this.meanBasis = Arrays.copyOfRange(rows, d, rows.length);
        this.series = new double[d][r];
        this.z = new double[d][r];
        this.shrinkage = new double[d][r];
        this.sums = new double[(r + BLOCK - 1) / BLOCK][Math.max(d * firstSums(), 2 * d * d)];
    }

    /** A copy of z, D×r. */
    Matrix z() {
        return Matrix.stacked(z, r);
    }

    /** A copy of 1 / (1 + λδ), D×r. */
    Matrix shrinkage() {
        return Matrix.stacked(shrinkage, r);
    }

    /** 1 / (1 + λδ) of one series: not a copy. */
    double[] shrinkage(int i) {
        return shrinkage[i];
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
                double[] h = shrinkage[i];
                int at = i * firstSums();
                // The place of z is free until the second sweep.
                shrink(delta[i], z[i], h, from, to);
                own[at] = logs(z[i], from, to);
                traces(h, own, at + 1, from, to);
                for (int a = 0; a < p; a++) {
                    int normal = at + 3 + p + a * (a + 1) / 2;
                    dots(h, meanBasis[a], series[i], meanBasis[a], own, at + 3 + a, normal + a, from, to);
                    for (int b = 0; b < a; b += 2) {
                        int next = Math.min(b + 1, a);
                        dots(h, meanBasis[a], meanBasis[b], meanBasis[next], own, normal + b, normal + next, from, to);
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
                shrinkResiduals(series[i], shrinkage[i], z[i], from, to);
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

    /** Series i = outputs times column i of W, five outputs at a time: of four the compiled loop is slower. */
    private void combine(Matrix w, int i, int from, int to) {
        double[] target = series[i];
        int last = d - 1;
        for (int j = 0; j < d; j += 5) {
            double[] y0 = outputs[j];
            double[] y1 = outputs[Math.min(j + 1, last)];
            double[] y2 = outputs[Math.min(j + 2, last)];
            double[] y3 = outputs[Math.min(j + 3, last)];
            double[] y4 = outputs[Math.min(j + 4, last)];
            double w0 = w.get(j, i);
            double w1 = j + 1 < d ? w.get(j + 1, i) : 0;
            double w2 = j + 2 < d ? w.get(j + 2, i) : 0;
            double w3 = j + 3 < d ? w.get(j + 3, i) : 0;
            double w4 = j + 4 < d ? w.get(j + 4, i) : 0;
            if (j == 0) {
                for (int k = from; k < to; k++) {
                    target[k] = w0 * y0[k] + w1 * y1[k] + (w2 * y2[k] + w3 * y3[k]) + w4 * y4[k];
                }
            } else {
                for (int k = from; k < to; k++) {
                    target[k] += w0 * y0[k] + w1 * y1[k] + (w2 * y2[k] + w3 * y3[k]) + w4 * y4[k];
                }
            }
        }
    }

    private static void subtract(double factor, double[] a, double[] target, int from, int to) {
        for (int k = from; k < to; k++) {
            target[k] -= factor * a[k];
        }
    }

    /** From the residuals e to z = e/H, and in their own place to Λz. */
    private void shrinkResiduals(double[] residuals, double[] h, double[] target, int from, int to) {
        double[] values = lambda;
        for (int k = from; k < to; k++) {
            double shrunk = residuals[k] * h[k];
            target[k] = shrunk;
            residuals[k] = values[k] * shrunk;
        }
    }

    /** The factors 1 + λδ of a series, and one over them. */
    private void shrink(double delta, double[] factors, double[] h, int from, int to) {
        double[] values = lambda;
        for (int k = from; k < to; k++) {
            double factor = 1 + values[k] * delta;
            factors[k] = factor;
            h[k] = 1 / factor;
        }
    }

    /** Σ h and Σ λh. */
    private void traces(double[] h, double[] own, int at, int from, int to) {
        double[] values = lambda;
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
        own[at] = (t0 + t1) + (t2 + t3);
        own[at + 1] = (w0 + w1) + (w2 + w3);
    }

    /** Σ log of factors ≥ 1, from their products as far as these do not overflow. */
    private static double logs(double[] factors, int from, int to) {
        double sum = 0;
        double product = 1;
        int k = from;
        for (; k + FACTORS <= to; k += FACTORS) {
            double p0 = 1;
            double p1 = 1;
            double p2 = 1;
            double p3 = 1;
            for (int j = k; j < k + FACTORS; j += 4) {
                p0 *= factors[j];
                p1 *= factors[j + 1];
                p2 *= factors[j + 2];
                p3 *= factors[j + 3];
            }
            double next = (p0 * p1) * (p2 * p3);
            if (product * next < Double.POSITIVE_INFINITY) {
                product *= next;
            } else if (next < Double.POSITIVE_INFINITY) {
                sum += Math.log(product);
                product = next;
            } else {
                sum += singleLogs(factors, k, k + FACTORS);
            }
        }
        return sum + Math.log(product) + singleLogs(factors, k, to);
    }

    private static double singleLogs(double[] factors, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += Math.log(factors[k]);
        }
        return sum;
    }

    /**
     * zᵀz and zᵀΛz of series i and i + 1 with j and j + 1. Where the last row or column stands in twice, the same value
     * is written twice. One method, for HotSpot does not inline one as long as this: inlined into its caller it took up
     * to half as long again from run to run.
     */
    private void products(int i, int j, double[] own, int from, int to) {
        int nextI = Math.min(i + 1, d - 1);
        int nextJ = Math.min(j + 1, d - 1);
        double[] a0 = z[i];
        double[] a1 = z[nextI];
        double[] c0 = series[i];
        double[] c1 = series[nextI];
        double[] b0 = z[j];
        double[] b1 = z[nextJ];
        double s00 = 0;
        double s01 = 0;
        double s10 = 0;
        double s11 = 0;
        double w00 = 0;
        double w01 = 0;
        double w10 = 0;
        double w11 = 0;
        for (int k = from; k < to; k++) {
            double left = b0[k];
            double right = b1[k];
            s00 += a0[k] * left;
            s01 += a0[k] * right;
            s10 += a1[k] * left;
            s11 += a1[k] * right;
            w00 += c0[k] * left;
            w01 += c0[k] * right;
            w10 += c1[k] * left;
            w11 += c1[k] * right;
        }
        own[i * d + j] = s00;
        own[i * d + nextJ] = s01;
        own[nextI * d + j] = s10;
        own[nextI * d + nextJ] = s11;
        own[(d + i) * d + j] = w00;
        own[(d + i) * d + nextJ] = w01;
        own[(d + nextI) * d + j] = w10;
        own[(d + nextI) * d + nextJ] = w11;
    }

    /** Σ hab and Σ hac. */
    private static void dots(
            double[] h, double[] a, double[] b, double[] c, double[] own, int toB, int toC, int from, int to) {
        double b0 = 0;
        double b1 = 0;
        double b2 = 0;
        double b3 = 0;
        double c0 = 0;
        double c1 = 0;
        double c2 = 0;
        double c3 = 0;
        int k = from;
        for (; k + 3 < to; k += 4) {
            double f0 = h[k] * a[k];
            double f1 = h[k + 1] * a[k + 1];
            double f2 = h[k + 2] * a[k + 2];
            double f3 = h[k + 3] * a[k + 3];
            b0 += f0 * b[k];
            b1 += f1 * b[k + 1];
            b2 += f2 * b[k + 2];
            b3 += f3 * b[k + 3];
            c0 += f0 * c[k];
            c1 += f1 * c[k + 1];
            c2 += f2 * c[k + 2];
            c3 += f3 * c[k + 3];
        }
        for (; k < to; k++) {
            b0 += h[k] * a[k] * b[k];
            c0 += h[k] * a[k] * c[k];
        }
        own[toB] = (b0 + b1) + (b2 + b3);
        own[toC] = (c0 + c1) + (c2 + c3);
    }

    private static void add(Matrix matrix, int i, int j, double value) {
        matrix.set(i, j, matrix.get(i, j) + value);
        if (i != j) {
            matrix.set(j, i, matrix.get(j, i) + value);
        }
    }
}
