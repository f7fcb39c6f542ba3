package org.coregion.optim;

import org.coregion.engine.MeanRule;
import org.coregion.linalg.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a likelihood takes the best coefficients of a constrained mean. Mutable: it keeps the last ones.
 */
final class MeanSearch implements MeanRule {
    private final ConstrainedMean mean;
    private @Nullable MeanOptimum last;

    MeanSearch(ConstrainedMean mean) {
        this.mean = mean;
    }

    @Override
    public Matrix coefficients(Matrix leastSquares, Matrix precision) {
        last = mean.best(leastSquares, precision);
        return last.ofBasis();
    }

    /**
     * The last coefficients.
     *
     * @throws IllegalStateException if there are none
     */
    MeanOptimum last() {
        if (last == null) {
            throw new IllegalStateException("The likelihood has not been evaluated yet.");
        }
        return last;
    }
}
