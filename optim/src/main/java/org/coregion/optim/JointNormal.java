package org.coregion.optim;

import java.util.ArrayList;
import java.util.List;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * A normal density of k variables. Immutable.
 *
 * @param mean k values
 * @param covariance k×k, positive definite where no variable is known
 */
record JointNormal(double[] mean, Matrix covariance) {
    /** A bound missed by less than this share of a standard deviation, or of itself, is missed by rounding. */
    private static final double SHARE_OF_DEVIATION = 1e-12;

    private static final double SHARE_OF_BOUND = 1e-14;

    /** A bound at which a variable is held. */
    private record Held(int variable, double bound, boolean isLower) {}

    /**
     * The density given an observation of one variable: O(k²).
     *
     * @param variance of the observation, 0 if the value is exact
     */
    JointNormal given(int i, double value, double variance) {
        double own = covariance.get(i, i);
        // What is left of the variable itself is a share, where a difference would be rounding.
        double left = 1 / (1 + own / variance);
        double[] moved = mean.clone();
        Matrix reduced = covariance.copy();
        for (int j = 0; j < mean.length; j++) {
            double gain = covariance.get(j, i) / (own + variance);
            moved[j] += gain * (value - mean[i]);
            for (int k = 0; k < mean.length; k++) {
                double entry = covariance.get(j, k);
                reduced.set(j, k, j == i || k == i ? left * entry : entry - gain * covariance.get(i, k));
            }
        }
        moved[i] = variance == 0 ? value : moved[i];
        return new JointNormal(moved, reduced);
    }

    /**
     * The density about its highest point in a box: that point for a mean, and the covariance of what is inside given
     * the variables at bounds, whose own is 0. The quadratic programme is solved to rounding by the dual active-set
     * method (Goldfarb and Idnani 1983): O(k³) for each bound that is taken or left.
     *
     * @param lower k values; minus infinity for none
     * @param upper k values above the lower ones; infinity for none
     */
    JointNormal within(double[] lower, double[] upper) {
        JointNormal result = this;
        for (Held held : active(lower, upper)) {
            result = result.given(held.variable, held.bound, 0);
        }
        double[] inside = result.mean;
        for (int j = 0; j < inside.length; j++) {
            inside[j] = Math.max(lower[j], Math.min(upper[j], inside[j]));
        }
        return result;
    }

    /** The bounds that hold the highest point: x = mean + C·multipliers, which push inwards. */
    private List<Held> active(double[] lower, double[] upper) {
        double[] x = mean.clone();
        double[] multipliers = new double[x.length];
        List<Held> active = new ArrayList<>();
        for (int p = farthest(x, lower, upper, active); p >= 0; p = farthest(x, lower, upper, active)) {
            Held added = new Held(p, x[p] < lower[p] ? lower[p] : upper[p], x[p] < lower[p]);
            while (!active.contains(added)) {
                double[] push = push(p, active);
                double[] move = Products.multiply(covariance, Matrix.wrap(push.length, 1, push))
                        .data();
                double step = (added.bound - x[p]) / move[p];
                Held first = added;
                for (Held held : active) {
                    int j = held.variable;
                    // One that would have to pull outwards is let go where it is 0.
                    boolean falls = held.isLower == step * push[j] < 0;
                    if (falls && push[j] != 0 && Math.abs(multipliers[j]) < Math.abs(step * push[j])) {
                        step = -multipliers[j] / push[j];
                        first = held;
                    }
                }
                for (int j = 0; j < x.length; j++) {
                    x[j] += step * move[j];
                    multipliers[j] += step * push[j];
                }
                if (first.equals(added)) {
                    active.add(added);
                } else {
                    multipliers[first.variable] = 0;
                    active.remove(first);
                }
            }
        }
        return active;
    }

    /** The variable farthest outside the box in standard deviations, or −1. */
    private int farthest(double[] x, double[] lower, double[] upper, List<Held> active) {
        int farthest = -1;
        double most = 0;
        for (int j = 0; j < x.length; j++) {
            int variable = j;
            double bound = x[j] < lower[j] ? lower[j] : upper[j];
            double outside = Math.max(lower[j] - x[j], x[j] - upper[j]);
            double deviation = Math.sqrt(covariance.get(j, j));
            boolean isOutside = outside > SHARE_OF_DEVIATION * deviation + SHARE_OF_BOUND * Math.abs(bound);
            if (isOutside
                    && outside / deviation > most
                    && active.stream().noneMatch(held -> held.variable == variable)) {
                farthest = j;
                most = outside / deviation;
            }
        }
        return farthest;
    }

    /** The change of the multipliers that moves variable p and none that is held. */
    private double[] push(int p, List<Held> active) {
        int n = active.size();
        Matrix inner = Matrix.zeros(n, n);
        Matrix right = Matrix.zeros(n, 1);
        for (int a = 0; a < n; a++) {
            right.set(a, 0, covariance.get(active.get(a).variable, p));
            for (int b = 0; b < n; b++) {
                inner.set(a, b, covariance.get(active.get(a).variable, active.get(b).variable));
            }
        }
        Matrix solved =
                Cholesky.of(inner, "covariance of the coefficients at bounds").solve(right);
        double[] push = new double[mean.length];
        push[p] = 1;
        for (int a = 0; a < n; a++) {
            push[active.get(a).variable] = -solved.get(a, 0);
        }
        return push;
    }
}
