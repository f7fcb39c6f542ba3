package org.coregion.covariance;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Correlations C = FFᵀ of rank R, the rows of F having length 1: any correlations where R = D. With a diagonal beside
 * it, F = (W, Diag(q)), so that C is WWᵀ off its diagonal and 1 on it, as in factor analysis.
 *
 * <p>Row i of F is where a walk of length |u_i| from a pole of its sphere in the direction u_i ends, (u_i sin|u_i| /
 * |u_i|, cos|u_i|): the exponential map. The pole is the element q_i, or without a diagonal the last one that the
 * {@link TrapezoidalFactor} does not make 0. The parameters are the u, row by row: as many as C has degrees of freedom,
 * and none of them bounded. A singular C, and an output whose q_i is 0 (a Heywood case), are a quarter of a turn away
 * and ordinary points. Only opposite to a pole, at |u_i| = π, is the direction lost.
 *
 * <p>Of rank 1 without a diagonal, see {@link SignedDeviations}.
 */
final class UnitRows implements OutputCovariance {
    /** A row shorter than this has no direction: it starts at its pole. */
    private static final double SHORTEST = 1e-6;

    private final TrapezoidalFactor shared;
    private final boolean plusDiagonal;

    private UnitRows(TrapezoidalFactor shared, boolean plusDiagonal) {
        this.shared = shared;
        this.plusDiagonal = plusDiagonal;
    }

    /** @param rank R, from 2 to the number of outputs, or 1 for one output */
    static UnitRows ofRank(int outputs, int rank) {
        return new UnitRows(new TrapezoidalFactor(outputs, rank), false);
    }

    /** @param rank R, from 1 to the number of outputs */
    static UnitRows plusDiagonal(int outputs, int rank) {
        return new UnitRows(new TrapezoidalFactor(outputs, rank), true);
    }

    /** The elements of u_i. */
    private int coordinates(int i) {
        return plusDiagonal ? Math.min(i + 1, shared.columns()) : Math.min(i, shared.columns() - 1);
    }

    /** The column of F that the pole of row i is in. */
    private int pole(int i) {
        return plusDiagonal ? shared.columns() + i : coordinates(i);
    }

    @Override
    public int parameterCount() {
        return plusDiagonal ? shared.count() : shared.count() - shared.rows();
    }

    @Override
    public Matrix matrix(double[] parameters) {
        Matrix f = factor(parameters);
        Matrix correlations = Products.multiplyTranspose(f, f);
        for (int i = 0; i < f.rows(); i++) {
            correlations.set(i, i, 1);
        }
        return correlations;
    }

    private Matrix factor(double[] parameters) {
        int d = shared.rows();
        Matrix f = Matrix.zeros(d, shared.columns() + (plusDiagonal ? d : 0));
        int next = 0;
        for (int i = 0; i < d; i++) {
            int count = coordinates(i);
            double length = length(parameters, next, count);
            double share = length > 0 ? Math.sin(length) / length : 1;
            for (int j = 0; j < count; j++) {
                f.set(i, j, share * parameters[next++]);
            }
            f.set(i, pole(i), Math.cos(length));
        }
        return f;
    }

    /** The nearest of rank R, or the principal factors, with rows as long as they have to be. */
    @Override
    public double[] parametersOf(Matrix correlations) {
        if (!plusDiagonal) {
            return walks(shared.leading(correlations), new double[shared.rows()]);
        }
        PrincipalFactors factors = PrincipalFactors.of(correlations, shared, new double[shared.rows()]);
        return walks(factors.w(), factors.own());
    }

    /**
     * The u of rows of any length.
     *
     * @param w D×R
     * @param own D squares q², where there is a diagonal
     */
    private double[] walks(Matrix w, double[] own) {
        Matrix rotated = shared.rotated(w);
        double[] u = new double[parameterCount()];
        int next = 0;
        for (int i = 0; i < rotated.rows(); i++) {
            int count = coordinates(i);
            double[] row = rotated.row(i);
            double cosine = plusDiagonal ? Math.sqrt(own[i]) : row[count];
            double sine = length(row, 0, count);
            double length = Math.hypot(sine, cosine) > SHORTEST ? Math.atan2(sine, cosine) : 0;
            for (int j = 0; j < count; j++) {
                // Opposite to the pole, any direction will do.
                double direction = sine > 0 ? row[j] / sine : j == 0 ? 1 : 0;
                u[next++] = length * direction;
            }
        }
        return u;
    }

    @Override
    public Bounds bounds() {
        return Bounds.none(parameterCount());
    }

    /**
     * The adjoint of F is 2AF. Of row i, its part along u_i turns with the row, and the rest counts sin|u_i| / |u_i|
     * times.
     */
    @Override
    public double[] pullback(double[] parameters, Matrix adjoint) {
        Matrix covariances = adjoint.plus(-1, Matrix.diagonal(adjoint.diagonal()));
        Matrix ofF = Products.multiply(covariances, factor(parameters)).times(2);
        double[] gradient = new double[parameters.length];
        int next = 0;
        for (int i = 0; i < ofF.rows(); i++) {
            int count = coordinates(i);
            double length = length(parameters, next, count);
            double share = length > 0 ? Math.sin(length) / length : 1;
            double along = 0;
            for (int j = 0; j < count; j++) {
                along += length > 0 ? ofF.get(i, j) * parameters[next + j] / length : 0;
            }
            double turning = Math.cos(length) * along - Math.sin(length) * ofF.get(i, pole(i));
            for (int j = 0; j < count; j++, next++) {
                double direction = length > 0 ? parameters[next] / length : 0;
                gradient[next] = share * (ofF.get(i, j) - along * direction) + turning * direction;
            }
        }
        return gradient;
    }

    /**
     * A column of F that is 0 stays 0. Filled with √ε x it would gain ε xᵀBx, B = A − Diag(AC), since what the rows
     * then exceed 1 by is taken from the rest of them: a column of W in the direction that gains most, a q_i where B_ii
     * is positive.
     */
    @Override
    public Optional<double[]> escape(double[] parameters, Matrix adjoint) {
        int d = shared.rows();
        Matrix f = factor(parameters);
        Matrix c = matrix(parameters);
        Matrix b =
                adjoint.plus(-1, Matrix.diagonal(Products.multiply(adjoint, c).diagonal()));
        Matrix w = f.columns(0, shared.columns());
        double[] own = new double[d];
        boolean isEscape = false;
        Optional<Matrix> filled = shared.filled(w, b);
        if (filled.isPresent()) {
            w = filled.get();
            isEscape = true;
        }
        for (int i = 0; i < d && plusDiagonal; i++) {
            double q = f.get(i, pole(i));
            double gainful = TrapezoidalFactor.gainful(b.get(i, i), 1);
            isEscape |= gainful > q * q;
            own[i] = Math.max(gainful, q * q);
        }
        return isEscape ? Optional.of(walks(w, own)) : Optional.empty();
    }

    private static double length(double[] vector, int from, int count) {
        return Math.sqrt(
                Arrays.stream(vector, from, from + count).map(v -> v * v).sum());
    }
}
