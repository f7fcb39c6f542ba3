package org.coregion.optim;

/** Value and gradient of a function at a point. */
record Evaluation(double[] point, double value, double[] gradient) {
    boolean isFinite() {
        return Double.isFinite(value) && Double.isFinite(Vectors.maxNorm(gradient));
    }
}
