package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/** {@link JointFilterSolver} at one (K, Σ): the statistics by one pass back; what is asked for later takes another. */
final class JointFilterSolution implements HeterotopicSolution {
    private final Kernel kernel;
    private final JointModel model;
    private final JointTrail trail;
    private final Matrix weights;
    private final HeterotopicStatistics statistics;
    private final double[] kernelGradient;

    /**
     * Goes back.
     *
     * @param all the filter of the outputs and the terms of their mean
     * @param fit the mean
     */
    JointFilterSolution(Kernel kernel, JointTrail all, LeastSquares fit, HeterotopicMean mean, boolean restricted) {
        this.kernel = kernel;
        this.model = all.model();
        this.trail = all.withoutColumns();
        this.weights = Matrix.zeros(model.rows(), model.outputCount());
        JointTrail residuals = all.combined(fit.residuals(restricted));
        JointGradients gradients =
                new JointGradients(model, residuals.columns().count(), kernel.logParameters().length);
        new JointBackward(residuals, true, true).run((smoother, segment, t) -> {
            gradients.add(smoother, segment, t);
            gradients.copyWeights(weights.data(), model.inputs().order()[t] * model.outputCount());
        });
        this.statistics = new HeterotopicStatistics(
                trail.logDeterminant(),
                gradients.quadratic(),
                gradients.noiseGradient(),
                gradients.coregionalizationGradient(),
                mean.coefficients(fit.coefficients().data()),
                fit.logDeterminant(),
                mean.pairs(fit.covariance()));
        this.kernelGradient = gradients.kernelGradient();
    }

    @Override
    public HeterotopicStatistics statistics() {
        return statistics;
    }

    @Override
    public double[] kernelGradient() {
        return kernelGradient.clone();
    }

    @Override
    public Matrix weights() {
        return weights;
    }

    /** O(T(Dn)³ + TD²nc). */
    @Override
    public Matrix apply(Matrix rightHandSides) {
        int d = model.outputCount();
        int[] order = model.inputs().order();
        SideBySideColumns columns = new SideBySideColumns(rightHandSides, order, d);
        int c = columns.count();
        double[] values = new double[d * c];
        Matrix result = Matrix.zeros(model.rows(), d * c);
        JointTrail own = JointTrail.of(model, columns, Matrix.zeros(0, 0));
        new JointBackward(own, false, false).run((smoother, segment, t) -> {
            smoother.weights(values);
            for (int j = 0; j < c; j++) {
                for (int i = 0; i < d; i++) {
                    result.data()[order[t] * d * c + j * d + i] = values[i * c + j];
                }
            }
        });
        return result;
    }

    /** O(T(Dn)³). */
    @Override
    public Matrix inverseBlocks() {
        int d = model.outputCount();
        double[] block = new double[d * d];
        Matrix blocks = Matrix.zeros(model.rows(), d * d);
        new JointBackward(trail, true, false).run((smoother, segment, t) -> {
            smoother.block(block);
            System.arraycopy(block, 0, blocks.data(), model.inputs().order()[t] * d * d, d * d);
        });
        return blocks;
    }

    /** O(T(Dn)³). */
    @Override
    public Matrix slopes() {
        int d = model.outputCount();
        JointSlopes own = new JointSlopes(model);
        Matrix slopes = Matrix.zeros(model.rows(), d * d);
        new JointBackward(trail, true, true)
                .run((smoother, segment, t) -> own.copy(
                        smoother, segment, t, slopes.data(), model.inputs().order()[t] * d * d));
        return slopes;
    }

    /** O((T + n)(Dn)³) for n new inputs. */
    @Override
    public HeterotopicPrediction predict(Matrix newInputs) {
        // Rows with factors bring a second column.
        SortedInputs points = SortedInputs.of(newInputs.columns(0, 1));
        Matrix explained = new JointPredictor(trail, points.values()).explained();
        return new HeterotopicPrediction(
                new KernelSums(model.form(), model.inputs(), model.table()).of(weights, points),
                points.originalColumns(explained.transpose()),
                kernel.diagonal(newInputs));
    }
}
