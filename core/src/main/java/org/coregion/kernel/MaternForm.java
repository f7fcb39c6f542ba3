package org.coregion.kernel;

import java.util.Arrays;
import org.coregion.linalg.Matrix;

/**
 * The half-integer Matérn kernels ν = n − ½ as state-space models, n = 1, 2 or 3 (Hartikainen and Särkkä 2010). With
 * the rate ρ = √(2ν)/ℓ the states are f, f′/ρ, f″/ρ², and over a = ρ·distance
 *
 * <ul>
 *   <li>Φ = e^−a Σ_k (aN)ᵏ/k!, a polynomial, since N = A + I is nilpotent,
 *   <li>Q = q ∫₀ᵃ v(s)v(s)ᵀ ds with v(s) the last column of Φ(s); its elements are sums of a regularised incomplete
 *       gamma function and terms of like size, which keeps their digits for short steps.
 * </ul>
 */
public final class MaternForm implements StateSpaceForm {
    /** Beyond this, e^−a times any power of a is 0. */
    private static final double FAR = 1000;

    /** Below this, the powers of a leave the range of a double; no noise enters that could be seen. */
    private static final double NEAR = 1e-60;

    private final int n;
    private final double rate;

    /**
     * The form with n states.
     *
     * @param n 1, 2 or 3
     * @param lengthscale ℓ, in the units of the input
     */
    MaternForm(int n, double lengthscale) {
        this.n = n;
        this.rate = Math.sqrt(2 * n - 1.0) / lengthscale;
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public Matrix stationaryCovariance() {
        double third = 1.0 / 3;
        return switch (n) {
            case 1 -> Matrix.identity(1);
            case 2 -> Matrix.identity(2);
            default -> Matrix.wrap(3, 3, new double[] {1, 0, -third, 0, third, 0, -third, 0, 1});
        };
    }

    /** a = ρ·distance, the distance free of units. */
    public double scaled(double distance) {
        return Math.min(rate * distance, FAR);
    }

    /** q, the intensity of the noise of the last state: ∂Q/∂a = q·v(a)v(a)ᵀ. */
    public double intensity() {
        return switch (n) {
            case 1 -> 2;
            case 2 -> 4;
            default -> 16.0 / 3;
        };
    }

    @Override
    public void step(double distance, double[] transition, double[] factor, double[] weights) {
        double a = scaled(distance);
        double e = Math.exp(-a);
        transition(a, e, transition);
        noise(a, e, factor, weights);
    }

    /**
     * The noise of a step alone.
     *
     * @param a ρ·distance
     * @param e e^−a
     * @param factor C, n×n
     * @param weights d, n values ≥ 0
     */
    public void noise(double a, double e, double[] factor, double[] weights) {
        Arrays.fill(factor, 0);
        Arrays.fill(weights, 0);
        for (int i = 0; i < n; i++) {
            factor[i * n + i] = 1;
        }
        if (a > NEAR) {
            fillNoise(2 * a, e * e, factor, weights);
        }
    }

    @Override
    public void pullback(double distance, double[] transitionAdjoint, double[] noiseAdjoint, double[] gradient) {
        double a = scaled(distance);
        double[] phi = new double[n * n];
        transition(a, Math.exp(-a), phi);
        // ∂Φ/∂a = AΦ, where A shifts the states up; its last row follows from (A + I)ⁿ = 0.
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double last = 0;
            double binomial = 1;
            for (int i = 0; i < n; i++) {
                last -= binomial * phi[i * n + j];
                binomial *= (n - i) / (i + 1.0);
                if (i + 1 < n) {
                    sum += transitionAdjoint[i * n + j] * phi[(i + 1) * n + j];
                }
            }
            sum += transitionAdjoint[(n - 1) * n + j] * last;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum += intensity() * noiseAdjoint[i * n + j] * phi[i * n + n - 1] * phi[j * n + n - 1];
            }
        }
        gradient[0] -= a * sum;
    }

    /** Nothing: the scaled states have the same covariance at every lengthscale. */
    @Override
    public void pullbackStationary(double[] adjoint, double[] gradient) {}

    private void transition(double a, double e, double[] phi) {
        double h = a * a / 2;
        switch (n) {
            case 1 -> phi[0] = e;
            case 2 -> set(phi, e, 1 + a, a, -a, 1 - a);
            default ->
                set(phi, e, 1 + a + h, a + 2 * h, h, -h, 1 + a - 2 * h, a - h, h - a, 2 * h - 3 * a, 1 - 2 * a + h);
        }
    }

    private static void set(double[] target, double factor, double... values) {
        for (int i = 0; i < values.length; i++) {
            target[i] = factor * values[i];
        }
    }

    /** Q = LDLᵀ, u = 2a and e = e^−u. */
    private void fillNoise(double u, double e, double[] l, double[] d) {
        double g = incompleteGamma(2 * n - 1, u, e);
        if (n == 1) {
            d[0] = g;
        } else if (n == 2) {
            double q01 = u * u / 2 * e;
            d[0] = g;
            l[2] = q01 / g;
            d[1] = g + 2 * u * e - l[2] * q01;
        } else {
            double u2 = u * u;
            double u3 = u2 * u;
            double u4 = u2 * u2;
            double q01 = e * u4 / 24;
            double q02 = -g / 3 + e * (u3 / 9 - u4 / 18);
            double q12 = e * u2 * (2.0 / 3) * (1 - u / 4) * (1 - u / 4);
            d[0] = g;
            l[3] = q01 / g;
            l[6] = q02 / g;
            d[1] = g / 3 + e * (2 * u3 / 9 - u4 / 36) - l[3] * q01;
            l[7] = (q12 - l[6] * q01) / d[1];
            d[2] = g + e * u * (8 - 4 * u + 2 * u2) / 3 - l[6] * q02 - l[7] * l[7] * d[1];
        }
    }

    /** 1 − e Σ_{i<k} uⁱ/i! with e = e^−u, as a sum of positive terms where it is small. */
    private static double incompleteGamma(int k, double u, double e) {
        double term = e;
        double head = 0;
        for (int i = 0; i < k; i++) {
            head += term;
            term *= u / (i + 1);
        }
        if (u > k) {
            return 1 - head;
        }
        double sum = 0;
        for (int i = k + 1; term > sum * 1e-17; i++) {
            sum += term;
            term *= u / i;
        }
        return sum;
    }
}
