package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * What the filter leaves behind: its state before every segment of rows, from which a segment is filtered once more
 * when the smoother comes to it. That doubles the filter's work, and keeps memory at a few numbers per row. Immutable.
 */
final class JointTrail {
    /** Rows of a segment. */
    static final int SEGMENT = 256;

    private final JointModel model;
    private final RowColumns columns;
    private final double[][] factors;
    private final double[][] means;
    private final double logDeterminant;

    private JointTrail(
            JointModel model, RowColumns columns, double[][] factors, double[][] means, double logDeterminant) {
        this.model = model;
        this.columns = columns;
        this.factors = factors;
        this.means = means;
        this.logDeterminant = logDeterminant;
    }

    /**
     * Filters all rows.
     *
     * @param gram c×c: what Σ_j e_j e_jᵀ/F_j = columnsᵀŨ⁻¹columns is added to, or 0×0
     */
    static JointTrail of(JointModel model, RowColumns columns, Matrix gram) {
        int d = model.outputCount();
        int c = columns.count();
        JointFilter filter = new JointFilter(model, columns);
        double[] gains = new double[d * model.seriesCount() * model.states()];
        double[] variances = new double[d];
        double[] innovations = new double[d * c];
        int segments = (model.rows() + SEGMENT - 1) / SEGMENT;
        double[][] factors = new double[segments][];
        double[][] means = new double[segments][];
        double logDeterminant = 0;
        for (int t = 0; t < model.rows(); t++) {
            if (t % SEGMENT == 0) {
                factors[t / SEGMENT] = new double[filter.factor().length()];
                filter.factor().save(factors[t / SEGMENT], 0);
                means[t / SEGMENT] = filter.means().clone();
            }
            int count = filter.advance(t, gains, 0, variances, 0, innovations, 0);
            logDeterminant += filter.row().logDeterminant();
            for (int j = 0; j < count; j++) {
                logDeterminant += Math.log(variances[j]);
                add(innovations, j * c, variances[j], gram);
            }
        }
        return new JointTrail(model, columns, factors, means, logDeterminant);
    }

    private static void add(double[] e, int from, double variance, Matrix gram) {
        int c = gram.rows();
        for (int i = 0; i < c; i++) {
            double weighted = e[from + i] / variance;
            for (int k = 0; k < c; k++) {
                gram.data()[i * c + k] += weighted * e[from + k];
            }
        }
    }

    /** The same for sums of the columns: c×k. */
    JointTrail combined(Matrix combination) {
        int size = model.seriesCount() * model.states();
        double[][] sums = Arrays.stream(means)
                .map(mean -> Products.multiply(Matrix.wrap(size, combination.rows(), mean), combination)
                        .data())
                .toArray(double[][]::new);
        return new JointTrail(
                model, new CombinedColumns(columns, combination, model.outputCount()), factors, sums, logDeterminant);
    }

    /** The same for no right-hand side. */
    JointTrail withoutColumns() {
        return new JointTrail(model, new NoColumns(), factors, new double[means.length][0], logDeterminant);
    }

    JointModel model() {
        return model;
    }

    /** The right-hand sides. */
    RowColumns columns() {
        return columns;
    }

    /** log det U_oo. */
    double logDeterminant() {
        return logDeterminant;
    }

    /** The number of segments. */
    int segments() {
        return factors.length;
    }

    /** The filter's factor before the first row of a segment: not a copy. */
    double[] factor(int segment) {
        return factors[segment];
    }

    /** The filter's means before the first row of a segment: not a copy. */
    double[] means(int segment) {
        return means[segment];
    }
}
