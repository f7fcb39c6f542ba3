package org.coregion.engine;

/** {@link GeneralFilter} for Matérn 3/2, two states, written out. */
final class Matern32Filter extends MaternFilter {
    private static final int NOISE = 3;
    private static final int RECORD = 3;
    private static final double INTENSITY = 4;

    Matern32Filter(MaternSteps steps) {
        super(steps);
    }

    @Override
    protected void filterCovariances(MeanEquations equations) {
        int columns = equations.columns();
        double[] states = new double[2 * columns];
        double f = 1 + delta;
        double precision = 1 / f;
        double d0 = precision;
        double l = 0;
        double d1 = 1;
        double a = 0;
        double e = 1;
        int record = 0;
        store(record, d0, l, d1);
        int end = 1;
        for (int t = 0; t < size; t++) {
            if (t == end) {
                int o = 2 * steps[t];
                a = moves[o];
                e = moves[o + 1];
                int q = steps[t] * NOISE;
                double q0 = noise[q];
                double c = noise[q + 1];
                double p01 = e * a;
                double p11 = e * (1 - a);
                // The columns of ΦL are x and (p01, p11); those of C are (1, c) and (0, 1).
                double x0 = e * (1 + a) + p01 * l;
                double x1 = p11 * l - p01;
                double s0 = d0 * x0 * x0 + d1 * p01 * p01 + q0;
                l = (d0 * x0 * x1 + d1 * p01 * p11 + q0 * c) / s0;
                x1 -= l * x0;
                double y1 = p11 - l * p01;
                c -= l;
                d1 = d0 * x1 * x1 + d1 * y1 * y1 + q0 * c * c + noise[q + 2];
                f = 1 + delta * s0;
                precision = 1 / f;
                d0 = s0 * precision;
                store(++record, d0, l, d1);
                end = share(record, t);
            }
            observed(t, f, precision);
            for (int c = 0; c < columns; c++) {
                double m0 = states[2 * c];
                double m1 = states[2 * c + 1];
                double slope = a * (m0 + m1);
                double n0 = e * (m0 + slope);
                double innovation = equations.value(c, t) - delta * n0;
                double gained = d0 * innovation;
                states[2 * c] = n0 + gained;
                states[2 * c + 1] = e * (m1 - slope) + l * gained;
                equations.add(c, innovation, precision);
            }
        }
    }

    @Override
    void filter(double[] y, double[] innovations, int from) {
        double m0 = 0;
        double m1 = 0;
        for (int t = 0; t < size; t++) {
            if (t > 0) {
                int o = 2 * steps[t];
                double e = moves[o + 1];
                double c = moves[o] * (m0 + m1);
                m0 = e * (m0 + c);
                m1 = e * (m1 - c);
            }
            int r = records[t] * RECORD;
            double innovation = y[from + t] - delta * m0;
            double gained = factors[r] * innovation;
            m0 += gained;
            m1 += factors[r + 1] * gained;
            innovations[from + t] = innovation * precisions[t];
            means[2 * t] = m0;
            means[2 * t + 1] = m1;
        }
    }

    @Override
    void smooth(double[] innovations, double[] signal, int from) {
        double sum = 0;
        double r0 = 0;
        double r1 = 0;
        double a = 0;
        double e = 1;
        for (int t = size - 1; t >= 0; t--) {
            if (t + 1 < size) {
                int o = 2 * steps[t + 1];
                a = moves[o];
                e = moves[o + 1];
            }
            double c = a * (r0 - r1);
            double g0 = e * (r0 + c);
            double g1 = e * (r1 + c);
            int r = records[t] * RECORD;
            double l = factors[r + 1];
            double u = factors[r] * (g0 + l * g1);
            double x0 = means[2 * t] + u;
            double x1 = means[2 * t + 1] + l * u + factors[r + 2] * g1;
            sum += a * (2 * (g0 * x1 - g1 * (x0 + 2 * x1)) + INTENSITY * g1 * g1);
            double z = innovations[from + t] - delta * u;
            innovations[from + t] = z;
            signal[from + t] = x0;
            r0 = g0 + z;
            r1 = g1;
        }
        quadraticSlope = sum;
    }

    @Override
    SeriesTraces traces(double[] diagonal, int from) {
        CompensatedSum inverse = new CompensatedSum();
        CompensatedSum kernel = new CompensatedSum();
        double slope = 0;
        double n00 = 0;
        double n01 = 0;
        double n11 = 0;
        double a = 0;
        double e = 1;
        for (int t = size - 1; t >= 0; t--) {
            int r = records[t] * RECORD;
            double d0 = factors[r];
            double l = factors[r + 1];
            if (t + 1 < size) {
                int o = 2 * steps[t + 1];
                a = moves[o];
                e = moves[o + 1];
            }
            double p00 = e * (1 + a);
            double p01 = e * a;
            double p11 = e * (1 - a);
            // NΦ; Φ_10 = −Φ_01.
            double b00 = n00 * p00 - n01 * p01;
            double b10 = n01 * p00 - n11 * p01;
            double b01 = n00 * p01 + n01 * p11;
            double b11 = n01 * p01 + n11 * p11;
            double g00 = p00 * b00 - p01 * b10;
            double g01 = p00 * b01 - p01 * b11;
            double g11 = p01 * b01 + p11 * b11;
            double c01 = d0 * l;
            double c11 = c01 * l + factors[r + 2];
            double up = g00 * c01 + g01 * c11;
            double down = g01 * (d0 + 2 * c01) + g11 * (c01 + 2 * c11);
            slope += a * (2 * (up - down) + INTENSITY * g11);
            double precision = precisions[t];
            double explained = d0 * d0 * (g00 + l * (2 * g01 + g11 * l));
            double k = delta * d0 * l;
            double gw0 = g00 * precision - k * g01;
            n01 = g01 * precision - k * g11;
            n00 = precision + gw0 * precision - k * n01;
            n11 = g11;
            diagonal[from + t] = precision + delta * delta * explained;
            inverse.add(diagonal[from + t]);
            kernel.add(d0 - delta * explained);
        }
        determinantSlope = slope;
        return new SeriesTraces(inverse.value(), kernel.value());
    }

    private void store(int record, double d0, double l, double d1) {
        int r = record * RECORD;
        factors[r] = d0;
        factors[r + 1] = l;
        factors[r + 2] = d1;
    }
}
