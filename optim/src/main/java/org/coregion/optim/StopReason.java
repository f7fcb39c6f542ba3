package org.coregion.optim;

/** Why an optimisation ended. */
public enum StopReason {
    /**
     * The largest element of the gradient fell below the tolerance. In a profile search that is the gradient in K and
     * Σ, and the kernel's parameters are within a small share of their standard errors of the optimum.
     */
    GRADIENT_TOLERANCE(true, "the gradient is within the tolerance"),
    /** The caller's {@code ConvergenceChecker} was satisfied. */
    CONVERGENCE_CHECKER(true, "the convergence checker was satisfied"),
    /** The value moves by rounding only, and the gradient promises no more or is small for a value of its size. */
    ROUNDING(true, "the objective no longer changes beyond rounding"),
    /** No direction leads to a better point, and the gradient is not small. */
    NO_PROGRESS(false, "no step improves the objective"),
    /** The allowed number of evaluations was used up; the best point so far is returned. */
    MAX_EVALUATIONS(false, "the allowed evaluations are used up"),
    /** The allowed number of iterations was used up; the best point so far is returned. */
    MAX_ITERATIONS(false, "the allowed iterations are used up");

    private final boolean converged;
    private final String explanation;

    StopReason(boolean converged, String explanation) {
        this.converged = converged;
        this.explanation = explanation;
    }

    /** Whether the point is an optimum to the accuracy asked for. */
    public boolean isConverged() {
        return converged;
    }

    /** The reason in words. */
    public String explanation() {
        return explanation;
    }
}
