package org.coregion.kernel;

import java.util.Arrays;
import java.util.List;
import org.coregion.linalg.Matrix;

/**
 * A weighted sum of state-space models. The terms' states x stand one term after another, block diagonal; the states
 * here are x̃ = Tx, where T replaces the first state of the first term by the sum of all first states, f itself.
 */
final class SumForm implements StateSpaceForm {
    private final List<StateSpaceForm> forms;
    private final int[] parameterCounts;
    private final double[] weights;
    private final int n;
    /** Where each term's states begin. */
    private final int[] starts;

    SumForm(List<StateSpaceForm> forms, int[] parameterCounts, double[] weights) {
        this.forms = forms;
        this.parameterCounts = parameterCounts;
        this.weights = weights;
        this.starts = new int[weights.length];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at += forms.get(i).dimension();
        }
        this.n = at;
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public Matrix stationaryCovariance() {
        Matrix p = Matrix.zeros(n, n);
        for (int i = 0; i < starts.length; i++) {
            insert(forms.get(i).stationaryCovariance().times(weights[i]).data(), i, p.data());
        }
        addToRow(p.data());
        addToColumn(p.data(), 1);
        return p;
    }

    @Override
    public void step(double distance, double[] transition, double[] factor, double[] weights) {
        Arrays.fill(transition, 0, n * n, 0);
        Arrays.fill(factor, 0, n * n, 0);
        for (int i = 0; i < starts.length; i++) {
            int size = forms.get(i).dimension();
            double[] phi = new double[size * size];
            double[] c = new double[size * size];
            double[] d = new double[size];
            forms.get(i).step(distance, phi, c, d);
            insert(phi, i, transition);
            insert(c, i, factor);
            for (int k = 0; k < size; k++) {
                weights[starts[i] + k] = this.weights[i] * d[k];
            }
        }
        addToRow(transition);
        addFromColumn(transition, -1);
        addToRow(factor);
    }

    @Override
    public void pullback(double distance, double[] transitionAdjoint, double[] noiseAdjoint, double[] gradient) {
        // Φ̃ = TΦT⁻¹ and Q̃ = TQTᵀ.
        double[] phiAdjoint = transitionAdjoint.clone();
        addFromRow(phiAdjoint);
        addToColumn(phiAdjoint, -1);
        double[] qAdjoint = covarianceAdjoint(noiseAdjoint);
        double[] perLogWeight = new double[weights.length];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            int size = forms.get(i).dimension();
            double[] own = new double[parameterCounts[i]];
            double[] q = block(qAdjoint, i);
            for (int k = 0; k < q.length; k++) {
                q[k] *= weights[i];
            }
            forms.get(i).pullback(distance, block(phiAdjoint, i), q, own);
            at = addTo(gradient, own, at);
            double[] c = new double[size * size];
            double[] d = new double[size];
            forms.get(i).step(distance, new double[size * size], c, d);
            for (int k = 0; k < size; k++) {
                perLogWeight[i] += d[k] * quadratic(q, c, k, size);
            }
        }
        Sum.pullbackWeights(perLogWeight, weights, gradient);
    }

    @Override
    public void pullbackStationary(double[] adjoint, double[] gradient) {
        double[] pAdjoint = covarianceAdjoint(adjoint);
        double[] perLogWeight = new double[weights.length];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            double[] own = new double[parameterCounts[i]];
            double[] p = forms.get(i).stationaryCovariance().data();
            double[] inner = block(pAdjoint, i);
            for (int k = 0; k < p.length; k++) {
                inner[k] *= weights[i];
                perLogWeight[i] += inner[k] * p[k];
            }
            forms.get(i).pullbackStationary(inner, own);
            at = addTo(gradient, own, at);
        }
        Sum.pullbackWeights(perLogWeight, weights, gradient);
    }

    /** cᵀAc of column k of C. */
    private static double quadratic(double[] a, double[] c, int k, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                sum += c[i * size + k] * a[i * size + j] * c[j * size + k];
            }
        }
        return sum;
    }

    private static int addTo(double[] gradient, double[] own, int from) {
        for (int k = 0; k < own.length; k++) {
            gradient[from + k] += own[k];
        }
        return from + own.length;
    }

    /** TᵀAT. */
    private double[] covarianceAdjoint(double[] adjoint) {
        double[] result = adjoint.clone();
        addFromRow(result);
        addFromColumn(result, 1);
        return result;
    }

    private void insert(double[] values, int term, double[] target) {
        int size = forms.get(term).dimension();
        for (int i = 0; i < size; i++) {
            System.arraycopy(values, i * size, target, (starts[term] + i) * n + starts[term], size);
        }
    }

    private double[] block(double[] values, int term) {
        int size = forms.get(term).dimension();
        double[] result = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(values, (starts[term] + i) * n + starts[term], result, i * size, size);
        }
        return result;
    }

    /** TA. */
    private void addToRow(double[] a) {
        for (int i = 1; i < starts.length; i++) {
            for (int j = 0; j < n; j++) {
                a[j] += a[starts[i] * n + j];
            }
        }
    }

    /** TᵀA. */
    private void addFromRow(double[] a) {
        for (int i = 1; i < starts.length; i++) {
            for (int j = 0; j < n; j++) {
                a[starts[i] * n + j] += a[j];
            }
        }
    }

    /** ATᵀ for a sign of 1, AT⁻ᵀ for −1. */
    private void addToColumn(double[] a, double sign) {
        for (int i = 1; i < starts.length; i++) {
            for (int j = 0; j < n; j++) {
                a[j * n] += sign * a[j * n + starts[i]];
            }
        }
    }

    /** AT for a sign of 1, AT⁻¹ for −1. */
    private void addFromColumn(double[] a, double sign) {
        for (int i = 1; i < starts.length; i++) {
            for (int j = 0; j < n; j++) {
                a[j * n + starts[i]] += sign * a[j * n];
            }
        }
    }
}
