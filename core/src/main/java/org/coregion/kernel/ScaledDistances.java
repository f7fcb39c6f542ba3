package org.coregion.kernel;

import org.coregion.linalg.Matrix;

/**
 * Squared scaled distances r² = Σ_q (x_q − y_q)²/ℓ_q², of one row x to many rows y at a time: column by column, so that
 * every loop runs along an array. Coordinates are subtracted before they are scaled, which keeps small distances
 * between large coordinates. Mutable workspace: one per thread.
 */
final class ScaledDistances {
    /** Keeps r² finite. */
    private static final double FAR = 1e300;

    private final Matrix left;
    /** One array per input column. */
    private final double[][] right;
    /** 1/ℓ_q per input column. */
    private final double[] inverse;

    /** r² of the row last asked for. */
    private final double[] row;

    /**
     * Distances of rows to rows.
     *
     * @param left n×Q, the rows x
     * @param right k×Q, the rows y
     * @param inverse Q inverse lengthscales
     */
    ScaledDistances(Matrix left, Matrix right, double[] inverse) {
        this.left = left;
        this.right = columns(right);
        this.inverse = inverse;
        this.row = new double[right.rows()];
    }

    private static double[][] columns(Matrix inputs) {
        double[][] columns = new double[inputs.columns()][];
        for (int q = 0; q < columns.length; q++) {
            columns[q] = columns.length == 1
                    ? inputs.data()
                    : inputs.columns(q, q + 1).data();
        }
        return columns;
    }

    /**
     * r² of row i of the left inputs to the first rows of the right ones.
     *
     * @return {@code count} values, and others behind them; overwritten by the next call
     */
    double[] row(int i, int count) {
        for (int q = 0; q < right.length; q++) {
            double x = left.get(i, q);
            double[] y = right[q];
            double scale = inverse[q];
            if (q == 0) {
                for (int j = 0; j < count; j++) {
                    double difference = (x - y[j]) * scale;
                    row[j] = difference * difference;
                }
            } else {
                for (int j = 0; j < count; j++) {
                    double difference = (x - y[j]) * scale;
                    row[j] += difference * difference;
                }
            }
        }
        for (int j = 0; j < count; j++) {
            row[j] = Math.min(row[j], FAR);
        }
        return row;
    }

    /** Adds weight_j r²_j to {@code sums[j]} for the first elements of the row last asked for. */
    void addSumsOfSquares(int count, double[] weights, double[] sums) {
        for (int j = 0; j < count; j++) {
            sums[j] += weights[j] * row[j];
        }
    }

    /** Adds weight_j (x_q − y_jq)²/ℓ_q² to {@code sums[q][j]} for every column, with x row i of the left inputs. */
    void addSquares(int i, int count, double[] weights, double[][] sums) {
        for (int q = 0; q < right.length; q++) {
            double x = left.get(i, q);
            double[] y = right[q];
            double scale = inverse[q];
            double[] own = sums[q];
            for (int j = 0; j < count; j++) {
                double difference = (x - y[j]) * scale;
                own[j] += weights[j] * (difference * difference);
            }
        }
    }
}
