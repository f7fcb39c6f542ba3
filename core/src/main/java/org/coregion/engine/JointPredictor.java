package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * What all outputs explain at new inputs, (k* ⊗ I)ᵀŨ⁻¹(k* ⊗ I), in the outputs divided by R. A new input lies in a gap
 * between two rows. With K̃ = BBᵀ, the rows before it leave the D·n states with the covariance P = K̃ ⊗ P∞ − (K̃ ⊗
 * I)X(K̃ ⊗ I) = Π(K̃ ⊗ I). Those rows explain X of f itself, and the rows after it ℓᵀNℓ, where N is the smoother's and
 * ℓ the columns of Π that belong to f, carried over the step to the next row. K̃ is never inverted: Π and X start from
 * I ⊗ P∞ and 0, and an observation along g with gain κ and variance F does
 *
 * <pre>
 *   χ = gᵀΠ      Π ← Π − κχ      X ← X + χᵀχ/F
 * </pre>
 *
 * <p>O((T + n*)(Dn)³), and D²n numbers for each of n* new inputs. Mutable workspace.
 */
final class JointPredictor {
    private final JointTrail trail;
    private final JointModel model;
    /** n* new inputs, ascending. */
    private final double[] points;

    private final int d;
    private final int n;
    private final int size;
    private final Matrix explained;
    /** Of every new input ℓ, D·n×D. */
    private final double[][] links;

    private final BlockTransition blocks;
    /** Π, D·n×D·n. */
    private final double[] prior;

    /** X, D·n×D·n. */
    private final double[] known;

    private final double[] kappa;
    private final double[] chi;
    private final double[] transition;
    private final double[] factor;
    private final double[] weights;
    private final double[] noise;
    private final double[] product;

    JointPredictor(JointTrail trail, double[] points) {
        this.trail = trail;
        this.model = trail.model();
        this.points = points;
        this.d = model.outputCount();
        this.n = model.states();
        this.size = d * n;
        this.explained = Matrix.zeros(points.length, d * d);
        this.links = new double[points.length][size * d];
        this.blocks = new BlockTransition(n, d);
        this.prior = new double[size * size];
        this.known = new double[size * size];
        this.kappa = new double[size];
        this.chi = new double[size];
        this.transition = new double[n * n];
        this.factor = new double[n * n];
        this.weights = new double[n];
        this.noise = new double[n * n];
        this.product = new double[size * d];
    }

    /** The D×D matrices, each as a row: n*×D². */
    Matrix explained() {
        forward();
        int[] point = {points.length - 1};
        while (point[0] >= 0 && points[point[0]] >= input(model.rows() - 1)) {
            point[0]--;
        }
        new JointBackward(trail, true, false).run((smoother, segment, t) -> {
            for (; point[0] >= 0 && (t == 0 || points[point[0]] >= input(t - 1)); point[0]--) {
                meet(smoother.information(), point[0]);
            }
        });
        for (int i = 0; i < points.length; i++) {
            Matrix inOutputs = model.inOutputs(Matrix.wrap(d, d, explained.row(i)));
            System.arraycopy(inOutputs.data(), 0, explained.data(), i * d * d, d * d);
        }
        return explained;
    }

    private double input(int t) {
        return model.inputs().values()[t];
    }

    private void forward() {
        JointFilter filter = new JointFilter(model, new NoColumns());
        int states = model.seriesCount() * n;
        double[] gains = new double[d * states];
        double[] variances = new double[d];
        int point = 0;
        for (int t = -1; t < model.rows(); t++) {
            if (t >= 0) {
                step(t);
                int count = filter.advance(t, gains, 0, variances, 0, new double[0], 0);
                for (int j = 0; j < count; j++) {
                    model.load(gains, j * states, kappa);
                    observe(filter.row(), j, variances[j]);
                }
            }
            for (; point < points.length && (t + 1 == model.rows() || points[point] < input(t + 1)); point++) {
                leave(t, point);
                carry(point, t + 1);
            }
        }
    }

    /** Π and X before row t. */
    private void step(int t) {
        StepTable table = model.table();
        if (t == 0) {
            double square = table.factor(0) * table.factor(0);
            addToBlocks(model.form().stationaryCovariance().times(square).data());
            return;
        }
        table.transition(t, transition);
        blocks.sandwich(transition, prior);
        blocks.sandwich(transition, known);
        table.factor(t, factor);
        table.weights(t, weights, 0);
        JointScores.noise(factor, weights, n, noise);
        addToBlocks(noise);
    }

    /** Π + I ⊗ Q. */
    private void addToBlocks(double[] q) {
        for (int i = 0; i < d; i++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    prior[(i * n + a) * size + i * n + b] += q[a * n + b];
                }
            }
        }
    }

    private void observe(ObservedRow row, int j, double variance) {
        Arrays.fill(chi, 0);
        for (int i = 0; i < d; i++) {
            double g = row.direction(j, i);
            for (int y = 0; y < size && g != 0; y++) {
                chi[y] += g * prior[i * n * size + y];
            }
        }
        for (int x = 0; x < size; x++) {
            double weighted = chi[x] / variance;
            for (int y = 0; y < size; y++) {
                prior[x * size + y] -= kappa[x] * chi[y];
                known[x * size + y] += weighted * chi[y];
            }
        }
    }

    /** What the rows up to t explain at a new input after it, and Π there; a new input has the factor 1. */
    private void leave(int t, int point) {
        double[] link = links[point];
        if (t < 0) {
            addToLink(model.form().stationaryCovariance().data(), link);
            return;
        }
        model.form().step(points[point] - input(t), transition, factor, weights);
        for (int i = 0; i < transition.length; i++) {
            transition[i] /= model.table().factor(t);
        }
        for (int j = 0; j < d; j++) {
            for (int b = 0; b < n; b++) {
                double phi = transition[b];
                for (int x = 0; x < size; x++) {
                    link[x * d + j] += prior[x * size + j * n + b] * phi;
                }
                for (int i = 0; i < d; i++) {
                    for (int a = 0; a < n; a++) {
                        explained.data()[point * d * d + i * d + j] +=
                                transition[a] * known[(i * n + a) * size + j * n + b] * phi;
                    }
                }
            }
        }
        blocks.left(transition, link, d);
        JointScores.noise(factor, weights, n, noise);
        addToLink(noise, link);
    }

    private void addToLink(double[] q, double[] link) {
        for (int i = 0; i < d; i++) {
            for (int a = 0; a < n; a++) {
                link[(i * n + a) * d + i] += q[a * n];
            }
        }
    }

    /** To row t, if there is one. */
    private void carry(int point, int t) {
        if (t == model.rows()) {
            return;
        }
        model.form().step(input(t) - points[point], transition, factor, weights);
        for (int i = 0; i < transition.length; i++) {
            transition[i] *= model.table().factor(t);
        }
        blocks.left(transition, links[point], d);
    }

    private void meet(double[] information, int point) {
        double[] link = links[point];
        Arrays.fill(product, 0);
        for (int x = 0; x < size; x++) {
            for (int y = 0; y < size; y++) {
                double element = information[x * size + y];
                for (int j = 0; j < d; j++) {
                    product[x * d + j] += element * link[y * d + j];
                }
            }
        }
        for (int x = 0; x < size; x++) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    explained.data()[point * d * d + i * d + j] += link[x * d + i] * product[x * d + j];
                }
            }
        }
    }
}
