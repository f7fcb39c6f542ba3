package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * The gradient of L in K and in the kernel's parameters from the smoother's adjoints at every row (Koopman and Shephard
 * 1992). Before row t the states have covariance (K ⊗ Q) + (I ⊗ Φ)P(I ⊗ Φ)ᵀ and mean (I ⊗ Φ)mean, P and mean those
 * after row t − 1, and L has the derivatives S = rrᵀ − ½N and 2r in the two. Hence
 *
 * <pre>
 *   ∂L/∂K = Σ_t tr_n[S(I ⊗ Q)]      ∂L/∂Q_t = tr_D[S(K ⊗ I)]      ∂L/∂Φ_t = 2 tr_D[S(I ⊗ Φ)P + r meanᵀ]
 * </pre>
 *
 * <p>where tr_n and tr_D are the traces over the states and the outputs; at the first row P∞ takes the place of Q. The
 * latter two are formed in the r series, S in place of (B ⊗ I)ᵀS(B ⊗ I). For the restricted likelihood every column of
 * F adds half of what the residual does. O((Dn)²(D + n)) a row beside P, which takes (rn)³/6. Mutable workspace.
 */
final class JointScores {
    private final JointModel model;
    private final int d;
    private final int n;
    private final int r;
    private final int c;
    /** ∂L/∂BBᵀ, D×D. */
    private final Matrix ofCoregionalization;

    private final StepAdjoints steps;
    private final BlockTransition blocks;
    /** S, D·n×D·n; D·n×r·n; r·n×r·n. */
    private final double[] full;

    private final double[] half;
    private final double[] own;
    private final double[] covariance;
    private final double[] transition;
    private final double[] factor;
    private final double[] weights;
    /** Q or its adjoint. */
    private final double[] noise;

    private final double[] transitionAdjoint;

    /** @param c the residual and the columns of F */
    JointScores(JointModel model, int c, int parameters) {
        this.model = model;
        this.d = model.outputCount();
        this.n = model.states();
        this.r = model.seriesCount();
        this.c = c;
        this.ofCoregionalization = Matrix.zeros(d, d);
        this.steps = new StepAdjoints(model.form(), model.table(), parameters);
        this.blocks = new BlockTransition(n, r);
        this.full = new double[d * n * d * n];
        this.half = new double[d * n * r * n];
        this.own = new double[r * n * r * n];
        this.covariance = new double[r * n * r * n];
        this.transition = new double[n * n];
        this.factor = new double[n * n];
        this.weights = new double[n];
        this.noise = new double[n * n];
        this.transitionAdjoint = new double[n * n];
    }

    /** What row t adds, the smoother being before it. */
    void add(JointSmoother smoother, JointSegment segment, int t) {
        scores(smoother.adjoints(), smoother.information());
        stepNoise(t);
        addToCoregionalization();
        toSeries();
        Arrays.fill(noise, 0);
        for (int k = 0; k < r; k++) {
            addBlock(own, k, noise);
        }
        if (t == 0) {
            steps.addStart(noise);
            return;
        }
        model.table().transition(t, transition);
        ofTransition(smoother.adjoints(), segment, t);
        steps.add(t, transitionAdjoint, noise);
    }

    /** ∂L/∂K. */
    Matrix coregionalizationGradient() {
        return model.inOutputs(ofCoregionalization);
    }

    /** ∂L/∂ log kernel parameter. */
    double[] kernelGradient() {
        return steps.gradient();
    }

    /** The residual counts once, the columns of F half. */
    static double share(int column) {
        return column == 0 ? 1 : 0.5;
    }

    private void scores(double[] adjoints, double[] information) {
        int size = d * n;
        for (int x = 0; x < size; x++) {
            for (int y = 0; y <= x; y++) {
                double sum = -information[x * size + y] / 2;
                for (int k = 0; k < c; k++) {
                    sum += share(k) * adjoints[x * c + k] * adjoints[y * c + k];
                }
                full[x * size + y] = sum;
                full[y * size + x] = sum;
            }
        }
    }

    /** Q of the step to row t, or P∞. */
    private void stepNoise(int t) {
        StepTable table = model.table();
        if (t == 0) {
            double[] p = model.form().stationaryCovariance().data();
            for (int i = 0; i < noise.length; i++) {
                noise[i] = table.factor(0) * table.factor(0) * p[i];
            }
            return;
        }
        table.factor(t, factor);
        table.weights(t, weights, 0);
        noise(factor, weights, n, noise);
    }

    /** C·Diag(d)·Cᵀ. */
    static void noise(double[] factor, double[] weights, int n, double[] target) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += factor[i * n + k] * weights[k] * factor[j * n + k];
                }
                target[i * n + j] = sum;
            }
        }
    }

    private void addToCoregionalization() {
        int size = d * n;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double sum = 0;
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        sum += full[(i * n + a) * size + j * n + b] * noise[a * n + b];
                    }
                }
                ofCoregionalization.data()[i * d + j] += sum;
            }
        }
    }

    /** (B ⊗ I)ᵀS(B ⊗ I). */
    private void toSeries() {
        int width = r * n;
        Arrays.fill(half, 0);
        Arrays.fill(own, 0);
        for (int x = 0; x < d * n; x++) {
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < r; k++) {
                    double b = model.loadings().data()[j * r + k];
                    for (int a = 0; a < n; a++) {
                        half[x * width + k * n + a] += full[x * d * n + j * n + a] * b;
                    }
                }
            }
        }
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < r; k++) {
                double b = model.loadings().data()[i * r + k];
                for (int a = 0; a < n; a++) {
                    for (int y = 0; y < width; y++) {
                        own[(k * n + a) * width + y] += b * half[(i * n + a) * width + y];
                    }
                }
            }
        }
    }

    private void addBlock(double[] matrix, int k, double[] target) {
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                target[a * n + b] += matrix[(k * n + a) * r * n + k * n + b];
            }
        }
    }

    private void ofTransition(double[] adjoints, JointSegment segment, int t) {
        int width = r * n;
        Arrays.fill(transitionAdjoint, 0);
        segment.covarianceBefore(t, covariance);
        // (I ⊗ Φ)P, whose product with S is needed on the diagonal blocks only.
        blocks.left(transition, covariance, width);
        for (int k = 0; k < r; k++) {
            for (int a = 0; a < n; a++) {
                for (int z = 0; z < width; z++) {
                    double s = 2 * own[(k * n + a) * width + z];
                    for (int b = 0; b < n; b++) {
                        transitionAdjoint[a * n + b] += s * covariance[z * width + k * n + b];
                    }
                }
            }
        }
        int means = segment.meansBefore(t);
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < r; k++) {
                double b = 2 * model.loadings().data()[i * r + k];
                for (int column = 0; column < c; column++) {
                    addProduct(
                            b * share(column),
                            adjoints,
                            i * n * c + column,
                            segment.means(),
                            means + k * n * c + column);
                }
            }
        }
    }

    private void addProduct(double factor, double[] left, int leftFrom, double[] right, int rightFrom) {
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                transitionAdjoint[a * n + b] += factor * left[leftFrom + a * c] * right[rightFrom + b * c];
            }
        }
    }
}
