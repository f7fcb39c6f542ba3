package org.coregion.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.StationaryKernel;

/** The definition of one series under a Matérn kernel with ν = n − ½, B = δM + I, in 60 digits. O(T³). */
public final class HighPrecision {
    private static final MathContext DIGITS = new MathContext(60);

    /** exp(x) = exp(x/2ᵏ)^2ᵏ. */
    private static final int HALVINGS = 10;

    private static final int TERMS = 50;

    /** exp of this is nothing beside 1 in 60 digits. */
    private static final double SMALLEST = -200;

    private final BigDecimal[][] m;
    /** ∂M/∂ log ℓ. */
    private final BigDecimal[][] derivative;

    private final BigDecimal[] y;

    private HighPrecision(BigDecimal[][] m, BigDecimal[][] derivative, BigDecimal[] y) {
        this.m = m;
        this.derivative = derivative;
        this.y = y;
    }

    /** What the engine finds, to the nearest double. */
    public record Solution(
            double logDeterminant,
            double quadratic,
            double gram,
            double kernelGram,
            double inverseTrace,
            double kernelTrace,
            double lengthscaleGradient) {}

    public static HighPrecision of(Kernel kernel, double[] inputs, double[] series) {
        int t = inputs.length;
        int n = switch (kernel.name()) {
            case "matern12" -> 1;
            case "matern32" -> 2;
            case "matern52" -> 3;
            default -> throw new IllegalArgumentException("Not a Matérn kernel: " + kernel);
        };
        BigDecimal lengthscale = new BigDecimal(((StationaryKernel) kernel).lengthscales()[0]);
        BigDecimal rate = BigDecimal.valueOf(2L * n - 1).sqrt(DIGITS).divide(lengthscale, DIGITS);
        BigDecimal third = BigDecimal.ONE.divide(BigDecimal.valueOf(3), DIGITS);
        BigDecimal[][] m = new BigDecimal[t][t];
        BigDecimal[][] derivative = new BigDecimal[t][t];
        BigDecimal[] y = new BigDecimal[t];
        for (int i = 0; i < t; i++) {
            y[i] = new BigDecimal(series[i]);
            for (int j = 0; j < t; j++) {
                BigDecimal a = new BigDecimal(inputs[i])
                        .subtract(new BigDecimal(inputs[j]))
                        .abs()
                        .multiply(rate, DIGITS);
                BigDecimal e = exp(a.negate());
                BigDecimal square = a.multiply(a, DIGITS);
                BigDecimal one = BigDecimal.ONE;
                m[i][j] = e.multiply(
                        switch (n) {
                            case 1 -> one;
                            case 2 -> one.add(a);
                            default -> one.add(a).add(square.multiply(third));
                        },
                        DIGITS);
                derivative[i][j] = e.multiply(
                        switch (n) {
                            case 1 -> a;
                            case 2 -> square;
                            default -> square.multiply(one.add(a)).multiply(third);
                        },
                        DIGITS);
            }
        }
        return new HighPrecision(m, derivative, y);
    }

    public Solution solve(double delta) {
        int t = y.length;
        BigDecimal factor = new BigDecimal(delta);
        BigDecimal[][] a = new BigDecimal[t][t];
        BigDecimal[][] inverse = new BigDecimal[t][t];
        for (int i = 0; i < t; i++) {
            for (int j = 0; j < t; j++) {
                BigDecimal unit = i == j ? BigDecimal.ONE : BigDecimal.ZERO;
                a[i][j] = factor.multiply(m[i][j], DIGITS).add(unit, DIGITS);
                inverse[i][j] = unit;
            }
        }
        double logDeterminant = invert(a, inverse);
        BigDecimal[] z = multiply(inverse, y);
        BigDecimal kernelTrace = inner(m, inverse);
        BigDecimal gradient = dot(z, multiply(derivative, z))
                .subtract(inner(derivative, inverse).divide(BigDecimal.valueOf(2), DIGITS))
                .multiply(factor, DIGITS);
        BigDecimal inverseTrace = BigDecimal.ZERO;
        for (int i = 0; i < t; i++) {
            inverseTrace = inverseTrace.add(inverse[i][i], DIGITS);
        }
        return new Solution(
                logDeterminant,
                dot(z, y).doubleValue(),
                dot(z, z).doubleValue(),
                dot(z, multiply(m, z)).doubleValue(),
                inverseTrace.doubleValue(),
                kernelTrace.doubleValue(),
                gradient.doubleValue());
    }

    /** Gauss and Jordan's elimination; returns log det A. */
    private static double invert(BigDecimal[][] a, BigDecimal[][] inverse) {
        int n = a.length;
        double logDeterminant = 0;
        for (int k = 0; k < n; k++) {
            BigDecimal pivot = a[k][k];
            logDeterminant += Math.log1p(pivot.subtract(BigDecimal.ONE).doubleValue());
            for (int j = 0; j < n; j++) {
                a[k][j] = a[k][j].divide(pivot, DIGITS);
                inverse[k][j] = inverse[k][j].divide(pivot, DIGITS);
            }
            for (int i = 0; i < n; i++) {
                BigDecimal factor = a[i][k];
                for (int j = 0; i != k && j < n; j++) {
                    a[i][j] = a[i][j].subtract(factor.multiply(a[k][j], DIGITS), DIGITS);
                    inverse[i][j] = inverse[i][j].subtract(factor.multiply(inverse[k][j], DIGITS), DIGITS);
                }
            }
        }
        return logDeterminant;
    }

    private static BigDecimal exp(BigDecimal x) {
        if (x.doubleValue() < SMALLEST) {
            return BigDecimal.ZERO;
        }
        BigDecimal part = x.divide(BigDecimal.valueOf(1L << HALVINGS), DIGITS);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int i = 1; i < TERMS; i++) {
            term = term.multiply(part, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    private static BigDecimal[] multiply(BigDecimal[][] a, BigDecimal[] x) {
        BigDecimal[] product = new BigDecimal[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = dot(a[i], x);
        }
        return product;
    }

    /** The sum of the elementwise products, which is the trace of AB for a symmetric B. */
    private static BigDecimal inner(BigDecimal[][] a, BigDecimal[][] b) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < a.length; i++) {
            sum = sum.add(dot(a[i], b[i]), DIGITS);
        }
        return sum;
    }

    private static BigDecimal dot(BigDecimal[] a, BigDecimal[] b) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < a.length; i++) {
            sum = sum.add(a[i].multiply(b[i], DIGITS), DIGITS);
        }
        return sum;
    }
}
