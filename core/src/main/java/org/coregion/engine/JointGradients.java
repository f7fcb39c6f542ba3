package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * The quadratic form and the gradient of L, row by row: ∂L/∂Σ = Σ_t (w_tw_tᵀ + ½F_tF_tᵀ − ½Ã_tt), and those of
 * {@link JointScores}. Mutable.
 */
final class JointGradients {
    private final int d;
    private final int c;
    private final JointScores scores;
    private final Matrix noiseGradient;
    /** w_t and F_t, D×c. */
    private final double[] weights;

    private final double[] block;
    private double quadratic;

    /**
     * Nothing added yet.
     *
     * @param c the residual and the columns of F
     * @param parameters how many the kernel has
     */
    JointGradients(JointModel model, int c, int parameters) {
        this.d = model.outputCount();
        this.c = c;
        this.scores = new JointScores(model, c, parameters);
        this.noiseGradient = Matrix.zeros(d, d);
        this.weights = new double[d * c];
        this.block = new double[d * d];
    }

    /** What row t adds, the smoother being before it. */
    void add(JointSmoother smoother, JointSegment segment, int t) {
        for (int j = 0; j < smoother.count(); j++) {
            double innovation = segment.innovations()[segment.innovation(t, j)];
            quadratic += innovation * innovation / segment.variance(t, j);
        }
        smoother.weights(weights);
        smoother.block(block);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double sum = -block[i * d + j] / 2;
                for (int k = 0; k < c; k++) {
                    sum += JointScores.share(k) * weights[i * c + k] * weights[j * c + k];
                }
                noiseGradient.data()[i * d + j] += sum;
            }
        }
        scores.add(smoother, segment, t);
    }

    /** Copies w of the row last added: D values. */
    void copyWeights(double[] target, int to) {
        for (int i = 0; i < d; i++) {
            target[to + i] = weights[i * c];
        }
    }

    /** residualᵀŨ⁻¹residual. */
    double quadratic() {
        return quadratic;
    }

    /** ∂L/∂Σ. */
    Matrix noiseGradient() {
        return noiseGradient;
    }

    /** ∂L/∂K. */
    Matrix coregionalizationGradient() {
        return scores.coregionalizationGradient();
    }

    /** ∂L/∂ log kernel parameter. */
    double[] kernelGradient() {
        return scores.kernelGradient();
    }
}
