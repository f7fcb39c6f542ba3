package org.coregion.engine;

import java.util.Arrays;

/** {@link GeneralFilter} for Matérn 1/2, one state, written out. */
final class Matern12Filter extends MaternFilter {
    private static final int STEP = 3;

    Matern12Filter(MaternSteps steps) {
        super(steps);
    }

    @Override
    double factor(double delta) {
        this.delta = delta;
        double f = 1 + delta;
        double d = 1 / f;
        double logs = 0;
        double determinant = f;
        precisions[0] = d;
        records[0] = 0;
        factors[0] = d;
        int last = 0;
        int equalSteps = 0;
        for (int t = 1; t < size; t++) {
            int o = steps[t] * STEP;
            double e = table[o + 1];
            double predicted = e * e * d + table[o + 2];
            f = 1 + delta * predicted;
            double precision = 1 / f;
            d = predicted * precision;
            factors[++last] = d;
            precisions[t] = precision;
            records[t] = last;
            determinant *= f;
            if (determinant > PRODUCT_LIMIT) {
                logs += Math.log(determinant);
                determinant = 1;
            }
            equalSteps = steps[t] == steps[t - 1] ? equalSteps + 1 : 1;
            if (hasSettled(t, equalSteps)) {
                int end = endOfEqualSteps(t);
                Arrays.fill(precisions, t + 1, end, precision);
                Arrays.fill(records, t + 1, end, last);
                logs += (end - t - 1) * Math.log(f);
                t = end - 1;
            }
        }
        return logs + Math.log(determinant);
    }

    @Override
    void filter(double[] y, int from, double[] innovations, double[] signal, int to) {
        double m = 0;
        for (int t = 0; t < size; t++) {
            if (t > 0) {
                m *= table[steps[t] * STEP + 1];
            }
            double innovation = y[from + t] - delta * m;
            m += factors[records[t]] * innovation;
            innovations[to + t] = innovation * precisions[t];
            signal[to + t] = m;
            if (isKeepingMeans) {
                means[t] = m;
            }
        }
    }

    @Override
    void smooth(double[] innovations, double[] signal, int from) {
        double r = 0;
        for (int t = size - 1; t >= 0; t--) {
            if (t + 1 < size) {
                r *= table[steps[t + 1] * STEP + 1];
            }
            double u = factors[records[t]] * r;
            double z = innovations[from + t] - delta * u;
            innovations[from + t] = z;
            signal[from + t] += u;
            r += z;
        }
    }

    @Override
    protected double quadraticGradient(double[] z, int from) {
        double sum = 0;
        double r = z[from + size - 1];
        for (int t = size - 2; t >= 0; t--) {
            int o = steps[t + 1] * STEP;
            double g = table[o + 1] * r;
            double smoothed = means[t] + factors[records[t]] * g;
            sum += 2 * table[o] * g * (g - smoothed);
            r = g + z[from + t];
        }
        return sum;
    }

    @Override
    protected double backward(double[] diagonal, boolean isGradient) {
        double sum = 0;
        double n = 0;
        for (int t = size - 1; t >= 0; t--) {
            double d = factors[records[t]];
            double g = 0;
            if (t + 1 < size) {
                int o = steps[t + 1] * STEP;
                double e = table[o + 1];
                g = e * n * e;
                if (isGradient) {
                    sum += 2 * table[o] * g * (1 - d);
                }
            }
            double precision = precisions[t];
            double explained = d * g * d;
            n = precision + precision * g * precision;
            diagonal[t] = precision + delta * delta * explained;
            if (!isGradient) {
                sum += d - delta * explained;
            }
        }
        return sum;
    }
}
