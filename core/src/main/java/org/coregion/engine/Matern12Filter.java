package org.coregion.engine;

/** {@link GeneralFilter} for Matérn 1/2, one state, written out. */
final class Matern12Filter extends MaternFilter {
    Matern12Filter(MaternSteps steps) {
        super(steps);
    }

    @Override
    protected void filterCovariances(MeanEquations equations) {
        int columns = equations.columns();
        double[] states = new double[columns];
        double f = 1 + delta;
        double precision = 1 / f;
        double d = precision;
        double e = 1;
        int record = 0;
        factors[record] = d;
        int end = 1;
        for (int t = 0; t < size; t++) {
            if (t == end) {
                int o = steps[t];
                e = moves[2 * o + 1];
                double predicted = e * e * d + noise[o];
                f = 1 + delta * predicted;
                precision = 1 / f;
                d = predicted * precision;
                factors[++record] = d;
                end = share(record, t);
            }
            observed(t, f, precision);
            for (int c = 0; c < columns; c++) {
                double moved = e * states[c];
                double innovation = equations.value(c, t) - delta * moved;
                states[c] = moved + d * innovation;
                equations.add(c, innovation, precision);
            }
        }
    }

    @Override
    void filter(double[] y, double[] innovations, int from) {
        double m = 0;
        for (int t = 0; t < size; t++) {
            if (t > 0) {
                m *= moves[2 * steps[t] + 1];
            }
            double innovation = y[from + t] - delta * m;
            m += factors[records[t]] * innovation;
            innovations[from + t] = innovation * precisions[t];
            means[t] = m;
        }
    }

    @Override
    void smooth(double[] innovations, double[] signal, int from) {
        double sum = 0;
        double r = 0;
        double a = 0;
        double e = 1;
        for (int t = size - 1; t >= 0; t--) {
            if (t + 1 < size) {
                int o = 2 * steps[t + 1];
                a = moves[o];
                e = moves[o + 1];
            }
            double g = e * r;
            double u = factors[records[t]] * g;
            double smoothed = means[t] + u;
            sum += 2 * a * g * (g - smoothed);
            double z = innovations[from + t] - delta * u;
            innovations[from + t] = z;
            signal[from + t] = smoothed;
            r = g + z;
        }
        quadraticSlope = sum;
    }

    @Override
    SeriesTraces traces(double[] diagonal, int from) {
        CompensatedSum inverse = new CompensatedSum();
        CompensatedSum kernel = new CompensatedSum();
        double slope = 0;
        double n = 0;
        double a = 0;
        double e = 1;
        for (int t = size - 1; t >= 0; t--) {
            if (t + 1 < size) {
                int o = 2 * steps[t + 1];
                a = moves[o];
                e = moves[o + 1];
            }
            double d = factors[records[t]];
            double g = e * n * e;
            slope += 2 * a * g * (1 - d);
            double precision = precisions[t];
            double explained = d * g * d;
            n = precision + precision * g * precision;
            diagonal[from + t] = precision + delta * delta * explained;
            inverse.add(diagonal[from + t]);
            kernel.add(d - delta * explained);
        }
        determinantSlope = slope;
        return new SeriesTraces(inverse.value(), kernel.value());
    }
}
