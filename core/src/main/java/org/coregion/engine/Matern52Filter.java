package org.coregion.engine;

/**
 * {@link GeneralFilter} for Matérn 5/2, three states, written out: about 90 multiplications a row for the covariances,
 * 20 for a series.
 */
final class Matern52Filter extends MaternFilter {
    private static final int NOISE = 6;
    private static final int RECORD = 6;
    private static final double INTENSITY = 16.0 / 3;

    Matern52Filter(MaternSteps steps) {
        super(steps);
    }

    @Override
    protected void filterCovariances(MeanEquations equations) {
        int columns = equations.columns();
        double[] states = new double[3 * columns];
        double f = 1 + delta;
        double precision = 1 / f;
        double d0 = precision;
        double l1 = 0;
        double l2 = -1.0 / 3;
        double d1 = 1.0 / 3;
        double l3 = 0;
        double d2 = 8.0 / 9;
        double a = 0;
        double e = 1;
        int record = 0;
        store(record, d0, l1, l2, d1, l3, d2);
        int end = 1;
        for (int t = 0; t < size; t++) {
            if (t == end) {
                int o = 2 * steps[t];
                a = moves[o];
                e = moves[o + 1];
                int q = steps[t] * NOISE;
                double h = a * a / 2;
                double p02 = e * h;
                double p12 = e * (a - h);
                double p22 = e * (1 - 2 * a + h);
                double p01 = e * (a + 2 * h);
                double p11 = e * (1 + a - 2 * h);
                double p21 = e * (2 * h - 3 * a);
                // The columns x, y, w of ΦL; those of C are (1, c1, c2), (0, 1, c3) and (0, 0, 1).
                double x0 = e * (1 + a + h) + p01 * l1 + p02 * l2;
                double x1 = p11 * l1 + p12 * l2 - p02;
                double x2 = e * (h - a) + p21 * l1 + p22 * l2;
                double y0 = p01 + p02 * l3;
                double y1 = p11 + p12 * l3;
                double y2 = p21 + p22 * l3;
                double q0 = noise[q];
                double c1 = noise[q + 1];
                double c2 = noise[q + 2];
                double q1 = noise[q + 3];
                double c3 = noise[q + 4];

                double wx = d0 * x0;
                double wy = d1 * y0;
                double ww = d2 * p02;
                double s0 = (wx * x0 + wy * y0) + (ww * p02 + q0);
                double inverse = 1 / s0;
                double m1 = ((wx * x1 + wy * y1) + (ww * p12 + q0 * c1)) * inverse;
                double m2 = ((wx * x2 + wy * y2) + (ww * p22 + q0 * c2)) * inverse;
                x1 -= m1 * x0;
                y1 -= m1 * y0;
                double w1 = p12 - m1 * p02;
                double e1 = c1 - m1;
                x2 -= m2 * x0;
                y2 -= m2 * y0;
                double w2 = p22 - m2 * p02;
                double e2 = c2 - m2;

                wx = d0 * x1;
                wy = d1 * y1;
                ww = d2 * w1;
                double we = q0 * e1;
                double s1 = (wx * x1 + wy * y1) + (ww * w1 + (we * e1 + q1));
                double m3 = ((wx * x2 + wy * y2) + (ww * w2 + (we * e2 + q1 * c3))) / s1;
                x2 -= m3 * x1;
                y2 -= m3 * y1;
                w2 -= m3 * w1;
                e2 -= m3 * e1;
                double k2 = c3 - m3;
                double s2 =
                        (d0 * x2 * x2 + d1 * y2 * y2) + (d2 * w2 * w2 + q0 * e2 * e2) + (q1 * k2 * k2 + noise[q + 5]);

                f = 1 + delta * s0;
                precision = 1 / f;
                d0 = s0 * precision;
                l1 = m1;
                l2 = m2;
                d1 = s1;
                l3 = m3;
                d2 = s2;
                store(++record, d0, l1, l2, d1, l3, d2);
                end = share(record, t);
            }
            observed(t, f, precision);
            for (int c = 0; c < columns; c++) {
                double m0 = states[3 * c];
                double m1 = states[3 * c + 1];
                double m2 = states[3 * c + 2];
                double curve = a * a / 2 * (m0 + 2 * m1 + m2);
                double n0 = e * (m0 + a * (m0 + m1) + curve);
                double innovation = equations.value(c, t) - delta * n0;
                double gained = d0 * innovation;
                states[3 * c] = n0 + gained;
                states[3 * c + 1] = e * (m1 + a * (m1 + m2) - curve) + l1 * gained;
                states[3 * c + 2] = e * (m2 - a * (m0 + 3 * m1 + 2 * m2) + curve) + l2 * gained;
                equations.add(c, innovation, precision);
            }
        }
    }

    @Override
    void filter(double[] y, double[] innovations, int from) {
        double m0 = 0;
        double m1 = 0;
        double m2 = 0;
        for (int t = 0; t < size; t++) {
            if (t > 0) {
                int o = 2 * steps[t];
                double a = moves[o];
                double e = moves[o + 1];
                double c = a * a / 2 * (m0 + 2 * m1 + m2);
                double n0 = e * (m0 + a * (m0 + m1) + c);
                double n1 = e * (m1 + a * (m1 + m2) - c);
                m2 = e * (m2 - a * (m0 + 3 * m1 + 2 * m2) + c);
                m0 = n0;
                m1 = n1;
            }
            int r = records[t] * RECORD;
            double innovation = y[from + t] - delta * m0;
            double gained = factors[r] * innovation;
            m0 += gained;
            m1 += factors[r + 1] * gained;
            m2 += factors[r + 2] * gained;
            innovations[from + t] = innovation * precisions[t];
            means[3 * t] = m0;
            means[3 * t + 1] = m1;
            means[3 * t + 2] = m2;
        }
    }

    @Override
    void smooth(double[] innovations, double[] signal, int from) {
        double sum = 0;
        double r0 = 0;
        double r1 = 0;
        double r2 = 0;
        double a = 0;
        double e = 1;
        for (int t = size - 1; t >= 0; t--) {
            if (t + 1 < size) {
                int o = 2 * steps[t + 1];
                a = moves[o];
                e = moves[o + 1];
            }
            double c = a * a / 2 * (r0 - r1 + r2);
            double g0 = e * (r0 + a * (r0 - r2) + c);
            double g1 = e * (r1 + a * (r0 + r1 - 3 * r2) + 2 * c);
            double g2 = e * (r2 + a * (r1 - 2 * r2) + c);
            int r = records[t] * RECORD;
            double l1 = factors[r + 1];
            double l2 = factors[r + 2];
            double l3 = factors[r + 4];
            double u0 = factors[r] * (g0 + l1 * g1 + l2 * g2);
            double u1 = factors[r + 3] * (g1 + l3 * g2);
            double x0 = means[3 * t] + u0;
            double x1 = means[3 * t + 1] + l1 * u0 + u1;
            double x2 = means[3 * t + 2] + l2 * u0 + l3 * u1 + factors[r + 5] * g2;
            sum += a * (2 * (g0 * x1 + g1 * x2 - g2 * (x0 + 3 * (x1 + x2))) + INTENSITY * g2 * g2);
            double z = innovations[from + t] - delta * u0;
            innovations[from + t] = z;
            signal[from + t] = x0;
            r0 = g0 + z;
            r1 = g1;
            r2 = g2;
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
        double n02 = 0;
        double n11 = 0;
        double n12 = 0;
        double n22 = 0;
        double a = 0;
        double e = 1;
        double entry = 0;
        double ofKernel = 0;
        double turn = 0;
        boolean hasSettled = false;
        for (int t = size - 1; t >= 0; t--) {
            if (!hasSettled || records[t] != records[t + 1] || steps[t + 1] != steps[t + 2]) {
                int r = records[t] * RECORD;
                double d0 = factors[r];
                double l1 = factors[r + 1];
                double l2 = factors[r + 2];
                if (t + 1 < size) {
                    int o = 2 * steps[t + 1];
                    a = moves[o];
                    e = moves[o + 1];
                }
                double h = a * a / 2;
                double p00 = e * (1 + a + h);
                double p01 = e * (a + 2 * h);
                double p02 = e * h;
                double p11 = e * (1 + a - 2 * h);
                double p12 = e * (a - h);
                double p20 = e * (h - a);
                double p21 = e * (2 * h - 3 * a);
                double p22 = e * (1 - 2 * a + h);
                // NΦ; Φ_10 = −Φ_02.
                double b00 = n00 * p00 - n01 * p02 + n02 * p20;
                double b10 = n01 * p00 - n11 * p02 + n12 * p20;
                double b20 = n02 * p00 - n12 * p02 + n22 * p20;
                double b01 = n00 * p01 + n01 * p11 + n02 * p21;
                double b11 = n01 * p01 + n11 * p11 + n12 * p21;
                double b21 = n02 * p01 + n12 * p11 + n22 * p21;
                double b02 = n00 * p02 + n01 * p12 + n02 * p22;
                double b12 = n01 * p02 + n11 * p12 + n12 * p22;
                double b22 = n02 * p02 + n12 * p12 + n22 * p22;
                double g00 = p00 * b00 - p02 * b10 + p20 * b20;
                double g01 = p00 * b01 - p02 * b11 + p20 * b21;
                double g02 = p00 * b02 - p02 * b12 + p20 * b22;
                double g11 = p01 * b01 + p11 * b11 + p21 * b21;
                double g12 = p01 * b02 + p11 * b12 + p21 * b22;
                double g22 = p02 * b02 + p12 * b12 + p22 * b22;
                double d1 = factors[r + 3];
                double l3 = factors[r + 4];
                double c01 = d0 * l1;
                double c02 = d0 * l2;
                double c11 = c01 * l1 + d1;
                double c12 = c01 * l2 + d1 * l3;
                double c22 = c02 * l2 + d1 * l3 * l3 + factors[r + 5];
                double up = g00 * c01 + g01 * (c11 + c02) + g02 * c12 + g11 * c12 + g12 * c22;
                double down =
                        g02 * (d0 + 3 * (c01 + c02)) + g12 * (c01 + 3 * (c11 + c12)) + g22 * (c02 + 3 * (c12 + c22));
                turn = a * (2 * (up - down) + INTENSITY * g22);
                double precision = precisions[t];
                double gk0 = g00 + g01 * l1 + g02 * l2;
                double gk1 = g01 + g11 * l1 + g12 * l2;
                double gk2 = g02 + g12 * l1 + g22 * l2;
                double explained = d0 * d0 * (gk0 + l1 * gk1 + l2 * gk2);
                double k = delta * d0;
                double gw0 = g00 * precision - k * (g01 * l1 + g02 * l2);
                double gw1 = g01 * precision - k * (g11 * l1 + g12 * l2);
                double gw2 = g02 * precision - k * (g12 * l1 + g22 * l2);
                double m00 = precision + gw0 * precision - k * (gw1 * l1 + gw2 * l2);
                entry = precision + delta * delta * explained;
                ofKernel = d0 - delta * explained;
                hasSettled = m00 == n00 && gw1 == n01 && gw2 == n02 && g11 == n11 && g12 == n12 && g22 == n22;
                n00 = m00;
                n01 = gw1;
                n02 = gw2;
                n11 = g11;
                n12 = g12;
                n22 = g22;
            }
            diagonal[from + t] = entry;
            inverse.add(entry);
            kernel.add(ofKernel);
            slope += turn;
        }
        determinantSlope = slope;
        return new SeriesTraces(inverse.value(), kernel.value());
    }

    private void store(int record, double d0, double l1, double l2, double d1, double l3, double d2) {
        int r = record * RECORD;
        factors[r] = d0;
        factors[r + 1] = l1;
        factors[r + 2] = l2;
        factors[r + 3] = d1;
        factors[r + 4] = l3;
        factors[r + 5] = d2;
    }
}
