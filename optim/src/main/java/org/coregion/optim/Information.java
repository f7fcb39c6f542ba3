package org.coregion.optim;

/** Which information matrix standard errors come from; asymptotically the two agree (Efron and Hinkley 1978). */
public enum Information {
    /**
     * Minus the second derivative of L at the data: differences of the exact gradient, two for each parameter. For
     * every engine, and for data with missing outputs.
     */
    OBSERVED,
    /**
     * Its mean over data from the model, ½ tr(U⁻¹ ∂U/∂a U⁻¹ ∂U/∂b): it does not depend on the outputs, and knows a
     * parameter that they say nothing of. Needs the spectral, low-rank or dense engine, O(T³) for each parameter of the
     * kernel.
     */
    EXPECTED
}
