package org.coregion.model;

import java.util.stream.IntStream;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * A row of which some outputs may be missing, as other values predict it. O(D³).
 *
 * <p>With A the block of Ũ⁻¹ at the observed outputs o and w their weights, the other rows leave A⁻¹w of y_o
 * unexplained, with covariance A⁻¹. Nothing is subtracted there; from the functions at this row, of posterior mean μ
 * and covariance C, the same would come by (N_oo − C_oo)⁻¹, N the noise, which cancels where the noise is small.
 *
 * <p>The missing outputs m move with y_o by the slopes B. Given all values they have the mean μ_m + N_mo w and the
 * covariance R = C_mm + N_mm − BN_om − N_mo Bᵀ + N_mo A N_om. Without y_o their mean is lower by BA⁻¹w, their
 * covariance R + BA⁻¹Bᵀ, and that with y_o BA⁻¹.
 */
final class HeldOutRow {
    private final double[] outputs;
    private final int[] observed;
    private final int[] missing;
    /** A. */
    private final Matrix precision;
    /** A⁻¹. */
    private final Matrix covariance;
    /** o×1: w. */
    private final Matrix weights;
    /** m×1: the means of the missing outputs, given all values. */
    private final Matrix filled;
    /** m×m: R. */
    private final Matrix filledCovariance;
    /** o×m: Bᵀ. */
    private final Matrix slope;

    /**
     * The row; where nothing is missing, μ and C do not matter.
     *
     * @param outputs D values, NaN where one is missing
     * @param block the diagonal block of Ũ⁻¹, D×D
     * @param weights D×1, Ũ⁻¹ residual
     * @param mean D×1: μ
     * @param signal D×D: C
     * @param noise D×D: N
     * @param slopes D×D, of which the o×m elements are Bᵀ
     */
    HeldOutRow(
            double[] outputs, Matrix block, Matrix weights, Matrix mean, Matrix signal, Matrix noise, Matrix slopes) {
        this.outputs = outputs;
        this.observed = where(outputs, false);
        this.missing = where(outputs, true);
        this.precision = KnownOutputs.select(block, observed, observed);
        this.covariance = Cholesky.of(precision, "inverse covariance of the observed outputs of a row")
                .solve(Matrix.identity(observed.length));
        this.weights = weights.rows(observed);
        this.slope = KnownOutputs.select(slopes, observed, missing);
        Matrix noiseCross = KnownOutputs.select(noise, observed, missing);
        this.filled = mean.rows(missing).plus(1, Products.transposeMultiply(noiseCross, this.weights));
        Matrix cross = Products.transposeMultiply(slope, noiseCross);
        this.filledCovariance = KnownOutputs.select(signal.plus(1, noise), missing, missing)
                .plus(-1, cross)
                .plus(-1, cross.transpose())
                .plus(1, Products.transposeMultiply(noiseCross, Products.multiply(precision, noiseCross)));
    }

    /** The means without this row: D values. */
    double[] mean() {
        double[] result = outputs.clone();
        Matrix unexplained = Products.multiply(covariance, weights);
        Matrix lower = Products.transposeMultiply(slope, unexplained);
        for (int i = 0; i < observed.length; i++) {
            result[observed[i]] -= unexplained.get(i, 0);
        }
        for (int i = 0; i < missing.length; i++) {
            result[missing[i]] = filled.get(i, 0) - lower.get(i, 0);
        }
        return result;
    }

    /** The covariance without this row, noise included: D×D. */
    Matrix covariance() {
        Matrix result = Matrix.zeros(outputs.length, outputs.length);
        Matrix cross = Products.multiply(covariance, slope);
        place(covariance, observed, observed, result);
        place(cross, observed, missing, result);
        place(cross.transpose(), missing, observed, result);
        place(filledCovariance.plus(1, Products.transposeMultiply(slope, cross)), missing, missing, result);
        return result;
    }

    /** The mean of every output given all values but its own: D values. */
    double[] entryMeans() {
        double[] result = outputs.clone();
        for (int i = 0; i < observed.length; i++) {
            result[observed[i]] -= weights.get(i, 0) / precision.get(i, i);
        }
        for (int i = 0; i < missing.length; i++) {
            result[missing[i]] = filled.get(i, 0);
        }
        return result;
    }

    /** The variance of every output given all values but its own: D values. */
    double[] entryVariances() {
        double[] result = new double[outputs.length];
        for (int i = 0; i < observed.length; i++) {
            result[observed[i]] = 1 / precision.get(i, i);
        }
        for (int i = 0; i < missing.length; i++) {
            result[missing[i]] = filledCovariance.get(i, i);
        }
        return result;
    }

    private static int[] where(double[] outputs, boolean isMissing) {
        return IntStream.range(0, outputs.length)
                .filter(d -> Double.isNaN(outputs[d]) == isMissing)
                .toArray();
    }

    private static void place(Matrix source, int[] rows, int[] columns, Matrix target) {
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                target.set(rows[i], columns[j], source.get(i, j));
            }
        }
    }
}
