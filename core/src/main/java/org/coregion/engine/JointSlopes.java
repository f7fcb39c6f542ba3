package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * How the observed outputs o of a row move what its missing ones m are expected to be, the values of all other rows
 * staying as they are. The states before row t are expected at a + Pr, P and a the filter's prediction, which no value
 * of the row moves. With c_l = ∂r/∂y_l of the {@link JointSmoother}, observation l moves the D signals by the rows of P
 * that belong to them times c_l, and the noise of the missing outputs by Σ_mo times its column of Ũ⁻¹. O((Dn)³) a row.
 * Mutable workspace.
 */
final class JointSlopes {
    private final JointModel model;
    private final int d;
    private final int n;
    private final int r;
    private final BlockTransition blocks;
    /** Σ. */
    private final Matrix sigma;
    /** P, r·n×r·n. */
    private final double[] covariance;

    private final double[] transition;
    private final double[] factor;
    private final double[] weights;
    private final double[] noise;
    /** c_l in the r series. */
    private final double[] link;
    /** m×D: how the observations move the signals divided by R, then the signals. */
    private final double[] moves;

    private final double[] inOutputs;
    private final double[] block;

    JointSlopes(JointModel model) {
        this.model = model;
        this.d = model.outputCount();
        this.n = model.states();
        this.r = model.seriesCount();
        this.blocks = new BlockTransition(n, r);
        this.sigma =
                Products.multiplyTranspose(model.noise().lower(), model.noise().lower());
        this.covariance = new double[r * n * r * n];
        this.transition = new double[n * n];
        this.factor = new double[n * n];
        this.weights = new double[n];
        this.noise = new double[n * n];
        this.link = new double[r * n];
        this.moves = new double[d * d];
        this.inOutputs = new double[d * d];
        this.block = new double[d * d];
    }

    /** Copies the slopes of row t, D×D values, the smoother being before it. */
    void copy(JointSmoother smoother, JointSegment segment, int t, double[] target, int to) {
        if (smoother.count() == 0 || smoother.count() == d) {
            return;
        }
        predict(segment, t);
        for (int l = 0; l < smoother.count(); l++) {
            move(smoother.links(), l);
        }
        smoother.toOutputs(moves, inOutputs, d);
        smoother.block(block);
        double[] outputs = model.outputs().data();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                if (!Double.isNaN(outputs[t * d + i]) && Double.isNaN(outputs[t * d + j])) {
                    double sum = inOutputs[i * d + j];
                    for (int k = 0; k < d; k++) {
                        sum += block[i * d + k] * sigma.get(k, j);
                    }
                    target[to + i * d + j] = sum;
                }
            }
        }
    }

    /** P before row t. */
    private void predict(JointSegment segment, int t) {
        StepTable table = model.table();
        if (t == 0) {
            Arrays.fill(covariance, 0);
            double square = table.factor(0) * table.factor(0);
            addToBlocks(model.form().stationaryCovariance().times(square).data());
            return;
        }
        segment.covarianceBefore(t, covariance);
        table.transition(t, transition);
        blocks.sandwich(transition, covariance);
        table.factor(t, factor);
        table.weights(t, weights, 0);
        JointScores.noise(factor, weights, n, noise);
        addToBlocks(noise);
    }

    /** P + I ⊗ Q. */
    private void addToBlocks(double[] q) {
        for (int k = 0; k < r; k++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    covariance[(k * n + a) * r * n + k * n + b] += q[a * n + b];
                }
            }
        }
    }

    /** How observation l moves the signals: R(B ⊗ e₁ᵀ)P(B ⊗ I)ᵀc_l. */
    private void move(double[] links, int l) {
        double[] b = model.loadings().data();
        Arrays.fill(link, 0);
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < r; k++) {
                for (int a = 0; a < n; a++) {
                    link[k * n + a] += b[i * r + k] * links[(l * d + i) * n + a];
                }
            }
        }
        Arrays.fill(moves, l * d, (l + 1) * d, 0);
        for (int k = 0; k < r; k++) {
            double moved = 0;
            for (int x = 0; x < r * n; x++) {
                moved += covariance[k * n * r * n + x] * link[x];
            }
            for (int i = 0; i < d; i++) {
                moves[l * d + i] += b[i * r + k] * moved;
            }
        }
        // R is lower triangular.
        for (int i = d - 1; i >= 0; i--) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += model.noise().lower().get(i, j) * moves[l * d + j];
            }
            moves[l * d + i] = sum;
        }
    }
}
