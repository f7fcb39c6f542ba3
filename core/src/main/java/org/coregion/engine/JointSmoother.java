package org.coregion.engine;

import java.util.Arrays;

/**
 * The disturbance smoother (de Jong 1989; Koopman 1993) of all outputs, row by row from the last to the first. Its
 * adjoints r and N are those of the D series divided by R, D·n states. With g the direction of an observation, κ = (B ⊗
 * I)·gain, e its innovation and F its variance, an observation does
 *
 * <pre>
 *   u = e/F − κᵀr      r ← r + gu      A_jj = 1/F + κᵀNκ      N ← ΛNΛᵀ + ggᵀ/F,      Λ = I − gκᵀ
 * </pre>
 *
 * <p>u is the observation's part of Ũ⁻¹ times the right-hand side, and A_jj its variance. Its covariance with a later
 * observation l of the same row is −κᵀc_l, where c_l = gₗ/F_l − Λ_lNκ_l is pulled back by the Λ of those between. Since
 * κᵀg = 1 − 1/F, Λ is (I − ĝe_pᵀ) + gωᵀ with p where g is largest, ĝ = g/g_p and ω = e_p/g_p − κ, whose ω_p = (1/F +
 * Σ_{i≠p} κ_ig_i)/g_p; this keeps the digits of N where an observation is precise, F large.
 *
 * <p>O(D²n(Dn + c)) a row. Mutable workspace.
 */
final class JointSmoother {
    private final JointModel model;
    private final ObservedRow row;
    private final int d;
    private final int n;
    private final int size;
    private final int c;
    private final boolean hasInformation;
    /** r, D·n×c. */
    private final double[] adjoints;
    /** N, D·n×D·n. */
    private final double[] information;
    /** m×c. */
    private final double[] weights;
    /** D×D, of which m×m are used. */
    private final double[] variances;
    /** c_l of the later observations of a row. */
    private final double[] links;

    private final double[] kappa;
    private final double[] inner;
    private final double[] outer;
    private final double[] direction;
    private final double[] transition;
    private final BlockTransition blocks;

    /** @param hasInformation whether N is kept too, for what the variances of the smoothed values are needed for */
    JointSmoother(JointModel model, int c, boolean hasInformation) {
        this.model = model;
        this.row = new ObservedRow(model);
        this.d = model.outputCount();
        this.n = model.states();
        this.size = d * n;
        this.c = c;
        this.hasInformation = hasInformation;
        this.adjoints = new double[size * c];
        this.information = new double[hasInformation ? size * size : 0];
        this.weights = new double[d * c];
        this.variances = new double[d * d];
        this.links = new double[d * size];
        this.kappa = new double[size];
        this.inner = new double[size];
        this.outer = new double[size];
        this.direction = new double[size];
        this.transition = new double[n * n];
        this.blocks = new BlockTransition(n, d);
    }

    /** r before the row's observations, D·n×c: not a copy. */
    double[] adjoints() {
        return adjoints;
    }

    /** N before the row's observations, D·n×D·n: not a copy. */
    double[] information() {
        return information;
    }

    /** ∂r/∂y of the row's observations, m×D·n: not a copy. */
    double[] links() {
        return links;
    }

    /** Values of the row's observations as those of its outputs, m×c to D×c, 0 where one is missing. */
    void toOutputs(double[] values, double[] target, int columns) {
        row.toOutputs(values, target, columns);
    }

    /** The number of the row's observations. */
    int count() {
        return row.count();
    }

    /** The row's part of Ũ⁻¹ times the right-hand sides, D×c. */
    void weights(double[] target) {
        row.toOutputs(weights, target, c);
    }

    /** The row's block of Ũ⁻¹, D×D. */
    void block(double[] target) {
        row.blockInOutputs(variances, target);
    }

    /** Goes back to row t, from the one after it. */
    void back(JointSegment segment, int t) {
        if (t + 1 < model.rows()) {
            model.table().transition(t + 1, transition);
            blocks.transpose(transition);
            blocks.left(transition, adjoints, c);
            if (hasInformation) {
                blocks.sandwich(transition, information);
            }
        }
        row.moveTo(t);
        for (int j = row.count() - 1; j >= 0; j--) {
            condition(segment, t, j);
        }
    }

    private void condition(JointSegment segment, int t, int j) {
        model.load(segment.gains(), segment.gain(t, j), kappa);
        double precision = 1 / segment.variance(t, j);
        for (int i = 0; i < d; i++) {
            direction[i * n] = row.direction(j, i);
        }
        if (hasInformation) {
            conditionInformation(j, precision);
        }
        int from = segment.innovation(t, j);
        for (int k = 0; k < c; k++) {
            double u = segment.innovations()[from + k] * precision;
            for (int x = 0; x < size; x++) {
                u -= kappa[x] * adjoints[x * c + k];
            }
            weights[j * c + k] = u;
            for (int x = 0; x < size; x += n) {
                adjoints[x * c + k] += direction[x] * u;
            }
        }
    }

    private void conditionInformation(int j, double precision) {
        int p = row.pivot(j) * n;
        double omega = precision;
        for (int x = 0; x < size; x += n) {
            omega += x == p ? 0 : kappa[x] * direction[x];
        }
        omega /= direction[p];
        // Nκ and Nω, first without element p; N is symmetric.
        Arrays.fill(inner, 0);
        for (int y = 0; y < size; y++) {
            double factor = y == p ? 0 : kappa[y];
            for (int x = 0; x < size && factor != 0; x++) {
                inner[x] += factor * information[y * size + x];
            }
        }
        double variance = precision;
        double square = precision;
        for (int x = 0; x < size; x++) {
            double own = information[p * size + x];
            outer[x] = omega * own - inner[x];
            inner[x] += kappa[p] * own;
            variance += kappa[x] * inner[x];
            square += (x == p ? omega : -kappa[x]) * outer[x];
        }
        link(j, p, precision, variance);
        update(j, p, square);
    }

    /** The covariances with later observations of the row, and c of this one. */
    private void link(int j, int p, double precision, double variance) {
        int stride = row.count();
        variances[j * stride + j] = variance;
        for (int l = j + 1; l < stride; l++) {
            double covariance = 0;
            for (int x = 0; x < size; x++) {
                covariance -= kappa[x] * links[l * size + x];
            }
            variances[j * stride + l] = covariance;
            variances[l * stride + j] = covariance;
            pullBack(links, l * size, p, precision);
        }
        System.arraycopy(inner, 0, links, j * size, size);
        pullBack(links, j * size, p, precision);
        for (int x = 0; x < size; x++) {
            links[j * size + x] = direction[x] * precision - links[j * size + x];
        }
    }

    /** x ← Λx. */
    private void pullBack(double[] x, int from, int p, double precision) {
        double ratio = x[from + p] / direction[p];
        for (int i = 0; i < size; i += n) {
            x[from + i] = i == p ? 0 : x[from + i] - ratio * direction[i];
        }
        double factor = ratio * precision;
        for (int i = 0; i < size; i++) {
            factor -= kappa[i] * x[from + i];
        }
        for (int i = 0; i < size; i += n) {
            x[from + i] += factor * direction[i];
        }
    }

    /** N, with Nω in {@code outer} and s = ωᵀNω + 1/F. */
    private void update(int j, int p, double s) {
        double g = direction[p];
        double ratio = outer[p] / g;
        for (int x = 0; x < size; x += n) {
            outer[x] = x == p ? 0 : outer[x] - ratio * direction[x];
        }
        if (!row.isUnit(j)) {
            updateOthers(p, s);
        }
        for (int x = 0; x < size; x++) {
            double value = g * (outer[x] + s * direction[x]);
            information[p * size + x] = value;
            information[x * size + p] = value;
        }
    }

    /** All but row and column p, which a direction with a single element leaves as they are. */
    private void updateOthers(int p, double s) {
        double g = direction[p];
        double sum = s + information[p * size + p] / (g * g);
        for (int x = 0; x < size; x++) {
            inner[x] = outer[x] - information[x * size + p] / g;
        }
        for (int x = 0; x < size; x++) {
            for (int y = 0; y < size; y++) {
                if (x != p && y != p) {
                    information[x * size + y] +=
                            direction[x] * (inner[y] + sum * direction[y]) + inner[x] * direction[y];
                }
            }
        }
    }
}
