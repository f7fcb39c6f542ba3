package org.coregion.optim;

/**
 * Where a search over the kernel, K and Σ stands.
 *
 * @param point the kernel's free vector
 * @param covariances the free vector of K and Σ
 * @param objective L
 * @param gradientNorm the largest absolute element of the whole gradient
 * @param estimate the parameters themselves
 */
record Fitted(double[] point, double[] covariances, double objective, double gradientNorm, Estimate estimate) {}
