package org.coregion.optim;

/** Which information matrix standard errors come from; asymptotically the two agree (Efron and Hinkley 1978). */
public enum Information {
    /** Minus the second derivative of L at the data: differences of the exact gradient, two for each parameter. */
    OBSERVED,
    /**
     * Its mean over data from the model, ½ tr(P ∂U/∂a P ∂U/∂b) with U the covariance of the observed outputs: P = U⁻¹,
     * and for the restricted likelihood what the mean leaves of it. It does not depend on the outputs, and knows a
     * parameter that they say nothing of. O(T³) for each parameter of the kernel; less on a grid or where the rank of
     * the kernel matrix is low; O(n³) for each parameter where outputs are missing and n values are left. An engine
     * that takes linear time decomposes the kernel matrix for it.
     */
    EXPECTED
}
